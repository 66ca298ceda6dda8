"""A model of one's own on Bedrock: examples written as training data, jobs that train, prompts answered in batches.

Nothing here runs while a question is answered: a model that was trained is called like any other, by its ARN under
``[model]``. What costs money is started by a command, never by itself.
"""

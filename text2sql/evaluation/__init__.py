"""A score people can trust: questions with known answers, predictions, and the rules that compare them.

``benchmarks`` reads data sets, ``predictions`` reads what other systems wrote, ``scoring`` runs and compares. Every
score carries the name of its rule, because the same predictions score differently under each.
"""

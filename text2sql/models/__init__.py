"""Language models: Bedrock, and one that says what a test or a recording gave it."""

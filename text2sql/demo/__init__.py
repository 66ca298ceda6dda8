"""The demo warehouse: a Korean online shop of about 300,000 rows, made by SQL from a seed and a day.

The SQL files beside this one say what is in it; ``schemas/shop`` says what it means.
"""

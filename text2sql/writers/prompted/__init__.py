"""The writer that asks a language model. What a paper varies is a value in a frozen :class:`Strategy`."""

from text2sql.writers.prompted.strategy import Strategy
from text2sql.writers.prompted.writer import PromptedWriter

__all__ = ["PromptedWriter", "Strategy"]

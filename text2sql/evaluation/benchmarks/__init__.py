"""Data sets as they are published, and a person's own."""

from text2sql.evaluation.benchmarks.bird import read_bird
from text2sql.evaluation.benchmarks.conversations import read_conversations
from text2sql.evaluation.benchmarks.own import read_own
from text2sql.evaluation.benchmarks.spider import read_spider, read_spider_korean

__all__ = ["read_bird", "read_conversations", "read_own", "read_spider", "read_spider_korean"]

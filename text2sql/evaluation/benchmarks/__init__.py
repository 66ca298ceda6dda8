"""Data sets as they are published, and a person's own."""

from text2sql.evaluation.benchmarks.spider import read_spider, read_spider_korean

__all__ = ["read_spider", "read_spider_korean"]

"""Accounts: what was spent on models, and who asked what."""

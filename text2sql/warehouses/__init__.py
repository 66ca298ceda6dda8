"""Data sources; each implements the ``Warehouse`` socket and runs nothing but ``CheckedSql``."""

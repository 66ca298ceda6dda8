"""A benchmark of SQLite databases moved to DuckDB: its data, its gold, and a list of what did not survive."""

from text2sql.evaluation.scoring.migration.migrating import migrated, translated_predictions

__all__ = ["migrated", "translated_predictions"]

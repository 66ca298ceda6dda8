"""Places to keep vectors; each implements the ``VectorStore`` socket."""

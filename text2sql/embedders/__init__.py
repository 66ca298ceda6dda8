"""Ways to turn text into vectors; each implements the ``Embedder`` socket."""

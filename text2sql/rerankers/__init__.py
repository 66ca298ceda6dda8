"""Ways to order retrieved texts by how well they answer a question; each implements the ``Reranker`` socket."""

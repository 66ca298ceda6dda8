"""Ways to propose SQL for a question; each implements the ``Writer`` socket."""

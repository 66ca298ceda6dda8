"""Language models; each implements the ``LanguageModel`` socket."""

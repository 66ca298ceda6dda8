"""The writer that needs no language model: approved samples, and a grammar over the linked schema."""

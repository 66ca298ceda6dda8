"""Words for a language model, one Markdown file a prompt. Nothing else in the package speaks to a model."""

"""How well linking finds what a question is about, measured on benchmarks without calling any model."""

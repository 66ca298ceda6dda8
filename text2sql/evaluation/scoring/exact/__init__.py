"""Spider's exact-set match and hardness: its tokenizer, its parser and its comparison, oddities included."""

"""What the agent knows about a database: cards, samples, profiles, values, and the index over them."""

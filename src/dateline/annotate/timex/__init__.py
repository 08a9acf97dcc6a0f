"""Time expressions: where they stand in a text (`scan`), and what they mean given an anchor (`reading`)."""

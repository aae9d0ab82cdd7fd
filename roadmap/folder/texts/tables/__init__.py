"""Tables of a folder beside deals: stage history, leave and progress, each with its columns and what they stand for."""

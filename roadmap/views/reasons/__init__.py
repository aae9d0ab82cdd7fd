"""Reasons in words: causes, what would mend them, and what work waits for. Nothing else words them."""

"""Commands that ask about a plan: why, what if, at what price, by when."""

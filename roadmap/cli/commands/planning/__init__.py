"""Commands that make plans: one, many, or one played out many times."""

"""Commands that follow a published plan."""

"""Commands for a planning meeting: before, during and after it."""

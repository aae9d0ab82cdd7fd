"""The language of the command line: how it is chosen, and what click says in it."""

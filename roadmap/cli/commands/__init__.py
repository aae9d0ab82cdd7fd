"""The commands, one module each, which is imported only when its command is run: arguments, one call, words."""

"""How a command ends: exit codes, signals and Ctrl-C, and what people and programs are told when something is wrong."""

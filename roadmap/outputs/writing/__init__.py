"""Writing files: whole or not at all, by one writer at a time, and never over what roadmap did not write."""

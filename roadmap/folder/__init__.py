"""The input folder: its files read, typed, cross-checked and put together as one project."""

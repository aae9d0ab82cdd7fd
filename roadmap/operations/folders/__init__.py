"""What is done with the files of a folder: read, check, change, look back, and count what the targets ask for."""

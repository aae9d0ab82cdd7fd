"""Commands on the files of a folder: import, check, edit, forecast."""

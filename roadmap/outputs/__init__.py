"""Outputs: views as files. Text for people is escaped for where it goes; files are written whole or not at all."""

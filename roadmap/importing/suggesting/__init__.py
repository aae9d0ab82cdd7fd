"""Suggesting a mapping: what other programs call things, which of them wrote a file, and what the file looks like."""

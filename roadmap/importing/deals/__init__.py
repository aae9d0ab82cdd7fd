"""Importing deals: rows become deals, gates are derived, merged with what was imported before, checked and written."""

"""Editions as files: pages, sheets, slides and documents. Each is written from one view and adds nothing to it."""

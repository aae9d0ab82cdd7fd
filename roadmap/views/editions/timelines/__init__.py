"""Timelines for each audience: the columns it may see, as a table and as a workbook."""

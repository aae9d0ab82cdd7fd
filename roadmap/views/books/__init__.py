"""Whole plans as workbooks: a sheet for each section, a row for each line."""

"""Sheets: files of other programs as rows of texts, each cell with its place; and which row names the columns."""

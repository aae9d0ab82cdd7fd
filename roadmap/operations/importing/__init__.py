"""What other programs and people wrote becomes files of a folder: exported tables, and the folder's own workbook."""

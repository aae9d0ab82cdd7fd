"""The input of a folder as a workbook that people edit and bring back: its sheets, and what was changed in them.

`texts` writes parts of entries as cells and reads them again; `rows` takes a folder apart into sheets; `reading` reads
a workbook with what it held when it was written; `changes` compares the two with the folder as it is now.
"""

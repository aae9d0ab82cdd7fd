"""Workbooks (XLSX): looked at as archives before anything is parsed, then read part by part, each cell with its place.

They are read here and not by a library: those that exist do not tell of merged cells, hidden rows and formulas without
a value when they read a file piece by piece, and take minutes or all memory for a small file that was made to harm.
"""

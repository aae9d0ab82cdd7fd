"""Importing: from a file that another program exported to a file of the folder, by a mapping that is written once.

`sheets` turns files into rows of texts with their places; `mapping` is what a mapping file says; `converting` makes
entries of rows; `merging` joins them with what was imported before and tells the difference; `tables` writes and reads
the result; `suggesting` writes a mapping from what a file looks like.
"""

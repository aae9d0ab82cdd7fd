"""Checks of the whole folder: what is missing, what is odd beside the rest. They run when nothing is faulty."""

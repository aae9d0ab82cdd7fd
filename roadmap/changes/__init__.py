"""What if: a folder with some of its lines changed, planned beside the folder as it is; and what a new deal would take.

Nothing here writes to the folder.
"""

"""The plan: everything that a solve decided, in names and dates, and the file that holds it."""

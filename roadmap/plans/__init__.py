"""The plan: everything that a solve decided, in names and dates, and the file that holds it.

`document` is the whole and `file` reads and writes it. Its parts are one module each: deals, their support cases,
promises and causes here, what engineering reads in `engineering`, what the money is about in `revenue`.
"""

"""Cells as people write them: days, amounts, shares, stages and needs in the forms of spreadsheets and exports.

What a cell says for certain is read; what could mean two things is a `Doubt`, which is asked and never guessed.
"""

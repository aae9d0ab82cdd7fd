"""Amounts: money in thousands of the folder's currency, whole and half days, exact."""

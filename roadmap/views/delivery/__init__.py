"""Delivery: the people that support cases take, month by month, by scenario, if nothing is planned and as planned."""

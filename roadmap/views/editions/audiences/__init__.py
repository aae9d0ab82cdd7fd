"""Editions by audience: what customers, engineering, executives and sales each see of a plan."""

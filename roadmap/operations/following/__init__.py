"""A published plan and what becomes of it: publish, compare, track."""

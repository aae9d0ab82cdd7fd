"""Sweeps: the same folder planned for many scenarios and many seeds, and how their plans compare, seed by seed."""

"""The limits of reading: what no honest input reaches, so that no input can exhaust the machine."""

from __future__ import annotations

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of one file."""
DEEPEST = 40
"""Mappings and lists inside one another."""
MOST_NODES = 400_000
"""Mappings, lists and scalars of one YAML file."""
LONGEST_SCALAR = 64 * 1024
"""Characters of one scalar."""
MOST_ROWS = 20_000
"""Rows of one CSV file, without its header."""
MOST_COLUMNS = 200
"""Columns of one CSV file."""
MOST_CHARACTERS_SHOWN = 20
"""Forbidden characters named in one file."""

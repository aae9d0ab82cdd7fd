"""Reading YAML: its events without types, every part with its place, and faults of syntax in words."""

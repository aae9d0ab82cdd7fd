"""Features, capabilities, releases and people from files: what a mapping says of them, and how rows become entries."""

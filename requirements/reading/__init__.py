"""Reading input files: bytes to text, text to nodes with their places, nodes to typed models or findings."""

"""What a planning meeting asks, in lines for a terminal: sweeps."""

"""For whom something is made: what commands ask about audiences, and answer."""

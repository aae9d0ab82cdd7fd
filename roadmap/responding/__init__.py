"""A customer's list of requirements: read, and its lines matched to capabilities. Nothing is answered here."""

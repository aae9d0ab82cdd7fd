"""Causes: why a pin cannot hold, a deal is late or not served, a feature is not built; by taking obstacles away."""

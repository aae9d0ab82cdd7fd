"""Lines of the plan document about engineering: features, people, moves, pauses, supply, versions and target models."""

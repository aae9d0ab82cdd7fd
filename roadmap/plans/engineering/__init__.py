"""The part of the plan document that engineering reads: work, who does it, what waits, releases and models."""

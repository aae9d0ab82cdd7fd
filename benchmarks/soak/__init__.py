"""Random cases by the thousand, each checked against something that must hold; see docs/benchmarks.md."""

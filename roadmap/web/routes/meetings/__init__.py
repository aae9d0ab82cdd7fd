"""The addresses of meetings: the meeting itself, two side by side, its agenda, trades, and keeping what was changed."""

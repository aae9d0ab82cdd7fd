"""The head of the HTML roadmap: its figures, its cards, and what no plan can do."""

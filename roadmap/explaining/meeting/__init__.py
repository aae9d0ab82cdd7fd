"""The agenda of a planning meeting: questions about the input, and what it would be worth to know their answers."""

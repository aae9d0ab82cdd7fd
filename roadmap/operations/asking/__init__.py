"""What is asked about a plan, most of it answered by planning again: why, what if, at what price, by when."""

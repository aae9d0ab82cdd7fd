"""How a session searches: both sides of a question by turns, and several sessions in turn on one machine."""

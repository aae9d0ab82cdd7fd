"""How a session searches: both sides of a question by turns, and turns of several sessions in a share of the machine."""

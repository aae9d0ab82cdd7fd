"""What deals ask of a plan, in integers: their demand, published promises, consent to move them, and support cases."""

"""The priced relaxation: a bound from prices of people and time, the choices left at such prices, and its branches."""

"""The part of the plan document about money: the headline, the forecast, the year and how sure it is."""

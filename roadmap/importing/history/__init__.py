"""Stage history from a CRM: what deals said of themselves on days that are past."""

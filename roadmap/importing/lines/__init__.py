"""Lines that an import makes of rows which are no entries: progress of work items, and days away of people."""

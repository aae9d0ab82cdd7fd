"""The history of deals, as a CRM keeps it: how far gates moved, how many deals were won, and where they were lost."""

"""What planning a folder takes beside the search: the plans to begin with, the files that are written, why none is."""

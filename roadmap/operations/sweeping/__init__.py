"""Running a sweep: its tasks on processes or on a cluster, and its results as files."""

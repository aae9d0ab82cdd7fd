"""The schedule in the forms that other programs read: project files, diagrams, wikis and trackers."""

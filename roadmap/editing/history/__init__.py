"""What was edited: told in sentences, recorded in version control, and taken back."""

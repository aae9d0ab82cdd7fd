"""What `init`, `catalogue` and `schema` write: entries, a folder to start from, examples, schemas, the workflow."""

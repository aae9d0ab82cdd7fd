"""Commands to begin with: an example, a new folder, the catalogue, schemas and completion."""

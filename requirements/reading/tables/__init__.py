"""Reading tables: a CSV file, its columns by their headings, and deals as rows."""

"""The editor of a record."""

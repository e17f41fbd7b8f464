"""The directory in the window: search, records, evidence, import, export."""

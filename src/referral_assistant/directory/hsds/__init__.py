"""Read every dialect of human services data into HSDS 3.2 records, and write HSDS 3.2 again."""

"""Letters: blocks of text in any script, set line by line, to PDF bytes that can be copied out again."""

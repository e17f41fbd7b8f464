"""What a clinic sets once, and what the program does not protect."""

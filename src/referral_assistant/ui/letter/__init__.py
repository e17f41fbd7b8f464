"""The letter in the window: what is shared, the true pages, print and save."""

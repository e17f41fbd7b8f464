"""Vaccines: cards of children read in, what to ask about, a slip, a list for a group, and the clinic's own schedule."""

"""Find services that do not make a migrant family disclose its immigration status, and print the letter."""

__version__ = "0.1.0"

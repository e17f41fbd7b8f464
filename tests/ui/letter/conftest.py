"""Fixtures of the rooms."""

from tests.ui.rooms import desk, empty_desk, filled

__all__ = ["desk", "empty_desk", "filled"]

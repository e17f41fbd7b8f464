"""The frame around every page: rail, top bar, the line at the foot, the blank page, help."""

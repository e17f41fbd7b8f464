"""The window: PySide6 widgets over a `Session`. Everything a visit holds lives in memory and is forgotten at its end."""

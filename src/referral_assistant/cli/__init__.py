"""The command line: everything the window does, with stable names, exit statuses and JSON (DESIGN 9, FORMATS).

Exit status: 0 done, 1 the input or the world is at fault (one sentence on standard error), 2 wrong usage.
"""

from referral_assistant.cli import (
    booklet,
    catalogs,
    directory,
    duplicates,
    editing,
    history,
    hours,
    importing,
    program,
    regions,
    searching,
    verification,
    visit,
)
from referral_assistant.cli.root import main

__all__ = [
    "booklet",
    "catalogs",
    "directory",
    "duplicates",
    "editing",
    "history",
    "hours",
    "importing",
    "main",
    "program",
    "regions",
    "searching",
    "verification",
    "visit",
]

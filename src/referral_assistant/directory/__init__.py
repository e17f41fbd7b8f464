"""The directory of services: records in a Git repository, an index for searching, import and export in every dialect."""

from referral_assistant.directory.directory import Directory, Edit
from referral_assistant.directory.hsds.draft import Unreadable
from referral_assistant.directory.merge import FieldChange
from referral_assistant.directory.preview import Change, Counts, Preview, Safer
from referral_assistant.directory.record import Key, Record
from referral_assistant.directory.search import Filters, Hit

__all__ = [
    "Change",
    "Counts",
    "Directory",
    "Edit",
    "FieldChange",
    "Filters",
    "Hit",
    "Key",
    "Preview",
    "Record",
    "Safer",
    "Unreadable",
]

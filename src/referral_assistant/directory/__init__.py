"""The directory of services: records in a Git repository, an index for searching, import and export in every dialect."""

from referral_assistant.directory.directory import Directory, Edit
from referral_assistant.directory.hsds.draft import Unreadable
from referral_assistant.directory.hsds.mapping import ColumnMapping, PlainTable, UnplacedError
from referral_assistant.directory.merge import FieldChange
from referral_assistant.directory.preview import BrokenText, Change, Choice, Counts, Preview, Safer
from referral_assistant.directory.record import Key, Record
from referral_assistant.directory.search import Filters, Hit

__all__ = [
    "BrokenText",
    "Change",
    "Choice",
    "ColumnMapping",
    "Counts",
    "Directory",
    "Edit",
    "FieldChange",
    "Filters",
    "Hit",
    "Key",
    "PlainTable",
    "Preview",
    "Record",
    "Safer",
    "UnplacedError",
    "Unreadable",
]

"""An import under way: what was chosen, what its columns are taken for, what is ticked. Leaving it leaves nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from referral_assistant.directory import Change, Choice, ColumnMapping, Key, PlainTable, Preview


@dataclass(slots=True)
class Coming:
    """What the pages of one import share; it lives until the import is accepted or left.

    `tables`: lists whose columns a person may map. `mappings`: what was chosen for them, by signature. `asks_columns`:
    whether the page of columns is open. `taken`: records that come in, all until somebody says otherwise. `safer`: services that may become safer on the
    sender's word, none until somebody says so. `theirs`: fields in which the source's value is taken. `part`: the open
    part of the preview.
    """

    path: Path
    preview: Preview | None = None
    tables: tuple[PlainTable, ...] = ()
    mappings: dict[str, ColumnMapping] = field(default_factory=dict)
    read_by: dict[str, ColumnMapping] = field(default_factory=dict)
    asks_columns: bool = False
    columns_seen: bool = False
    mend: bool = False
    taken: set[Key] = field(default_factory=set)
    safer: set[str] = field(default_factory=set)
    theirs: set[tuple[Key, str]] = field(default_factory=set)
    part: str = ""
    table: int = 0

    def take(self, preview: Preview) -> None:
        """Take in a preview; what was ticked before counts on, as far as it is still there."""
        left = {one.key for one in self.changes} - self.taken
        self.preview = preview
        self.see(preview.tables)
        self.taken = {one.key for one in self.changes} - left
        self.safer &= {one.service_id for one in preview.safer}
        self.theirs &= {(one.key, change.field) for one in preview.kept for change in one.kept}
        if not self.columns_seen and any(not table.chosen for table in preview.tables):
            self.asks_columns = True

    def see(self, tables: tuple[PlainTable, ...]) -> None:
        """Take in the tables that a person may map."""
        self.tables = tables
        self.read_by = {table.signature: table.mapping for table in tables}
        for table in tables:
            self.mappings.setdefault(table.signature, table.mapping)

    def mapping(self, table: PlainTable) -> ColumnMapping:
        """Return what the columns of a table are taken for now."""
        return self.mappings.get(table.signature, table.mapping)

    @property
    def columns_fit(self) -> bool:
        """Whether at least one table says what its rows are called."""
        return any(self.mapping(table).has_name for table in self.tables)

    @property
    def must_read_again(self) -> bool:
        """Whether the columns are taken for something else than the preview was made by."""
        return self.preview is None or any(self.mapping(one) != self.read_by[one.signature] for one in self.tables)

    @property
    def choice(self) -> Choice:
        """What is taken, as the directory understands it."""
        assert self.preview is not None
        every = len(self.taken) == len(self.changes)
        return Choice(None if every else frozenset(self.taken), frozenset(self.safer), frozenset(self.theirs))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every record that could come in."""
        return (*self.preview.new, *self.preview.changed) if self.preview else ()

    @property
    def count(self) -> int:
        """How many records are taken."""
        return len(self.taken)

    @property
    def services(self) -> int:
        """How many services come in or are changed."""
        return sum(one.kind == "service" for one in self.taken)

    @property
    def only_new(self) -> bool:
        """Whether nothing that is here is touched."""
        assert self.preview is not None
        return not self.theirs and not any(one.key in self.taken for one in self.preview.changed)

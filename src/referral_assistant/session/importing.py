"""Bring in a list step by step: say what its columns mean, choose what comes in, mend what was broken on its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from referral_assistant.directory import Change, Choice, ColumnMapping, Key, PlainTable, Preview
from referral_assistant.errors import InputError, StorageError
from referral_assistant.message import msg

if TYPE_CHECKING:
    from referral_assistant.session.session import Session


def remember_mapping(session: Session, table: PlainTable, mapping: ColumnMapping) -> None:
    """Remember what the columns of TABLE mean, for every later list with the same header."""
    from referral_assistant.directory.remembered import Mapped

    session.folder.mkdir(parents=True, exist_ok=True)
    Mapped(session.folder).remember(table.header, mapping)


def take_in(
    session: Session,
    preview: Preview,
    choice: Choice | None = None,
    columns: Iterable[tuple[PlainTable, ColumnMapping]] = (),
) -> str | None:
    """Accept what CHOICE takes of a preview, then remember what the columns of its lists mean. Returns the edit's id."""
    edit = session.apply_import(preview, choice)
    # The import is written and stays; where the disk refuses the memory, the columns are asked again the next time.
    with suppress(StorageError):
        for table, mapping in columns:
            remember_mapping(session, table, mapping)
    return edit


def put(table: PlainTable, mapping: ColumnMapping, header: str, target: str) -> ColumnMapping:
    """Put one column to another field; the column that had it is kept and not used any more."""
    columns = dict(mapping.columns)
    if target:
        columns = {name: "" if held == target else held for name, held in columns.items()}
    columns[header] = target
    return ColumnMapping(mapping.kind, tuple((name, columns.get(name, "")) for name in table.header))


def with_kind(table: PlainTable, mapping: ColumnMapping, kind: str) -> ColumnMapping:
    """Say that the rows are something else; fields that this cannot have are kept and not used."""
    from referral_assistant.directory.hsds.fields import target_of, word_of

    held = dict(mapping.columns)
    columns = []
    for name in table.header:
        target = held.get(name, "")
        columns.append((name, (target_of(kind, word_of(mapping.kind, target)) or "") if target else ""))
    return ColumnMapping(kind, tuple(columns))


def mapping_of_words(table: PlainTable, words: Sequence[str], kind: str | None = None) -> ColumnMapping | None:
    """Change the mapping of TABLE by words such as `Telephone number=phone`; None when none of them is of this table.

    Raises InputError for a field that there is not.
    """
    from referral_assistant.directory.hsds.fields import target_of

    mapping = table.mapping
    if kind is not None:
        mapping = with_kind(table, mapping, kind)
    by_fold = {_folded(name): name for name in table.header}
    changed = kind is not None
    for said in words:
        column, _, word = said.rpartition("=")
        name = by_fold.get(_folded(column))
        if name is None:
            continue
        target = target_of(mapping.kind, word)
        if target is None:
            raise _no_field(word, mapping.kind)
        mapping, changed = put(table, mapping, name, target), True
    return mapping if changed else None


def check_words(tables: Sequence[PlainTable], words: Sequence[str]) -> None:
    """Raise InputError for a word that names no column of any table."""
    known = {_folded(name) for table in tables for name in table.header}
    for said in words:
        column, equals, _ = said.rpartition("=")
        if not equals or _folded(column) not in known:
            columns = ", ".join(f"“{name}”" for table in tables[:1] for name in table.header[:20])
            raise InputError(
                msg("There is no column “{column}”.", column=(column or said)[:80]),
                msg("The columns are: {columns}.", columns=columns or "–"),
            )


def choice_of(
    preview: Preview,
    *,
    only: Sequence[str] = (),
    besides: Sequence[str] = (),
    new_only: bool = False,
    kinds: Sequence[str] = (),
    files: Sequence[str] = (),
    safer: bool = True,
    theirs: Sequence[str] = (),
) -> Choice:
    """Say what is taken, in the words of the command line. Raises InputError for what is not in the preview."""
    changes = [*preview.new, *([] if new_only else preview.changed)]
    if only:
        changes = [one for word in only for one in _named(word, changes)]
    out = {one.key for word in besides for one in _named(word, [*preview.new, *preview.changed])}
    kept = {
        one.key
        for one in changes
        if one.key not in out and (not kinds or one.kind in kinds) and (not files or one.file in files)
    }
    narrowed = only or besides or new_only or kinds or files
    return Choice(
        frozenset(kept) if narrowed else None,
        None if safer else frozenset(),
        frozenset(pair for word in theirs for pair in _fields_named(word, preview)),
    )


def count_taken(preview: Preview, choice: Choice) -> tuple[int, int]:
    """Return how many new and changed records CHOICE takes."""
    from referral_assistant.directory.choosing import with_needed

    if choice.records is None:
        return len(preview.new), len(preview.changed)
    taken = with_needed(preview, choice.records)
    return sum(one.key in taken for one in preview.new), sum(one.key in taken for one in preview.changed)


def _named(word: str, changes: Sequence[Change]) -> list[Change]:
    wanted = word.strip().lower()
    found = [one for one in changes if wanted and one.id.startswith(wanted)]
    if not found:
        raise InputError(
            msg("“{id}” is not among what would come in.", id=word[:80]),
            msg("Look with --dry-run --list, and copy its id."),
        )
    return found


def _fields_named(word: str, preview: Preview) -> Iterator[tuple[Key, str]]:
    """Yield the fields that ID or ID:FIELD names among those where ours stands against the source."""
    identity, _, field = word.partition(":")
    found = [
        (one.key, change.field)
        for one in preview.kept
        if identity and one.id.startswith(identity.strip().lower())
        for change in one.kept
        if not field or change.field == field or change.field.startswith(f"{field}/")
    ]
    if not found:
        raise InputError(
            msg("Nothing of “{id}” is kept against the source.", id=word[:80]),
            msg("Look with --dry-run --list, and copy its id."),
        )
    yield from found


def _folded(column: str) -> str:
    return " ".join(column.lower().split())


def _no_field(word: str, kind: str) -> InputError:
    from referral_assistant.directory.hsds.fields import KEPT, fields_of

    words = ", ".join([*(one.word for one in fields_of(kind)), KEPT])
    return InputError(
        msg("There is no field “{field}”.", field=word[:80]), msg("The fields are: {fields}.", fields=words)
    )

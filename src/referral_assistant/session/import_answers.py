"""The answers of an import record by record, and of a mapping: as JSON and as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from referral_assistant.directory import BrokenText, Change, ColumnMapping, FieldChange, PlainTable, Preview

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

Json = dict[str, Any]
MOST_SHOWN = 10
_LONGEST = 120


def changes_as_json(session: Session, preview: Preview) -> Json:
    """Answer `import --list --json`: every record that would be touched, with its fields."""
    return {
        "changes": [
            _change(session, "new", one) for one in preview.new
        ] + [_change(session, "changed", one) for one in preview.changed],
        "kept": [{**_head(one), "fields": [_field(field) for field in _open(session, one, one.kept)]} for one in preview.kept],
        "broken": [
            {"record": one.record, "field": one.field, "fault": str(one.fault), "before": one.before, "after": one.after}
            for one in preview.broken
        ],
        "mended": preview.mended,
    }  # fmt: skip


def _change(session: Session, state: str, one: Change) -> Json:
    return {"state": state, **_head(one), "fields": [_field(field) for field in _open(session, one, one.fields)]}


def _open(session: Session, one: Change, fields: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """Leave out where a secret place is."""
    from referral_assistant.directory.secrets import open_fields

    return open_fields(session.directory, one, fields)


def _head(one: Change) -> Json:
    return {"kind": one.kind, "id": one.id, "name": one.name, "file": one.file}


def _field(field: FieldChange) -> Json:
    return {"field": field.field, "before": field.before, "after": field.after}


def changes_as_lines(session: Session, preview: Preview) -> Iterator[str]:
    """Tell the same to a person at a terminal."""
    for state, changes in (("new", preview.new), ("changed", preview.changed)):
        for one in changes:
            yield f"  {state:<8}{one.id}  {one.kind}: {one.name}"
            yield from (
                f"            {field.field}: {_short(field.before)} → {_short(field.after)}"
                for field in _open(session, one, one.fields)
            )
    for one in preview.kept:
        yield f"  kept    {one.id}  {one.kind}: {one.name}"
        for field in _open(session, one, one.kept):
            yield f"            {field.field}: the source still says {_short(field.after)}; yours is kept: {_short(field.before)}"


def broken_as_lines(preview: Preview) -> Iterator[str]:
    """Say how many texts are broken, with ten before and after."""
    if not preview.broken:
        return
    count = len(preview.broken)
    yield f"Broken texts mended: {count}." if preview.mended else f"Broken texts: {count}; --mend mends them."
    for one in preview.broken[:MOST_SHOWN]:
        yield f"  {one.field}: {_cut(one)}"


def _cut(one: BrokenText) -> str:
    return f"“{one.before[:_LONGEST]}” → “{one.after[:_LONGEST]}”"


def mapping_as_json(table: PlainTable, mapping: ColumnMapping) -> Json:
    """Answer `import --show-mapping --json`."""
    from referral_assistant.directory.hsds.becoming import become
    from referral_assistant.directory.hsds.fields import word_of

    kind = mapping.kind
    columns = {name: word_of(kind, mapping.target(name)) for name in table.header}
    rows = become(table, mapping) if mapping.has_name else []
    return {
        "file": table.file,
        "rows_are": kind,
        "remembered": table.chosen,
        "rows": table.rows,
        "columns": columns,
        "unplaced": [name for name, word in columns.items() if word == "keep"],
        "first": [
            {
                "name": row.name,
                "values": [{"field": word_of(kind, target), "value": text} for target, text in row.values],
                "kept": dict(row.kept),
                "faults": [str(fault) for fault in row.faults],
            }
            for row in rows
        ],
    }


def mapping_as_lines(table: PlainTable, mapping: ColumnMapping) -> Iterator[str]:
    """Tell a mapping to a person: each column with its field, then ten rows as they will become."""
    answer = mapping_as_json(table, mapping)
    how = "remembered" if table.chosen else "guessed"
    yield f"{table.file}: {table.rows} rows, each a {answer['rows_are']} ({how})"
    for name, word in answer["columns"].items():
        yield f"  {name} = {word}" + ("   (kept with the record, not used)" if word == "keep" else "")
    for row in answer["first"]:
        yield f"  · {row['name'] or '(no name)'}"
        yield from (f"      {value['field']}: {_short(value['value'])}" for value in row["values"])
        yield from (f"      kept: {name}: {_short(value)}" for name, value in row["kept"].items())
        yield from (f"      cannot come in: {fault}" for fault in row["faults"])
    if not mapping.has_name:
        yield '  No column is the name. Say which: --map "COLUMN=name"'


def _short(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        value = value.get("name") or value.get("number") or value.get("value") or value.get("id")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_short(one) for one in value)[:_LONGEST]
    return repr(" ".join(str(value).split())[:_LONGEST])

"""What a person takes from a preview: all or some records, the sender's word for a door, the source's value after all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from referral_assistant.directory.comparing import with_warnings
from referral_assistant.directory.merge import FieldChange
from referral_assistant.directory.packfile import GitObject, git_object
from referral_assistant.directory.preview import Choice, Preview
from referral_assistant.directory.record import Key, key_of, pack, unpack
from referral_assistant.directory.sheets import is_warning, sheet_of

Data = Mapping[str, Any]
Read = Callable[[Key], Any]


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is written, path -> content: into the directory, and as what the source sent."""

    writes: dict[str, GitObject]
    sent: dict[str, GitObject]


def choose(preview: Preview, choice: Choice, read: Read) -> Chosen:
    """Return what CHOICE takes from PREVIEW. READ returns what we hold of a record, None when nothing."""
    writes, sent = dict(preview.writes), dict(preview.as_sent)
    if choice.records is not None:
        wanted = with_needed(preview, choice.records)
        if not wanted and not choice.theirs:
            return Chosen({}, {})
        left = {path for path in preview.writes if (key := key_of(path)) is not None and key not in wanted}
        writes = {path: blob for path, blob in writes.items() if path not in left}
        sent = {path: blob for path, blob in sent.items() if path not in left}
    for key, changes in _taken(preview, choice.theirs):
        ours = read(key)
        if ours is None:
            writes[key.path] = _held_back_of(preview.as_sent[key.path], None)
        else:
            start = unpack(writes[key.path].content) if key.path in writes else ours
            writes[key.path] = _blob(held_back(with_warnings(with_fields(start, changes), ours), start))
    for one in preview.safer:
        path = Key("service", one.service_id).path
        if choice.safer is not None and one.service_id not in choice.safer and path in writes:
            writes[path] = _held_back_of(writes[path], read(Key("service", one.service_id)))
            # It does not count as sent: the next time the sender's word is announced again.
            sent.pop(path, None)
    return Chosen({path: blob for path, blob in writes.items() if not _is_ours(path, blob, read)}, sent)


def with_needed(preview: Preview, records: Iterable[Key]) -> frozenset[Key]:
    """Return RECORDS with the new organizations and places that they point at: a service comes with its address."""
    new = {change.key for change in preview.new}
    found: set[Key] = set()
    ahead = [key for key in records if key.path in preview.writes]
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.add(key)
            ahead += [one for one in _pointed_at(unpack(preview.writes[key.path].content)) if one in new]
    return frozenset(found)


def with_fields(data: Data, changes: Iterable[FieldChange]) -> dict[str, Any]:
    """Return DATA with every field of CHANGES as it is after them."""
    result = dict(data)
    for change in changes:
        result = _with_field(result, change.field, change.after)
    return result


def held_back(after: Data, ours: Data | None) -> dict[str, Any]:
    """Return AFTER without what it says for its safety beyond OURS; what it says against it stays."""
    held = {one["id"]: one for one in (ours or {}).get("attributes", ()) if sheet_of(one) == "disclosure"}
    rows: list[Any] = []
    for one in after.get("attributes", ()):
        if sheet_of(one) != "disclosure" or (one["id"] not in held and is_warning(one)):
            rows.append(one)
        elif one["id"] in held:
            rows.append(held.pop(one["id"]))
    rows += held.values()
    result = {key: value for key, value in after.items() if key != "attributes"}
    return {**result, "attributes": rows} if rows else result


def _held_back_of(blob: GitObject, ours: Data | None) -> GitObject:
    return _blob(held_back(unpack(blob.content), ours))


def _taken(preview: Preview, theirs: frozenset[tuple[Key, str]]) -> Iterator[tuple[Key, list[FieldChange]]]:
    for change in preview.kept:
        wanted = [one for one in change.kept if (change.key, one.field) in theirs]
        if wanted:
            yield change.key, wanted


def _is_ours(path: str, blob: GitObject, read: Read) -> bool:
    """Say whether holding back left nothing of a change."""
    key = key_of(path)
    ours = read(key) if key is not None else None
    return ours is not None and _blob(ours).sha == blob.sha


def _pointed_at(data: Data) -> Iterator[Key]:
    for name in ("organization_id", "parent_organization_id"):
        if data.get(name):
            yield Key("organization", str(data[name]))
    for link in data.get("service_at_locations", ()):
        if link.get("location_id"):
            yield Key("location", str(link["location_id"]))


def _with_field(data: Data, path: str, value: Any) -> dict[str, Any]:
    name, _, rest = path.partition("/")
    result, held = dict(data), data.get(name)
    if isinstance(held, list) and rest:
        made: Any = _with_child(held, rest, value)
    elif rest and isinstance(value, Mapping) and held is None:
        made = [value]
    elif rest:
        made = _with_field(held if isinstance(held, Mapping) else {}, rest, value)
    else:
        made = value
    if made in (None, [], {}):
        result.pop(name, None)
    else:
        result[name] = made
    return result


def _with_child(held: list[Any], path: str, value: Any) -> list[Any]:
    """Change one child of a list: by the beginning of its id, as differences name it. Their order stays ours."""
    label, _, deeper = path.partition("/")
    if label == "order":
        return held
    changed, found = [], False
    for child in held:
        if not str(child.get("id", "")).startswith(label):
            changed.append(child)
            continue
        found = True
        if deeper:
            changed.append(_with_field(child, deeper, value))
        elif value is not None:
            changed.append(value)
    return changed if found or value is None or deeper else [*changed, value]


def _blob(data: Data) -> GitObject:
    return git_object("blob", pack(data))

"""Read and rebuild Git trees, only those on the way to what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from referral_assistant.directory.packfile import GitObject, git_object


class Entry(NamedTuple):
    """One line of a tree: mode (`40000` is a folder) and object id."""

    mode: str
    sha: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a tree of its own."""
        return self.mode == "40000"


def parse(content: bytes) -> dict[str, Entry]:
    """Read a tree object: name -> entry."""
    entries: dict[str, Entry] = {}
    here = 0
    while here < len(content):
        end = content.index(b"\0", here)
        mode, _, name = content[here:end].partition(b" ")
        entries[name.decode("utf-8", "surrogateescape")] = Entry(mode.decode(), content[end + 1 : end + 21].hex())
        here = end + 21
    return entries


def build(
    files: Mapping[str, Entry | None],
    tree: str,
    load: Callable[[str], dict[str, Entry]],
    objects: list[GitObject],
) -> str:
    """Return the id of TREE with FILES (path -> entry, None removes) put in; new trees are added to OBJECTS."""
    here = dict(load(tree))
    below: dict[str, dict[str, Entry | None]] = {}
    for path, entry in files.items():
        name, slash, rest = path.partition("/")
        if slash:
            below.setdefault(name, {})[rest] = entry
        elif entry is None:
            here.pop(name, None)
        else:
            here[name] = entry
    for name, inner in below.items():
        held = here.get(name)
        made = build(inner, held.sha if held else git_object("tree", b"").sha, load, objects)
        if made == git_object("tree", b"").sha:
            here.pop(name, None)
        else:
            here[name] = Entry("40000", made)
    return _made(here, objects)


def _made(entries: dict[str, Entry], objects: list[GitObject]) -> str:
    ordered = sorted(entries.items(), key=lambda item: item[0] + "/" if item[1].is_folder else item[0])
    content = b"".join(
        f"{entry.mode} {name}\0".encode("utf-8", "surrogateescape") + bytes.fromhex(entry.sha)
        for name, entry in ordered
    )
    found = git_object("tree", content)
    objects.append(found)
    return found.sha

"""One edit as Git keeps it: who, when, what was said, and which other lines of history moved with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from referral_assistant.directory.packfile import GitObject, git_object

_AUTHOR = re.compile(r"[<>\x00-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|[\ud800-\udfff]")
_MOVE = re.compile(r"^As-sent: (refs/\S+) ([0-9a-f]{40}) ([0-9a-f]{40})$", re.MULTILINE)


class Move(NamedTuple):
    """A line of history that an edit moves from one commit to another, in step with the edit itself."""

    ref: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One edit: its id, its parents, its tree, who made it, when, and its message."""

    id: str
    tree: str
    parents: tuple[str, ...]
    by: str
    on: datetime
    message: str

    @property
    def summary(self) -> str:
        """What was said about it, on one line."""
        return self.message.partition("\n")[0]

    @property
    def moves(self) -> tuple[Move, ...]:
        """The lines of history that moved with it."""
        return tuple(Move(*found) for found in _MOVE.findall(self.message))


def parse_commit(sha: str, content: bytes) -> Commit:
    """Read a commit object. Raises ValueError when it is none."""
    head, _, message = content.decode("utf-8", "replace").partition("\n\n")
    lines = [line.partition(" ") for line in head.split("\n")]
    told = {word: rest for word, _, rest in reversed(lines)}
    if not {"tree", "author"} <= set(told):
        raise ValueError(sha)
    name, _, stamp = told["author"].rpartition(" <")
    seconds = re.search(r"> (\d+)", stamp)
    if seconds is None:
        raise ValueError(sha)
    parents = tuple(rest for word, _, rest in lines if word == "parent")
    on = datetime.fromtimestamp(int(seconds[1]), UTC)
    return Commit(sha, told["tree"], parents, name, on, message.rstrip("\n"))


def commit_object(
    tree: str, before: Commit | None, others: Iterable[str], author: str, message: str, moves: Iterable[Move] = ()
) -> GitObject:
    """Make the commit of TREE on top of BEFORE."""
    # A clock that jumps back must not turn history round.
    now = max(int(datetime.now(UTC).timestamp()), int(before.on.timestamp()) if before else 0)
    who = f"{_AUTHOR.sub(' ', author).strip() or 'clinic'} <directory@clinic.invalid> {now} +0000"
    parents = "".join(f"parent {one}\n" for one in ((before.id,) if before else ()) + tuple(others))
    # Nobody's words may pass for a move.
    said = _CONTROL.sub(" ", message).replace("\nAs-sent:", "\n As-sent:").strip() or "Edit"
    trailers = "".join(f"\nAs-sent: {move.ref} {move.before} {move.after}" for move in moves)
    said += f"\n{trailers}" if trailers else ""
    text = f"tree {tree}\n{parents}author {who}\ncommitter {who}\n\n{said}\n"
    return git_object("commit", text.encode("utf-8", "replace"))

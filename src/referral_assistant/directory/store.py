"""The truth: a bare Git repository of records in the data folder. One edit is one commit; the clinic is its author."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from referral_assistant.directory.commits import Commit, Move, commit_object, parse_commit
from referral_assistant.directory.disk import damaged, told
from referral_assistant.directory.packfile import GitObject, git_object, sweep, write_objects
from referral_assistant.directory.trees import Entry, build, parse
from referral_assistant.paths import write_atomically

if TYPE_CHECKING:
    from dulwich.repo import Repo

MAIN = "refs/heads/main"
EMPTY_TREE = git_object("tree", b"").sha
Content = bytes | GitObject | None
_SHA = re.compile(r"[0-9a-f]{40}")


class Store:
    """Reads and writes the repository in `folder/directory.git`. Made by `open_store`."""

    def __init__(self, repo: Repo, path: Path, author: str) -> None:
        self._repo = repo
        self._path = path
        self._author = author
        self._trees: dict[str, dict[str, Entry]] = {}
        # What was written last, for whoever reads it next, and so that it is not written twice.
        self._recent: dict[str, GitObject] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._repo.close()

    def head(self, ref: str = MAIN) -> str | None:
        """Return the newest commit of a line of history; None before the first. Raises StorageError when it is damaged."""
        try:
            sha = (self._path / ref).read_text("ascii", "replace").strip()
        except FileNotFoundError:
            return self._packed_head(ref)
        if not _SHA.fullmatch(sha):
            raise damaged(self._path, "ref", ref)
        return sha

    def read(self, path: str, commit: str | None) -> bytes | None:
        """Return the content of a path at a commit; None when it is not there."""
        found = self._find(path, commit)
        return self.blob(found.sha) if found else None

    def sha(self, path: str, commit: str | None) -> str | None:
        """Return the blob id of a path at a commit, without reading it."""
        found = self._find(path, commit)
        return found.sha if found else None

    def blob(self, sha: str) -> bytes:
        """Return the content of a blob. Raises StorageError when it is damaged or missing."""
        return self._recent[sha].content if sha in self._recent else self._raw(sha, "blob")

    def forget_recent(self) -> None:
        """Let go of what was written last: it is on disk."""
        self._recent.clear()

    def files(self, commit: str | None) -> Iterator[tuple[str, str]]:
        """Yield (path, blob id) of everything at a commit, sorted by path."""
        if commit:
            yield from self._walk(self.commit(commit).tree, "")

    def changes(self, before: str | None, after: str | None) -> Iterator[tuple[str, str | None, str | None]]:
        """Yield (path, blob id before, blob id after) of what differs between two commits."""
        trees = [self.commit(one).tree if one else EMPTY_TREE for one in (before, after)]
        yield from self._diff(trees[0], trees[1], "")

    def commit(self, sha: str) -> Commit:
        """Return one edit. Raises StorageError when it is damaged or missing."""
        try:
            return parse_commit(sha, self._raw(sha, "commit"))
        except ValueError as error:
            raise damaged(self._path, "commit", sha) from error

    def has(self, sha: str) -> bool:
        """Say whether an object is there."""
        return sha.encode() in self._repo.object_store  # type: ignore[operator]

    def log(self, ref: str = MAIN) -> Iterator[Commit]:
        """Yield the edits of a line of history, newest first, along first parents."""
        here = self.head(ref)
        while here:
            found = self.commit(here)
            yield found
            here = found.parents[0] if found.parents else None

    def write(
        self,
        changed: Mapping[str, Content],
        message: str,
        *,
        other_parents: tuple[str, ...] = (),
        moves: tuple[Move, ...] = (),
    ) -> str | None:
        """Write one edit: path -> content (None removes). Returns its id, or None when nothing changes.

        The content is on disk before the main line moves, and it moves in one step; MOVES are other lines that go with
        it, and are made up for at the next opening when the program dies between. Raises StorageError when the disk
        refuses; nothing has changed then.
        """
        parent = self.head()
        sha = self._keep(changed, message, parent, other_parents, moves)
        if sha is None:
            return None
        with told(self._path):
            self._set(MAIN, sha)
            for move in moves:
                self._set(move.ref, move.after)
        return sha

    def keep(self, changed: Mapping[str, Content], message: str, on: str | None) -> str:
        """Write a commit on top of ON without moving any line of history. Returns its id; ON when nothing changes."""
        return self._keep(changed, message, on, (), (), even_empty=on is None) or str(on)

    def point(self, ref: str, commit: str) -> None:
        """Move a line of history of its own (not the main one) to COMMIT."""
        with told(self._path):
            self._set(ref, commit)

    def catch_up(self) -> None:
        """Move what should have moved with the newest edit, when the program died between."""
        head = self.head()
        for move in self.commit(head).moves if head else ():
            if self.head(move.ref) in {move.before, None}:
                self.point(move.ref, move.after)

    def _keep(
        self,
        changed: Mapping[str, Content],
        message: str,
        parent: str | None,
        other_parents: tuple[str, ...],
        moves: tuple[Move, ...],
        *,
        even_empty: bool = False,
    ) -> str | None:
        before = self.commit(parent) if parent else None
        objects: list[GitObject] = []
        files: dict[str, Entry | None] = {}
        for path, content in changed.items():
            blob = git_object("blob", content) if isinstance(content, bytes) else content
            objects += [blob] if blob else []
            files[path] = Entry("100644", blob.sha) if blob else None
        tree = build(files, before.tree if before else EMPTY_TREE, self._tree, objects)
        if tree == (before.tree if before else EMPTY_TREE) and not other_parents and not even_empty:
            return None
        commit = commit_object(tree, before, other_parents, self._author, message, moves)
        fresh = {one.sha: one for one in (*objects, commit) if one.sha not in self._recent}
        with told(self._path):
            if write_objects(self._path / "objects", fresh):
                self._repo.object_store.close()
        self._recent |= fresh
        return commit.sha

    def _set(self, ref: str, sha: str) -> None:
        target = self._path / ref
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, f"{sha}\n".encode())

    def _packed_head(self, ref: str) -> str | None:
        """Look where `git gc` puts the lines of history."""
        found = self._repo.refs.get_packed_refs().get(ref.encode())  # type: ignore[call-overload]
        return found.decode() if found else None

    def _find(self, path: str, commit: str | None) -> Entry | None:
        if not commit:
            return None
        here = Entry("40000", self.commit(commit).tree)
        for part in path.split("/"):
            inner = self._tree(here.sha).get(part)
            if inner is None:
                return None
            here = inner
        return here

    def _tree(self, sha: str) -> dict[str, Entry]:
        if sha == EMPTY_TREE:
            return {}
        found = self._trees.get(sha)
        if found is None:
            if len(self._trees) > 2000:
                self._trees.clear()
            found = self._trees[sha] = parse(self._raw(sha, "tree"))
        return found

    def _walk(self, tree: str, prefix: str) -> Iterator[tuple[str, str]]:
        for name, entry in self._tree(tree).items():
            if entry.is_folder:
                yield from self._walk(entry.sha, f"{prefix}{name}/")
            else:
                yield f"{prefix}{name}", entry.sha

    def _diff(self, before: str, after: str, prefix: str) -> Iterator[tuple[str, str | None, str | None]]:
        if before == after:
            return
        old, new = self._tree(before), self._tree(after)
        for name in sorted({*old, *new}):
            left, right = old.get(name), new.get(name)
            if left == right:
                continue
            if (left or right).is_folder:  # type: ignore[union-attr]
                inner = [one.sha if one else EMPTY_TREE for one in (left, right)]
                yield from self._diff(inner[0], inner[1], f"{prefix}{name}/")
            else:
                yield f"{prefix}{name}", left.sha if left else None, right.sha if right else None

    def _raw(self, sha: str, kind: str) -> bytes:
        try:
            content = self._repo.object_store.get_raw(sha.encode())[1]  # type: ignore[arg-type]
        except (LookupError, OSError, ValueError, TypeError, AssertionError, EOFError, zlib.error) as error:
            raise damaged(self._path, kind, sha) from error
        except Exception as error:  # dulwich has many classes for a damaged file
            if type(error).__module__.startswith("dulwich"):
                raise damaged(self._path, kind, sha) from error
            raise
        if git_object(kind, content).sha != sha:
            raise damaged(self._path, kind, sha)
        return content


def open_store(folder: Path, author: str) -> Store:
    """Open the repository in FOLDER, made when it is not there. Raises StorageError in one sentence."""
    from dulwich.repo import Repo

    path = folder / "directory.git"
    with told(folder):
        if not (path / "HEAD").exists():
            _make(path)
        sweep(path / "objects")
        for left in path.rglob(".*.part"):
            left.unlink(missing_ok=True)
        store = Store(Repo(str(path)), path, author)
    store.catch_up()
    return store


def _make(path: Path) -> None:
    """Make an empty bare repository; what an interrupted making left is no hindrance. HEAD comes last."""
    for folder in ("objects/info", "objects/pack", "refs/heads", "refs/tags", "info"):
        (path / folder).mkdir(parents=True, exist_ok=True)
    write_atomically(path / "config", b"[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n")
    write_atomically(path / "description", b"The directory of a clinic: one commit an edit.\n")
    write_atomically(path / "HEAD", f"ref: {MAIN}\n".encode())

"""The truth: a bare Git repository of records in the data folder. One edit is one commit; the clinic is its author."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from referral_assistant.directory.packfile import GitObject, git_object, sweep, write_objects
from referral_assistant.directory.trees import Entry, build, parse
from referral_assistant.errors import StorageError
from referral_assistant.message import msg
from referral_assistant.paths import write_atomically

if TYPE_CHECKING:
    from dulwich.repo import Repo

MAIN = "refs/heads/main"
EMPTY_TREE = git_object("tree", b"").sha
_AUTHOR = re.compile(r"[<>\n\r\0]")


@dataclass(frozen=True, slots=True)
class Commit:
    """One edit: its id, its parents, its tree, who made it, when, and its message."""

    id: str
    tree: str
    parents: tuple[str, ...]
    by: str
    on: datetime
    message: str


class Store:
    """Reads and writes the repository in `folder/directory.git`. Made by `open_store`."""

    def __init__(self, repo: Repo, path: Path, author: str) -> None:
        self._repo = repo
        self._path = path
        self._author = _AUTHOR.sub(" ", author).strip() or "clinic"
        self._trees: dict[str, dict[str, Entry]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._repo.close()

    def head(self, ref: str = MAIN) -> str | None:
        """Return the newest commit of a line of history; None before the first."""
        try:
            return self._repo.refs[ref.encode()].decode()  # type: ignore[index]
        except KeyError:
            return None

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
        return self._raw(sha, "blob")

    def files(self, commit: str | None) -> Iterator[tuple[str, str]]:
        """Yield (path, blob id) of everything at a commit, sorted by path."""
        if commit:
            yield from self._walk(self.commit(commit).tree, "")

    def changes(self, before: str | None, after: str | None) -> Iterator[tuple[str, str | None, str | None]]:
        """Yield (path, blob id before, blob id after) of what differs between two commits."""
        trees = [self.commit(one).tree if one else EMPTY_TREE for one in (before, after)]
        yield from self._diff(trees[0], trees[1], "")

    def commit(self, sha: str) -> Commit:
        """Return one edit."""
        head, _, message = self._raw(sha, "commit").decode("utf-8", "replace").partition("\n\n")
        lines = [line.partition(" ") for line in head.split("\n")]
        author = next(rest for word, _, rest in lines if word == "author")
        name, _, stamp = author.rpartition(" <")
        return Commit(
            sha,
            next(rest for word, _, rest in lines if word == "tree"),
            tuple(rest for word, _, rest in lines if word == "parent"),
            name,
            datetime.fromtimestamp(int(stamp.split()[1]), UTC),
            message.rstrip("\n"),
        )

    def log(self, ref: str = MAIN) -> Iterator[Commit]:
        """Yield the edits of a line of history, newest first, along first parents."""
        here = self.head(ref)
        while here:
            found = self.commit(here)
            yield found
            here = found.parents[0] if found.parents else None

    def write(
        self,
        changed: Mapping[str, bytes | None],
        message: str,
        *,
        ref: str = MAIN,
        other_parents: tuple[str, ...] = (),
    ) -> str | None:
        """Write one edit: path -> content (None removes). Returns its id, or None when nothing changes.

        The content is on disk before the reference moves, and the reference moves in one step.
        Raises StorageError when the disk refuses; nothing has changed then.
        """
        parent = self.head(ref)
        before = self.commit(parent) if parent else None
        objects: list[GitObject] = []
        files: dict[str, Entry | None] = {}
        for path, content in changed.items():
            blob = git_object("blob", content) if content is not None else None
            objects += [blob] if blob else []
            files[path] = Entry("100644", blob.sha) if blob else None
        tree = build(files, before.tree if before else EMPTY_TREE, self._tree, objects)
        if before and tree == before.tree and not other_parents:
            return None
        commit = git_object("commit", self._commit_text(tree, before, other_parents, message))
        with told(self._path):
            if write_objects(self._path / "objects", [*objects, commit]):
                self._repo.object_store.close()
            self._set(ref, commit.sha)
        return commit.sha

    def point(self, ref: str, commit: str) -> None:
        """Move a line of history of its own (not the main one) to COMMIT."""
        with told(self._path):
            self._set(ref, commit)

    def _set(self, ref: str, sha: str) -> None:
        target = self._path / ref
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, f"{sha}\n".encode())

    def _commit_text(self, tree: str, before: Commit | None, others: tuple[str, ...], message: str) -> bytes:
        # A clock that jumps back must not turn history round.
        now = max(int(datetime.now(UTC).timestamp()), int(before.on.timestamp()) if before else 0)
        who = f"{self._author} <directory@clinic.invalid> {now} +0000"
        parents = "".join(f"parent {one}\n" for one in ((before.id,) if before else ()) + others)
        return f"tree {tree}\n{parents}author {who}\ncommitter {who}\n\n{message}\n".encode()

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
            number, content = self._repo.object_store.get_raw(sha.encode())  # type: ignore[arg-type]
        except (KeyError, OSError, ValueError, AssertionError, EOFError, zlib.error) as error:
            raise self._damaged(sha, kind) from error
        except Exception as error:  # dulwich has many classes for a damaged file
            if type(error).__module__.startswith("dulwich"):
                raise self._damaged(sha, kind) from error
            raise
        if git_object(kind, content).sha != sha:
            raise self._damaged(sha, kind)
        _ = number
        return content

    def _damaged(self, sha: str, kind: str) -> StorageError:
        return StorageError(
            msg("A part of the directory on disk is damaged ({kind} {id}).", kind=kind, id=sha[:12]),
            msg(
                "Copy the folder {folder} from your backup, or receive a bundle from a clinic that has the same directory.",
                folder=str(self._path),
            ),
        )


def open_store(folder: Path, author: str) -> Store:
    """Open the repository in FOLDER, made when it is not there. Raises StorageError in one sentence."""
    from dulwich.repo import Repo

    path = folder / "directory.git"
    with told(folder):
        if not (path / "HEAD").exists():
            path.mkdir(parents=True, exist_ok=True)
            Repo.init_bare(str(path), default_branch=b"main").close()
        sweep(path / "objects")
        for left in (path / "refs").rglob(".*.part"):
            left.unlink(missing_ok=True)
        return Store(Repo(str(path)), path, author)


class told:  # noqa: N801  (reads as a verb: with told(folder): ...)
    """Turn what the system says about a disk into one sentence and a next step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Start listening."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Translate an OSError; let everything else through."""
        import errno

        if not isinstance(error, OSError):
            return
        where = str(self._folder)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageError(
                msg("The disk is full: nothing was saved in {folder}.", folder=where),
                msg("Free some space, then save again."),
            ) from error
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise StorageError(
                msg("The folder {folder} cannot be written.", folder=where),
                msg("Choose another data folder, or ask whoever looks after this computer."),
            ) from error
        raise StorageError(
            msg("The folder {folder} cannot be used: {reason}.", folder=where, reason=error.strerror or str(error)),
            msg("Check that the disk is connected and in order."),
        ) from error

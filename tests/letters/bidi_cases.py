"""Cases of Unicode's BidiCharacterTest.txt: all where Debian's `unicode-data` is installed, a stratified sample everywhere.

`python -m tests.letters.bidi_cases` cuts the sample again.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WHOLE = Path("/usr/share/unicode/BidiCharacterTest.txt")
SAMPLE = Path(__file__).with_name("data") / "bidi-character-sample.txt.gz"
# Everything before the permutations is written by hand, a rule or an old mistake at a time: all of it stays.
_PERMUTATIONS = "# Permutations of sequences"
_SIZE = 3_000


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the file: what goes in, the paragraph's level, levels (None: removed by X9), the visual order."""

    text: str
    base: int | None
    paragraph: int
    levels: tuple[int | None, ...]
    order: tuple[int, ...]


def read(lines: Iterator[str]) -> Iterator[Case]:
    """Return the cases in LINES of the file."""
    for line in lines:
        if not (fields := line.partition("#")[0].strip()):
            continue
        codes, base, paragraph, levels, order = fields.split(";")
        yield Case(
            "".join(chr(int(code, 16)) for code in codes.split()),
            None if base == "2" else int(base),
            int(paragraph),
            tuple(None if level == "x" else int(level) for level in levels.split()),
            tuple(int(place) for place in order.split()),
        )


def sample() -> Iterator[Case]:
    """Return the cases that are in the tree."""
    return read(iter(gzip.decompress(SAMPLE.read_bytes()).decode("ascii").splitlines()))


def whole() -> Iterator[Case]:
    """Return all 91 707 cases."""
    return read(iter(WHOLE.read_text(encoding="utf-8").splitlines()))


def cut(lines: list[str]) -> list[str]:
    """Return all that is written by hand, and of the permutations one line of each stratum until the sample is full.

    A stratum is the set of classes and the set of levels that meet in a line.
    """
    head = next(index for index, line in enumerate(lines) if line.startswith(_PERMUTATIONS))
    kept = [line for line in lines[:head] if line and not line.startswith("#")]
    strata: dict[tuple[frozenset[str], frozenset[int | None]], list[str]] = {}
    for line in lines[head:]:
        for case in read(iter((line,))):
            kinds = frozenset(map(unicodedata.bidirectional, case.text))
            strata.setdefault((kinds, frozenset(case.levels)), []).append(line)
    depth = 0
    while len(kept) < _SIZE:
        kept += [found[depth * 37 % len(found)] for found in strata.values()][: _SIZE - len(kept)]
        depth += 1
    return kept


def main() -> None:
    """Write the sample; the same file gives the same bytes."""
    lines = WHOLE.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines[:4] if line.startswith("#")]
    text = "\n".join([*head, *cut(lines)]) + "\n"
    SAMPLE.write_bytes(gzip.compress(text.encode("ascii", "ignore"), 9, mtime=0))


if __name__ == "__main__":
    main()

"""The Unicode Bidirectional Algorithm (UAX #9, revision 46), in linear time.

`levels` resolves a paragraph before it is broken (rules P2 to I2, isolates and bracket pairs included), `line_levels`
applies L1 to one line, `visual_order` applies L2. Mirroring (L4) is HarfBuzz's work.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

_MAX_DEPTH = 125
_MAX_BRACKETS = 63
_REMOVED = frozenset(("RLE", "LRE", "RLO", "LRO", "PDF", "BN"))
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_RESET = frozenset(("WS", "LRI", "RLI", "FSI", "PDI", "RLE", "LRE", "RLO", "LRO", "PDF", "BN"))
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
# BidiBrackets.txt, opening and closing in turn; the two angle brackets are canonically equivalent to others.
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛"
    "﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSER = {_SAME.get(a, a): _SAME.get(b, b) for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
_CLOSERS = frozenset(_CLOSER.values())


def classes(text: str) -> list[str]:
    """Return the bidirectional class of each character; what Unicode has not assigned counts as L."""
    return [unicodedata.bidirectional(character) or "L" for character in text]


def has_right_to_left(kinds: list[str]) -> bool:
    """Tell whether KINDS can raise any level above an even base: else all levels are the base's."""
    return not _RIGHT_TO_LEFT.isdisjoint(kinds)


def paragraph_level(kinds: list[str]) -> int:
    """Return 0 or 1 by the first strong character outside isolates (P2, P3)."""
    return _first_strong(kinds, 0, _isolate_ends(kinds), len(kinds)) or 0


def levels(text: str, base: int | None = None) -> list[int]:
    """Return the embedding level of each character of one paragraph; `base` 0 or 1, or None to find it (P2, P3).

    Characters that rule X9 removes take the level of what stands before them.
    """
    kinds = classes(text)
    ends = _isolate_ends(kinds)
    if base is None:
        base = _first_strong(kinds, 0, ends, len(kinds)) or 0
    work = list(kinds)
    found = _explicit(kinds, work, ends, base)
    for sequence, start, end in _sequences(kinds, found, base):
        _resolve(text, kinds, work, sequence, found[sequence[0]], start, end)
    _implicit(kinds, work, found, base)
    return found


def line_levels(text: str, found: list[int], base: int) -> list[int]:
    """Return FOUND, the levels of one line's TEXT, with separators and trailing white space at the base level (L1)."""
    reset = list(found)
    trailing = True
    for index in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[index]) or "L"
        if kind in ("B", "S"):
            trailing = True
            reset[index] = base
        elif trailing and kind in _RESET:
            reset[index] = base
        else:
            trailing = False
    return reset


def visual_order(found: list[int]) -> list[int]:
    """Return the indices of FOUND in the order in which they stand from left to right (L2)."""
    order = list(range(len(found)))
    lowest_odd = min((level for level in found if level % 2), default=0)
    if not lowest_odd:
        return order
    for level in range(max(found), lowest_odd - 1, -1):
        start = 0
        while start < len(found):
            if found[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(found) and found[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _isolate_ends(kinds: list[str]) -> dict[int, int]:
    """Match each isolate initiator with its PDI (BD9); an unmatched one is absent."""
    ends: dict[int, int] = {}
    stack: list[int] = []
    for index, kind in enumerate(kinds):
        if kind in _ISOLATES:
            stack.append(index)
        elif kind == "PDI" and stack:
            ends[stack.pop()] = index
        elif kind == "B":
            stack.clear()
    return ends


def _first_strong(kinds: list[str], start: int, ends: dict[int, int], stop: int) -> int | None:
    index = start
    while index < stop:
        kind = kinds[index]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        if kind in _ISOLATES:
            index = ends.get(index, stop)
        index += 1
    return None


class _Stack:
    """The directional status stack of X1, with its three counters."""

    __slots__ = ("embeddings", "entries", "isolates", "overflow")

    def __init__(self, base: int) -> None:
        self.entries: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow = 0
        self.embeddings = 0
        self.isolates = 0

    def push(self, right: bool, override: str, isolate: bool) -> None:
        level = self.entries[-1][0]
        level = (level + 1) | 1 if right else (level + 2) & ~1
        if level <= _MAX_DEPTH and not self.overflow and not self.embeddings:
            self.isolates += isolate
            self.entries.append((level, override, isolate))
        elif isolate:
            self.overflow += 1
        elif not self.overflow:
            self.embeddings += 1

    def pop_isolate(self) -> None:
        if self.overflow:
            self.overflow -= 1
        elif self.isolates:
            self.embeddings = 0
            while not self.entries[-1][2]:
                self.entries.pop()
            self.entries.pop()
            self.isolates -= 1

    def pop_embedding(self) -> None:
        if self.overflow:
            return
        if self.embeddings:
            self.embeddings -= 1
        elif not self.entries[-1][2] and len(self.entries) > 1:
            self.entries.pop()


def _explicit(kinds: list[str], work: list[str], ends: dict[int, int], base: int) -> list[int]:
    """Apply X1 to X8: return levels and put overrides into WORK."""
    found = [base] * len(kinds)
    stack = _Stack(base)
    for index, kind in enumerate(kinds):
        if kind in ("RLE", "LRE", "RLO", "LRO"):
            found[index] = stack.entries[-1][0]
            stack.push(kind[0] == "R", kind[0] if kind[2] == "O" else "", isolate=False)
            continue
        if kind == "PDF":
            stack.pop_embedding()
        elif kind == "PDI":
            stack.pop_isolate()
        elif kind == "B":
            stack = _Stack(base)
        level, override, _ = stack.entries[-1]
        found[index] = level
        if override and kind not in ("BN", "PDF", "B"):
            work[index] = override
        if kind in _ISOLATES:
            right = kind == "RLI" or (
                kind == "FSI" and _first_strong(kinds, index + 1, ends, ends.get(index, len(kinds))) == 1
            )
            stack.push(right, "", isolate=True)
    return found


def _sequences(kinds: list[str], found: list[int], base: int) -> list[tuple[list[int], str, str]]:
    """Return the isolating run sequences (BD13) with the types sos and eos of each (X10)."""
    runs: list[list[int]] = []
    for index, kind in enumerate(kinds):
        if kind in _REMOVED:
            continue
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    made: list[list[int]] = []
    waiting: list[list[int]] = []
    for run in runs:
        if kinds[run[0]] == "PDI" and waiting and found[waiting[-1][0]] == found[run[0]]:
            sequence = waiting.pop()
            sequence.extend(run)
        else:
            sequence = run
            made.append(sequence)
        if kinds[run[-1]] in _ISOLATES:
            waiting.append(sequence)
    kept = [index for index, kind in enumerate(kinds) if kind not in _REMOVED]
    return [(sequence, *_edges(sequence, kinds, found, kept, base)) for sequence in made]


def _edges(sequence: list[int], kinds: list[str], found: list[int], kept: list[int], base: int) -> tuple[str, str]:
    level = found[sequence[0]]
    before = bisect_right(kept, sequence[0]) - 2
    after = bisect_right(kept, sequence[-1])
    left = found[kept[before]] if before >= 0 else base
    right = base if kinds[sequence[-1]] in _ISOLATES or after >= len(kept) else found[kept[after]]
    return _side(max(level, left)), _side(max(level, right))


def _side(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve(
    text: str, kinds: list[str], work: list[str], sequence: list[int], level: int, start: str, end: str
) -> None:
    """Apply W1 to W7 and N0 to N2 to one isolating run sequence."""
    types = [work[index] for index in sequence]
    _weak_marks(types, start)
    _weak_numbers(types)
    _weak_european(types, start)
    side = _side(level)
    _brackets(text, kinds, types, sequence, side, start)
    _neutrals(types, side, start, end)
    for index, kind in zip(sequence, types, strict=True):
        work[index] = kind


def _weak_marks(types: list[str], start: str) -> None:
    """W1 to W3."""
    before = strong = start
    for index, kind in enumerate(types):
        if kind == "NSM":
            # As it was before W2 and W3, which then apply to the mark too.
            types[index] = "ON" if before in _ISOLATES or before == "PDI" else before
        before = types[index]
        if before in ("L", "R", "AL"):
            strong = before
        if before == "EN" and strong == "AL":
            types[index] = "AN"
        elif before == "AL":
            types[index] = "R"


def _weak_numbers(types: list[str]) -> None:
    """W4 and W5, and W6 for what is left."""
    for index in range(1, len(types) - 1):
        kind, before, after = types[index], types[index - 1], types[index + 1]
        if before == after and ((kind in ("ES", "CS") and before == "EN") or (kind == "CS" and before == "AN")):
            types[index] = before
    index = 0
    while index < len(types):
        if types[index] != "ET":
            index += 1
            continue
        end = index
        while end < len(types) and types[end] == "ET":
            end += 1
        number = (index > 0 and types[index - 1] == "EN") or (end < len(types) and types[end] == "EN")
        types[index:end] = ["EN" if number else "ON"] * (end - index)
        index = end
    types[:] = ["ON" if kind in ("ES", "CS") else kind for kind in types]


def _weak_european(types: list[str], start: str) -> None:
    """W7."""
    strong = start
    for index, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[index] = "L"


def _strong(kind: str) -> str:
    return "R" if kind in ("EN", "AN", "R") else kind if kind == "L" else ""


def _pairs(text: str, types: list[str], sequence: list[int]) -> list[tuple[int, int]]:
    """Find bracket pairs (BD16), as positions in the sequence, by the position of the opening one."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for position, index in enumerate(sequence):
        character = _SAME.get(text[index], text[index])
        if types[position] != "ON":
            continue
        if character in _CLOSER:
            if len(stack) == _MAX_BRACKETS:
                return []
            stack.append((_CLOSER[character], position))
        elif character in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == character:
                    found.append((stack[depth][1], position))
                    del stack[depth:]
                    break
    return sorted(found)


def _brackets(text: str, kinds: list[str], types: list[str], sequence: list[int], side: str, start: str) -> None:
    """N0. Inner brackets are resolved after outer ones, so what counts inside a pair are the types as they came."""
    pairs = _pairs(text, types, sequence)
    if not pairs:
        return
    strong = [_strong(kind) for kind in types]
    same = list(accumulate((kind == side for kind in strong), initial=0))
    other = list(accumulate((kind not in ("", side) for kind in strong), initial=0))
    context, position = start, 0
    for opening, closing in pairs:
        while position < opening:
            context = _strong(types[position]) or context
            position += 1
        if same[closing] > same[opening + 1]:
            chosen = side
        elif other[closing] > other[opening + 1]:
            chosen = context if context != side else side
        else:
            continue
        for bracket in (opening, closing):
            types[bracket] = chosen
            following = bracket + 1
            while following < len(types) and kinds[sequence[following]] == "NSM":
                types[following] = chosen
                following += 1


def _neutrals(types: list[str], side: str, start: str, end: str) -> None:
    """N1 and N2."""
    index = 0
    before = start
    while index < len(types):
        if types[index] not in _NEUTRAL:
            before = _strong(types[index])
            index += 1
            continue
        stop = index
        while stop < len(types) and types[stop] in _NEUTRAL:
            stop += 1
        after = _strong(types[stop]) if stop < len(types) else end
        types[index:stop] = [before if before == after else side] * (stop - index)
        index = stop


def _implicit(kinds: list[str], work: list[str], found: list[int], base: int) -> None:
    """I1 and I2; removed characters take the level before them."""
    before = base
    for index, kind in enumerate(work):
        if kinds[index] in _REMOVED:
            found[index] = before
            continue
        if found[index] % 2:
            found[index] += kind in ("L", "EN", "AN")
        else:
            found[index] += 2 if kind in ("EN", "AN") else kind == "R"
        before = found[index]

"""Say of a text whether it asks for status or papers, says that it asks for none, or tells who can come."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from referral_assistant.directory.fine_print.conditions import conditions_in
from referral_assistant.directory.fine_print.proposal import Demand, Proposal, Said
from referral_assistant.directory.fine_print.words import FinePrintWords, fine_print_words
from referral_assistant.i18n.folding import PAUSE, Folded, fold
from referral_assistant.i18n.phrases import Found, Words

_LONGEST = 20_000
# A sentence, or as much of a very long one as can be weighed in no time: up to a pause or a space.
_SENTENCE = re.compile(r"[^.]{1,600}(?![^.])|[^.]{300,600},|[^.]{300,600} |[^.]{1,600}")
_WORD = re.compile("[^ .,'\\-]+")
_JOINED = re.compile(r"[ ,'\-]*(?:(or|and|a|an|your|the|valid|current|copy|of|photo|their)[ ,'\-]*)*")
_QUESTION = re.compile("[?？؟]")
# An abbreviation that the text itself explains: "Senior Service Network (SSN)".
_OTHER_SSN = re.compile(r"\bS(?!ocial )\w+ S\w+ N\w+ \(SSN\)")
_OR = re.compile(r"\bor\b")
_ASKS = ("asks.only", "asks.always", "asks.sure", "asks.likely", "asks.if_required", "asks.lacking")
_ASKED_FOR = _ASKS[:-1]
_WEAK = frozenset({"asks.likely", "asks.if_required"})
_IDENTITY = frozenset({"photo_id", "social_security_number"})
# How many words away a word may stand and still speak of another.
_NEGATES, _HELPS, _HELPS_CLOSELY, _DESCRIBES, _REQUIRES, _DEMANDS_AFTER, _REFUSES = 8, 15, 6, 4, 14, 6, 10
_HEAD_REACHES = 10
_CLOSE, _ROW = 3, 1
_SHORT = 10


@dataclass(frozen=True)
class _Sentence:
    """One sentence of a folded text, what stands in it, and whether a status or a paper is demanded by naming it."""

    text: str
    start: int
    found: tuple[Found, ...]
    demanded: bool
    papers_demanded: bool

    @cached_property
    def _by_role(self) -> dict[str, list[Found]]:
        by_role: dict[str, list[Found]] = {}
        for one in self.found:
            by_role.setdefault(one.phrase.role, []).append(one)
        return by_role

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Return where its words begin and where they end."""
        words = [word.span() for word in _WORD.finditer(self.text)]
        return [start for start, _ in words], [end for _, end in words]

    def of(self, *roles: str) -> list[Found]:
        found = [self._by_role.get(role, []) for role in roles]
        return found[0] if len(found) == 1 else [one for some in found for one in some]

    def of_section(self, section: str) -> list[Found]:
        return self.of(*(role for role in self._by_role if role.startswith(section)))

    def words_between(self, one: Found, other: Found) -> int:
        """Return how many words stand between two finds; 0 when they touch or overlap."""
        if one.end > other.start:
            return 0
        starts, ends = self._edges
        return max(0, bisect_left(starts, other.start) - bisect_right(ends, one.end))


@lru_cache(maxsize=8192)
def read_fine_print(text: str, demand: Demand = Demand.SAID) -> tuple[Proposal, ...]:
    """Return what TEXT says, in any of our languages; DEMAND is how much of what it names the service demands."""
    text = text[:_LONGEST]
    folded = _folded(text.replace("SSN", "") if _OTHER_SSN.search(text) else text)
    words = fine_print_words(folded.text)
    if words is None:
        return ()
    sentences = list(_sentences(folded.text, words, demand))
    said = [proposal for sentence in sentences for proposal in _in_sentence(sentence, folded)]
    said += _citizens_only(sentences, said, folded)
    return tuple(_merged(said))


def _folded(text: str) -> Folded:
    """Fold a text; a question goes on into its answer ("No papers? No problem")."""
    return replace(fold(_QUESTION.sub(",", text)), source=text)


def _sentences(text: str, words: FinePrintWords, demand: Demand) -> Iterator[_Sentence]:
    """Yield the sentences of a folded text that have a sign in them."""
    reach = 0
    for piece in _SENTENCE.finditer(text):
        parted = Words(piece[0])
        signs = words.signs_in(parted)
        reach = _HEAD_REACHES if words.heads.find_in(parted) else reach - 1
        if signs:
            found = (*signs, *words.cues.find_in(parted))
            listed = demand is Demand.LISTS and len(parted.tokens) <= _SHORT
            demanded = reach > 0 or demand is Demand.ALL
            yield _Sentence(piece[0], piece.start(), found, demanded, listed or demanded)


def _in_sentence(sentence: _Sentence, folded: Folded) -> Iterator[Proposal]:
    refused = _refused(sentence)
    meant = [one for one in sentence.of("open.phrases") if not _touched(one, refused)]
    opened = _with_row(sentence, _outside(meant, sentence.of("harmless.phrases", "asks.only")))
    asked = [one for one in sentence.of(*_ASKS) if _stands(sentence, one, opened) and _asks(sentence, one)]
    if opened and all(one.phrase.role in _WEAK for one in asked) and not sentence.of("says.contrasts", "says.obliges"):
        # "Migrants are welcome, no permit needed" names whom it is open to.
        asked = []
    negated = [one for one in sentence.of(*_ASKED_FOR) if not _harmless(sentence, one) and _negated(sentence, one)]
    papers = _longest(sentence.of_section("papers."))
    for paper in papers:
        if _harmless(sentence, paper) or _touched(paper, opened):
            continue
        if _negated(sentence, paper):
            negated += [paper] if paper.phrase.kind in _IDENTITY else []
        elif _paper_asked(sentence, paper, papers):
            yield _proposal(Said.ASKS_PAPER, [paper], sentence, folded, paper.phrase.kind)
    if asked:
        yield _proposal(Said.ASKS_STATUS, _longest(asked), sentence, folded)
    if opened or negated:
        yield _proposal(Said.EXPLICITLY_OPEN, _longest(opened or negated), sentence, folded)
    stated = _outside(sentence.of("condition"), sentence.of("harmless.phrases"))
    for condition, where in conditions_in(stated, sentence.text):
        yield _proposal(Said.CONDITION, [where], sentence, folded, condition)


def _with_row(sentence: _Sentence, opened: list[Found]) -> list[Found]:
    """Add the signs that stand in a row with what is said to be open: "nobody asks for a passport, visa or permit"."""
    covered = list(opened)
    for one in sorted(sentence.of(*_ASKED_FOR), key=lambda one: one.start):
        ends = [other.end for other in covered if other.end <= one.start]
        if ends and _JOINED.fullmatch(sentence.text[max(ends) : one.start]):
            covered.append(one)
    return covered


def _refused(sentence: _Sentence) -> list[Found]:
    """Return the words for having no status that stand beside a refusal; "nobody is refused" is none."""
    lacking = _outside(sentence.of("asks.lacking"), sentence.of("harmless.phrases"))
    opened = sentence.of("open.phrases")
    refusals = [
        cue for cue in sentence.of("says.refuses") if not any(_within(cue, one) or _same(cue, one) for one in opened)
    ]
    return [
        one
        for one in lacking
        if any(_apart(sentence, cue, one) <= _REFUSES and not _touched(cue, [one]) for cue in refusals)
    ]


def _stands(sentence: _Sentence, one: Found, opened: Sequence[Found]) -> bool:
    if any(_within(one, paper) or _same(one, paper) for paper in sentence.of("papers.photo_id")):
        return False
    if one.phrase.role in {"asks.only", "asks.lacking"}:
        return not _harmless(sentence, one)
    return not (_harmless(sentence, one) or _touched(one, opened) or _negated(sentence, one))


def _asks(sentence: _Sentence, one: Found) -> bool:
    """Say whether a legal category or a document of status is demanded, not spoken of."""
    role = one.phrase.role
    if role == "asks.only":
        return True
    if role == "asks.lacking":
        return one in _refused(sentence)
    helped = not _before(sentence, one, "says.obliges", _REQUIRES)
    if role == "asks.always":
        return not (helped and _before(sentence, one, "says.helps", _HELPS_CLOSELY))
    if helped and _before(sentence, one, "says.helps", _HELPS):
        return False
    if role == "asks.sure":
        return not _before(sentence, one, "says.describes", _DESCRIBES) or sentence.demanded
    if _near(sentence, one, "says.helps", _HELPS_CLOSELY) or _lacked(sentence, one):
        return False
    if role == "asks.likely":
        return not _before(sentence, one, "says.describes", _DESCRIBES) or sentence.demanded
    demanded = (
        sentence.demanded
        or _before(sentence, one, "says.demands", _REQUIRES)
        or _after(sentence, one, "says.demands_after", _DEMANDS_AFTER)
    )
    return demanded and not _before(sentence, one, "says.describes", _DESCRIBES)


def _paper_asked(sentence: _Sentence, paper: Found, papers: Sequence[Found]) -> bool:
    if _before(sentence, paper, "says.helps", _HELPS_CLOSELY) or _lacked(sentence, paper):
        return False
    if paper.phrase.kind == "social_security_number":
        return not _one_of_several(sentence, paper, papers)
    if sentence.papers_demanded or _near(sentence, paper, "says.required", _REQUIRES):
        return True
    # A few papers named one after the other and hardly anything else: a list of what to bring.
    several = len({one.phrase.kind for one in papers}) > 1 and len(_WORD.findall(sentence.text)) <= _SHORT
    return several and not sentence.of("says.helps", "says.describes")


def _one_of_several(sentence: _Sentence, paper: Found, papers: Sequence[Found]) -> bool:
    """Say whether any of several papers will do: they stand in a row that is joined by "or"."""
    row = sorted(papers, key=lambda one: one.start)
    place = row.index(paper)
    joints: list[str] = []
    for step in (1, -1):
        here = place
        while 0 <= here + step < len(row):
            first, second = sorted((row[here], row[here + step]), key=lambda one: one.start)
            between = sentence.text[first.end : second.start]
            if not _JOINED.fullmatch(between):
                break
            joints.append(between)
            here += step
    alternatives = any(
        _OR.search(joint) or any(one.phrase.language != "en" for one in sentence.of("says.alternatives"))
        for joint in joints
    )
    return alternatives and not any("and" in joint.split() for joint in joints)


def _negated(sentence: _Sentence, one: Found) -> bool:
    """Say whether a sign is said not to be asked for: "not require", "not required", "no … needed"."""
    before = any(
        cue.start < one.start and _reaches(sentence, cue, one, _NEGATES) for cue in sentence.of("says.negated_before")
    )
    after = before or any(
        cue.start >= one.end and _reaches(sentence, one, cue, _NEGATES) for cue in sentence.of("says.negated_after")
    )
    return after or (
        any(_said_no(sentence, no, one) for no in sentence.of("says.no"))
        and any(cue.start >= one.end and _reaches(sentence, one, cue, _NEGATES) for cue in sentence.of("says.needed"))
    )


def _lacked(sentence: _Sentence, one: Found) -> bool:
    """Say whether "no" stands right before a sign: nothing of that kind is demanded."""
    return any(0 <= one.start - no.end <= 1 for no in sentence.of("says.no"))


def _reaches(sentence: _Sentence, first: Found, second: Found, words: int) -> bool:
    """Say whether so few words stand between, and none that turns the sentence round, like "but"."""
    # "… but not required" still speaks of the same.
    last = second.start - 2 if second.phrase.role == "says.negated_after" else second.start
    turned = any(first.end <= cue.start and cue.end <= last for cue in sentence.of("says.contrasts"))
    return not turned and sentence.words_between(first, second) <= words


def _said_no(sentence: _Sentence, no: Found, one: Found) -> bool:
    """Say whether a "no" is of the sign: close before it, or before the first of the row that it stands in."""
    if no.end > one.start or not _reaches(sentence, no, one, _NEGATES):
        return False
    between = sentence.text[no.end : one.start]
    signs = sentence.of_section("papers.") + sentence.of_section("asks.")
    row = any(other.start <= no.end + _ROW for other in signs if no.end <= other.start < one.start)
    return row or (PAUSE not in between and len(_WORD.findall(between)) <= _CLOSE)


def _before(sentence: _Sentence, one: Found, role: str, reach: int) -> bool:
    return any(cue.start <= one.start and sentence.words_between(cue, one) <= reach for cue in sentence.of(role))


def _after(sentence: _Sentence, one: Found, role: str, reach: int) -> bool:
    return any(cue.end >= one.end and sentence.words_between(one, cue) <= reach for cue in sentence.of(role))


def _near(sentence: _Sentence, one: Found, role: str, reach: int) -> bool:
    return any(
        sentence.words_between(cue, one) <= reach and sentence.words_between(one, cue) <= reach
        for cue in sentence.of(role)
    )


def _harmless(sentence: _Sentence, one: Found) -> bool:
    return _touched(one, sentence.of("harmless.phrases"))


def _touched(one: Found, spans: Iterable[Found]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in spans)


def _within(one: Found, other: Found) -> bool:
    """Say whether a find is a part of a longer one: "citizen" in "citizen card"."""
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def _same(one: Found, other: Found) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _apart(sentence: _Sentence, one: Found, other: Found) -> int:
    """Return how many words stand between two finds, in whichever order."""
    return sentence.words_between(one, other) if one.start <= other.start else sentence.words_between(other, one)


def _outside(spans: Sequence[Found], others: Sequence[Found]) -> list[Found]:
    return [one for one in spans if not _touched(one, others)]


def _longest(found: Iterable[Found]) -> list[Found]:
    """Keep of overlapping finds the longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if not _touched(one, kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _citizens_only(sentences: Sequence[_Sentence], said: Sequence[Proposal], folded: Folded) -> Iterator[Proposal]:
    """Propose that only citizens and lawful residents may come, when nobody else is named beside them."""
    if not any(one.said is Said.ASKS_STATUS for one in said):
        return
    if any(sentence.of("citizens.others") for sentence in sentences):
        return
    for sentence in sentences:
        meant = [one for one in sentence.of("citizens.words") if _stands(sentence, one, sentence.of("open.phrases"))]
        if meant and any(one.said is Said.ASKS_STATUS for one in _in_sentence(sentence, folded)):
            yield _proposal(Said.CITIZENS_ONLY, _longest(meant), sentence, folded)


def _proposal(said: Said, found: Sequence[Found], sentence: _Sentence, folded: Folded, detail: str = "") -> Proposal:
    offset = sentence.start
    words = tuple(dict.fromkeys(folded.typed(offset + one.start, offset + one.end) for one in found))
    return Proposal(said, detail, words, folded.typed(offset, offset + len(sentence.text)))


def _merged(said: Iterable[Proposal]) -> list[Proposal]:
    """Put what is said more than once together: all its words, the first quote."""
    merged: dict[str, Proposal] = {}
    for one in said:
        known = merged.get(one.text)
        words = tuple(dict.fromkeys((*(known.words if known else ()), *one.words)))
        merged[one.text] = Proposal(one.said, one.detail, words, known.quote if known else one.quote)
    return list(merged.values())

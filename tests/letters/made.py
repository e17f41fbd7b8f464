"""Papers that nobody would write: any text in any script in any block, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from referral_assistant.letters.blocks import (
    QR,
    Align,
    Arrangement,
    Badge,
    Block,
    Box,
    Checklist,
    Column,
    Columns,
    CutLine,
    Document,
    Field,
    Fields,
    Foot,
    Footer,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Pictogram,
    Picture,
    Rule,
    Size,
    Spacer,
    Text,
    Tick,
    Together,
    Tone,
    Weight,
    WritingLines,
)
from tests.letters.demo import HOUSE, demo_png
from tests.letters.hard_sentences import NEIGHBOURS, SENTENCES

_LANGUAGES = (*SENTENCES, *NEIGHBOURS, "qaa")
_WORDS = sorted(
    {word for texts in (*SENTENCES.values(), *NEIGHBOURS.values()) for text in texts for word in text.split()}
)
_CHARACTERS = "".join(sorted({character for word in _WORDS for character in word}))
_SIGNS = "()[]{}<>«»“”‘’…–—-+/%٪.,:;!?،؟۔။។|·•*&@#_'\"0123456789٠١۲۳၁๑០ "
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u00ad\u061c\ufeff\t\x07\n"

_ALPHABET = _CHARACTERS + _SIGNS + _UNSEEN
# By number, because hypothesis would write out all that can be drawn.
words = st.integers(0, len(_WORDS) - 1).map(_WORDS.__getitem__)
noise = st.lists(st.integers(0, len(_ALPHABET) - 1).map(_ALPHABET.__getitem__), min_size=1, max_size=12).map("".join)
contents = st.lists(st.one_of(words, words, noise), max_size=14).map(" ".join)
texts = st.builds(
    Text,
    contents,
    st.sampled_from(_LANGUAGES),
    st.sampled_from(Size),
    st.sampled_from(Weight),
    st.sampled_from(Align),
    st.sampled_from(Tone),
)
maybe = st.none() | texts
modules = st.integers(1, 30).map(lambda side: tuple(tuple((x ^ y) % 3 == 0 for x in range(side)) for y in range(side)))
_paths = st.sampled_from([HOUSE, HOUSE[:1], ("M0 0",), ()])
_LEAVES: tuple[st.SearchStrategy[Block], ...] = (
    st.builds(Paragraph, texts),
    st.builds(Heading, texts, maybe, st.integers(0, 8)),
    st.builds(Pair, texts, texts, st.sampled_from(Arrangement)),
    st.builds(Fields, st.lists(st.builds(Field, texts, texts, maybe, maybe), max_size=3).map(tuple), st.floats(-1, 2)),
    st.builds(
        Checklist,
        st.lists(st.builds(Tick, texts, st.booleans(), maybe, st.floats(-5, 300)), max_size=4).map(tuple),
        st.integers(-1, 4),
    ),
    st.builds(WritingLines, maybe, maybe, st.integers(-1, 4), st.floats(1, 20)),
    st.just(Rule()),
    st.just(CutLine()),
    st.builds(Spacer, st.floats(0, 30)),
    st.builds(Badge, texts, st.sampled_from(Tone)),
    st.builds(Pictogram, _paths, st.just((0.0, 0.0, 24.0, 24.0)), st.floats(1, 400), st.floats(0, 3), maybe),
    st.builds(Picture, st.builds(demo_png), st.floats(1, 400), maybe),
    st.builds(QR, modules, st.floats(5, 400), maybe),
)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> Block:
    """Return a block of any kind, with others inside it down to DEPTH."""
    kind = draw(st.integers(0, len(_LEAVES) + (3 if depth else -1)))
    if kind < len(_LEAVES):
        return draw(_LEAVES[kind])
    several = st.lists(blocks(depth - 1), max_size=3).map(tuple)
    if kind == len(_LEAVES):
        return Box(draw(several), draw(st.sampled_from(Tone)))
    if kind == len(_LEAVES) + 1:
        return Together(draw(several))
    if kind == len(_LEAVES) + 2:
        return Foot(draw(several))
    columns = draw(st.lists(st.floats(0, 4), min_size=1, max_size=3))
    return Columns(tuple(Column(draw(several), share) for share in columns), draw(st.floats(0, 10)))


@st.composite
def papers(draw: st.DrawFn) -> Document:
    """Return a document of any blocks on any paper."""
    pages = Text("{page}/{pages}", "en")
    footer = Footer(Text(draw(words), "en"), draw(st.sampled_from([None, pages]))) if draw(st.booleans()) else None
    return Document(
        "Test",
        draw(st.sampled_from(_LANGUAGES)),
        draw(st.sampled_from(Paper)),
        tuple(draw(blocks()) for _ in range(draw(st.integers(0, 5)))),
        footer,
        draw(st.booleans()),
    )

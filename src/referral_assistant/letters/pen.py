"""Write the operators of one text object: glyphs that say their text, glyphs that say nothing, text without ink.

Two readers listen to different things. Poppler takes `/ActualText` from `Span` only, pdfium from any tag, the innermost;
so `QUIET` around glyphs keeps pdfium from reading them, and an `Aside` tells it alone what stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from referral_assistant.letters.embedding import HIDDEN, EmbeddedFont
from referral_assistant.letters.fonts import Font
from referral_assistant.letters.pdf import number, text_string
from referral_assistant.letters.shape import Glyph

Fonts = Callable[[Font], EmbeddedFont]
# The property lists that the spans below name, for the resources of the pages.
PROPERTIES = f"/Quiet<</ActualText{text_string(chr(1))}>>"
_QUIET, _EMPTY, _END = "/Aside/Quiet BDC", "/Span<</ActualText()>>BDC", "EMC"
# What a blank letter of a text layer is wide before it is stretched to its place, in 1/1000 em.
_BLANK = 500
# How much asides differ in height, and how far below them something does that is not sorted with them.
_JITTER, _FAR = 10, 1_000
# What readers think that a character without any room is wide: pdfium passes over text without width.
_NARROW = 4


class Pen:
    """Collects operators, joining glyphs that follow each other without a shift."""

    def __init__(self, fonts: Fonts, size: float, *, told: bool = False) -> None:
        """Write in SIZE; `told` says that all of it stands in a span that says its text: another one inside would end that."""
        self._fonts = fonts
        self._silence = _QUIET if told else f"{_EMPTY}{_QUIET}"
        self._end_silence = _END if told else f"{_END} {_END}"
        self._size = number(size)
        self._scale = size / 1000
        self._font: EmbeddedFont | None = None
        self._pieces: list[str] = []
        self._row: list[str] = []
        self._codes: list[str] = []
        self._shift: float = 0
        self._rise = 0
        self._wrapped = ""

    @property
    def embedded(self) -> EmbeddedFont:
        assert self._font is not None, "move first"
        return self._font

    def move(self, font: Font) -> None:
        """Go on in FONT."""
        if self._font is None or self._font.font is not font:
            self._flush()
            self._font = self._fonts(font)
            self._pieces.append(f"/{self._font.name} {self._size} Tf")

    def show(self, glyph: Glyph, text: str) -> None:
        """Draw GLYPH, which copies out as TEXT."""
        width = self.embedded.font.advance(glyph[0])
        self._put(self.embedded.code(glyph[0], text, width), width, glyph)

    def read_glyphs(self) -> None:
        """Let pdfium read what is drawn from its glyphs: it leaves characters beyond the first plane out of a span's text."""
        self._wrapped = "/Aside<</ActualText()>>BDC"

    def room(self, width: int) -> None:
        """Show pdfium how wide and high a span is that begins here: it looks at the first piece only."""
        edge = self._edge(0, " ")
        self._pieces.append(f"3 Tr[<{edge}>{_NARROW - width}<{edge}>]TJ 0 Tr")
        self._shift += width + _NARROW

    def asides(self, words: Sequence[tuple[str, int, int]]) -> None:
        """Tell pdfium that WORDS stand where they say, in this order, and not to listen to what is drawn until `end_asides`.

        Each is a text, its left end and its width. Pdfium sorts by place what is not a little higher or lower than what
        came before, and takes what has the codes of one of the last five nearby for a shadow. Poppler passes over spaces.
        """
        self._settle()
        at = 0
        pieces = [self._aloof(), "3 Tr"]
        for index, (text, left, width) in enumerate(words):
            step = index % 6
            edge = self._edge(step, " ")
            told = f"/Aside<</ActualText{text_string(text)}>>BDC"
            rise = number(_JITTER * self._scale * (index % 2))
            pieces.append(f"{told} {rise} Ts[{at - left}<{edge}>{_NARROW + step - width}<{edge}>]TJ {_END}")
            at = left + width + _NARROW + step
        self._pieces += [*pieces, "0 Tr 0 Ts"]
        self._shift = at
        self._wrapped = _QUIET

    def end_asides(self) -> None:
        """Let pdfium listen again."""
        self._settle()
        self._wrapped = ""
        self._pieces += [self._aloof(), "0 Ts"]

    def _aloof(self) -> str:
        """Return something quiet far below the line: it keeps pdfium from sorting what stands before it with what follows."""
        pair = self._blank(" ", _NARROW)
        return f"{_QUIET} {number(-_FAR * self._scale)} Ts[<{pair}>{-_FAR}<{pair}>{_FAR + 2 * _NARROW}]TJ {_END}"

    def hidden(self, mark: str) -> None:
        """Say MARK at this place on the baseline, without width and ink."""
        self._level()
        self._put(self._blank(mark, 0), 0, (0, 0, 0, 0, 0, False))

    def cluster(self, text: str, glyphs: Sequence[Glyph]) -> None:
        """Draw GLYPHS, which copy out as TEXT from left to right: each character gets its share of the width.

        The widest glyph says the first character, and glyphs without ink the others.
        """
        if len(text) == len(glyphs) == 1:
            self.show(glyphs[0], text)
            return
        width = sum(glyph[2] for glyph in glyphs)
        share = width // len(text) or _NARROW
        codes = [self._blank(character, share) for character in text]
        main = max(range(len(glyphs)), key=lambda index: glyphs[index][2])
        gid, _, advance, *place = glyphs[main]
        rest = list(glyphs)
        if advance > 0 and not any(place[:2]) and not any(glyph[2] for glyph in glyphs[:main]):
            codes[0] = self.embedded.code(gid, text[0], share)
            rest[main] = (-1, 0, advance, 0, 0, False)
        self._level()
        for code in codes:
            self._put(code, share, (0, 0, share, 0, 0, False))
        self._shift += share * len(text)
        self._silent(rest)

    def layer(self, text: str, glyphs: Sequence[Glyph]) -> None:
        """Say TEXT on the baseline, spread over the width of GLYPHS, and draw them silently."""
        width = sum(glyph[2] for glyph in glyphs)
        self._settle()
        stretch = max(round(100 * width / (_BLANK * len(text)), 2), 1)
        codes = "".join(self._blank(character, _BLANK) for character in text)
        self._pieces.append(self._wrap(f"{number(stretch)} Tz<{codes}>Tj 100 Tz"))
        self._shift = _BLANK * len(text) * stretch / 100
        self._silent(glyphs)
        self._level()

    def finish(self) -> str:
        """Return the operators."""
        self._flush()
        if self._rise:
            self._pieces.append("0 Ts")
        return " ".join(self._pieces)

    def _silent(self, glyphs: Sequence[Glyph]) -> None:
        """Draw GLYPHS so that they say nothing: in a span without text, without width, one by one."""
        self._flush()
        outer, self._wrapped = self._wrapped, ""
        self._pieces.append(self._silence)
        for glyph in glyphs:
            if glyph[0] < 0:
                self._shift -= glyph[2]
                continue
            self._put(self.embedded.code(glyph[0], HIDDEN, 0), 0, glyph)
            self._flush()
        self._pieces.append(self._end_silence)
        self._wrapped = outer

    def _blank(self, text: str, width: int) -> str:
        """Return the code of a glyph without ink that says TEXT."""
        return self.embedded.code(self.embedded.font.space, text, width)

    def _edge(self, step: int, text: str) -> str:
        """Return the code of a glyph as high as the line, to be drawn without ink, that says TEXT."""
        return self.embedded.code(self.embedded.font.tall, text, _NARROW + step)

    def _put(self, code: str, width: int, glyph: Glyph) -> None:
        """Draw CODE, of which readers think that it is WIDTH wide, where GLYPH says."""
        _, _, advance, x_offset, y_offset, _ = glyph
        if y_offset != self._rise:
            self._flush()
            self._rise = y_offset
            self._pieces.append(f"{number(y_offset * self._scale)} Ts")
        shift = self._shift - x_offset
        if shift:
            if self._codes:
                self._row.append(f"<{''.join(self._codes)}>")
                self._codes = []
            self._row.append(number(shift))
        self._codes.append(code)
        self._shift = width - advance + x_offset

    def _wrap(self, operators: str) -> str:
        return f"{self._wrapped} {operators} {_END}" if self._wrapped else operators

    def _flush(self) -> None:
        """Write what was collected; a shift that is still owed is kept for what follows."""
        if self._codes:
            self._row.append(f"<{''.join(self._codes)}>")
            self._codes = []
        if self._row:
            self._pieces.append(self._wrap(f"[{''.join(self._row)}]TJ"))
            self._row = []

    def _level(self) -> None:
        """Go back to the baseline."""
        if self._rise:
            self._flush()
            self._pieces.append("0 Ts")
            self._rise = 0

    def _settle(self) -> None:
        """Write what was collected and the shift that is owed, and go back to the baseline."""
        self._level()
        self._flush()
        if self._shift:
            self._pieces.append(f"[{number(self._shift)}]TJ")
            self._shift = 0

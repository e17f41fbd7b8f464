"""What any paper is made of: a small, pure vocabulary. `page.render` turns a `Document` of these into PDF bytes.

Lengths are millimetres. Every text carries its own language, so any two directions can meet on one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Size(Enum):
    """The type scale; how many points each is depends on the paper and on large print (`letters.style`)."""

    SMALL = "small"
    BODY = "body"
    LEAD = "lead"
    HEADING = "heading"
    TITLE = "title"
    HUGE = "huge"


class Weight(Enum):
    REGULAR = "regular"
    BOLD = "bold"


class Align(Enum):
    """Where a line stands: START is left or right as the language is written, PAGE where the page starts.

    A text of more than two lines stands at its own start even so.
    """

    START = "start"
    PAGE = "page"
    CENTER = "center"
    END = "end"


class Tone(Enum):
    """Ink of a text, a badge or the ground of a box; all are readable when printed without colour."""

    INK = "ink"
    QUIET = "quiet"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language (`en`, `my`, `zh_Hans` …). A newline in `content` starts a new line."""

    content: str
    language: str
    size: Size = Size.BODY
    weight: Weight = Weight.REGULAR
    align: Align = Align.START
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in one or two languages; `level` 1 is the title of the paper, 2 a section."""

    text: Text
    second: Text | None = None
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


class Arrangement(Enum):
    SIDE_BY_SIDE = "side by side"
    STACKED = "stacked"


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in two languages. A side-by-side pair that would be higher than half a page is stacked."""

    first: Text
    second: Text
    arrangement: Arrangement = Arrangement.SIDE_BY_SIDE


@dataclass(frozen=True, slots=True)
class Field:
    """A label (in one or two languages) and its value (in one or two languages)."""

    label: Text
    value: Text
    second_label: Text | None = None
    second_value: Text | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Rows of label and value; `label_share` is the part of the width that labels take.

    The labels stand where the first label's language starts.
    """

    rows: tuple[Field, ...]
    label_share: float = 0.3


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick box, ticked or empty, with its text in one or two languages; `blank` leaves room (mm) to write behind it."""

    text: Text
    ticked: bool = False
    second: Text | None = None
    blank: float = 0


@dataclass(frozen=True, slots=True)
class Checklist:
    items: tuple[Tick, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Lines to write on by hand: a name or mark, a signature, a stamp. The program never holds what goes there."""

    label: Text | None = None
    second_label: Text | None = None
    count: int = 1
    spacing: float = 8


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line with scissors: what is below is cut off and handed over or sent back."""


@dataclass(frozen=True, slots=True)
class Spacer:
    height: float = 3


@dataclass(frozen=True, slots=True)
class Badge:
    """A short text in a rounded box: a priority, "this is an example"."""

    text: Text
    tone: Tone = Tone.STRONG


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A drawing: SVG path data (`M L H V C S Q T A Z`, either case) in a view box, filled, or stroked when `stroke` > 0.

    `stroke` is in units of the view box. `alternative` is what a screen reader says.
    """

    paths: tuple[str, ...]
    box: tuple[float, float, float, float] = (0, 0, 24, 24)
    height: float = 10
    stroke: float = 0
    alternative: Text | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, such as a clinic's logo: 8 bits a channel, not interlaced, at most 2 000 pixels a side."""

    png: bytes
    height: float = 15
    alternative: Text | None = None


@dataclass(frozen=True, slots=True)
class QR:
    """A QR symbol as rows of modules, true is dark; the quiet zone is added. `size` is its side with the zone."""

    modules: tuple[tuple[bool, ...], ...]
    size: float = 25
    alternative: Text | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """Blocks in a column; `share` is its part of the width beside the other columns."""

    blocks: tuple[Block, ...]
    share: float = 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns side by side, in the order of the page's main language; kept on one page."""

    columns: tuple[Column, ...]
    gap: float = 5


@dataclass(frozen=True, slots=True)
class Box:
    """A framed group; QUIET frames it, STRONG frames it thickly, INK shades it. Kept on one page when it fits on one."""

    blocks: tuple[Block, ...]
    tone: Tone = Tone.QUIET


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page when they fit on one; `room` is how much of the usual room stands between them."""

    blocks: tuple[Block, ...]
    room: float = 1


@dataclass(frozen=True, slots=True)
class Foot:
    """Blocks that stand at the foot of the last page, such as a return slip; kept together."""

    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | Pair
    | Fields
    | Checklist
    | WritingLines
    | Rule
    | CutLine
    | Spacer
    | Badge
    | Pictogram
    | Picture
    | QR
    | Columns
    | Box
    | Together
    | Foot
)


class Paper(Enum):
    """A sheet: width and height in millimetres; the roll is as long as its content."""

    A4 = (210.0, 297.0)
    LETTER = (215.9, 279.4)
    A5 = (148.0, 210.0)
    A6 = (105.0, 148.0)
    ROLL_80 = (80.0, 0.0)


@dataclass(frozen=True, slots=True)
class Footer:
    """The last line of every page: the reference, and "{page} of {pages}" (those two fields) when there is more than one."""

    reference: Text
    pages: Text | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One paper. `title` goes into the PDF's title and must be neutral; `language` decides which side starts."""

    title: str
    language: str
    paper: Paper
    blocks: tuple[Block, ...]
    footer: Footer | None = None
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Small documents (A6, A5) side by side on larger paper, with lines to cut along."""

    documents: tuple[Document, ...]
    paper: Paper = Paper.A4

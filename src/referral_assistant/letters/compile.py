"""Pages of inks to a tagged PDF file."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from referral_assistant.letters.embedding import EmbeddedFont
from referral_assistant.letters.extraction import draw, page_mark, reads_right_to_left
from referral_assistant.letters.fonts import Font
from referral_assistant.letters.ink import BLACK, Drawing, Ink, Tag, TextInk
from referral_assistant.letters.paginate import Page
from referral_assistant.letters.pdf import Writer, number, text_string
from referral_assistant.letters.pen import PROPERTIES
from referral_assistant.letters.png import Image

_TAG = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


class _Compiler:
    """One file: its fonts, its pages, its structure."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.fonts: dict[Font, EmbeddedFont] = {}
        self.elements: dict[Tag, list[tuple[int, int]]] = {}
        self.parents: list[list[Tag]] = []
        self.images: dict[Image, int] = {}

    def font(self, font: Font) -> EmbeddedFont:
        if font not in self.fonts:
            self.fonts[font] = EmbeddedFont(font, f"F{len(self.fonts) + 1}")
        return self.fonts[font]

    def content(self, page: Page, page_object: int) -> bytes:
        """Return the content stream of PAGE, and note its structure."""
        lines = [ink.line for ink in page.inks if isinstance(ink, TextInk)]
        right = reads_right_to_left(lines)
        parts: list[str] = []
        marks: list[Tag] = []
        for tag, group in groupby(page.inks, key=lambda ink: ink.tag):
            if tag is None or tag.role == "Artifact":
                parts.append("/Artifact BMC\n")
            else:
                parts.append(f"/{tag.role}<</MCID {len(marks)}>>BDC\n")
                self.elements.setdefault(tag, []).append((page_object, len(marks)))
                marks.append(tag)
            parts += [self._ink(ink, page, right=right) for ink in group]
            parts.append("EMC\n")
        if mark := page_mark(lines, 1, page.height - 1, self.font):
            parts.append(f"/Artifact BMC\n{mark}EMC\n")
        self.parents.append(marks)
        return "".join(parts).encode("latin-1")

    def _ink(self, ink: Ink, page: Page, *, right: bool) -> str:
        if isinstance(ink, Drawing):
            image = f" /I{self._image(ink.image)} Do" if ink.image else ""
            return f"q 1 0 0 -1 {number(ink.x)} {number(page.height - ink.y)} cm {ink.operators}{image} Q\n"
        drawn = draw(ink.line, ink.x, page.height - ink.y, ink.size, self.font, right_page=right)
        return drawn if ink.grey == BLACK else f"q {number(ink.grey)} g {drawn}Q\n"

    def _image(self, image: Image) -> int:
        if image not in self.images:
            size = f"/Width {image.width}/Height {image.height}/ColorSpace{image.space}/BitsPerComponent 8"
            self.images[image] = self.writer.stream(image.samples, f"/Type/XObject/Subtype/Image{size}")
        return self.images[image]

    def resources(self) -> str:
        """Write the fonts, and return the dictionary of what the pages use."""
        fonts = "".join(f"/{font.name} {font.write(self.writer)} 0 R" for font in self.fonts.values())
        images = "".join(f"/I{image} {image} 0 R" for image in self.images.values())
        return f"<</Font<<{fonts}>>/XObject<<{images}>>/Properties<<{PROPERTIES}>>>>"

    def structure(self, root: int) -> None:
        """Write the structure tree into object ROOT: one element a tag, with its language and its text in logical order."""
        document = self.writer.reserve()
        numbers: dict[Tag, int] = {}
        for tag, places in self.elements.items():
            kids = "".join(f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>" for page, mark in places)
            spoken = "Alt" if tag.role == "Figure" else "ActualText"
            language = _language(tag.language)
            numbers[tag] = self.writer.add(
                f"<</Type/StructElem/S/{tag.role}/P {document} 0 R/Lang({language})/{spoken}{text_string(tag.text)}/K[{kids}]>>"
            )
        kids = " ".join(f"{element} 0 R" for element in numbers.values())
        self.writer.put(document, f"<</Type/StructElem/S/Document/P {root} 0 R/K[{kids}]>>")
        rows = "".join(
            f"{index}[{' '.join(f'{numbers[tag]} 0 R' for tag in marks)}]" for index, marks in enumerate(self.parents)
        )
        self.writer.put(
            root,
            f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree<</Nums[{rows}]>>/ParentTreeNextKey {len(self.parents)}>>",
        )


def _language(language: str) -> str:
    """Return LANGUAGE as a BCP 47 tag, or the tag for an undetermined one."""
    tag = language.replace("_", "-")
    return tag if _TAG.fullmatch(tag) else "und"


def write(
    pages: list[Page],
    *,
    title: str,
    language: str,
    two_sided: bool = False,
    report: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return PAGES as a PDF file with TITLE; LANGUAGE is the main one.

    TWO_SIDED: printers may use both sides of a sheet. REPORT(done, total) counts pages and may raise to stop.
    """
    compiler = _Compiler()
    writer = compiler.writer
    catalog, tree, structure, resources = (writer.reserve() for _ in range(4))
    numbers = [writer.reserve() for _ in pages]
    for index, (page, page_object) in enumerate(zip(pages, numbers, strict=True)):
        if report is not None:
            report(index, len(pages))
        content = writer.stream(compiler.content(page, page_object))
        writer.put(
            page_object,
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {number(page.width)} {number(page.height)}]/Resources {resources} 0 R"
            f"/Contents {content} 0 R/StructParents {index}/Tabs/S>>",
        )
    writer.put(resources, compiler.resources())
    writer.put(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{page} 0 R' for page in numbers)}]>>")
    compiler.structure(structure)
    writer.put(
        catalog,
        f"<</Type/Catalog/Pages {tree} 0 R/Lang({_language(language)})/MarkInfo<</Marked true>>/StructTreeRoot {structure} 0 R"
        f"/ViewerPreferences<</DisplayDocTitle true/Duplex/{'DuplexFlipLongEdge' if two_sided else 'Simplex'}>>>>",
    )
    info = writer.add(f"<</Title{text_string(title)}/Producer(Referral Assistant)>>")
    return writer.finish(catalog, info)

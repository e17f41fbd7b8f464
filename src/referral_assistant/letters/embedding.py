"""Embed a font as a Type0 font of our own: one code for each pair of glyph and text, so that ligatures copy out right."""

from __future__ import annotations

from typing import Any

from referral_assistant.letters.fonts import EM, Font
from referral_assistant.letters.pdf import Writer, text_string

# What a glyph copies out as whose text is said elsewhere.
HIDDEN = "\u200f"
_BLOCK = 100
# A font that is shown by glyph ids needs no more than outlines and metrics (ISO 32000-1, 9.9).
_NOT_NEEDED = [
    int.from_bytes(tag, "big")
    for tag in (
        b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"gasp", b"vhea", b"vmtx", b"OS/2", b"cmap", b"name", b"post"
    )
]  # fmt: skip


class EmbeddedFont:
    """The codes that one document uses of one font; `name` is its resource name on the pages."""

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name
        self._codes: dict[tuple[int, str, int], str] = {}
        self._pairs: list[tuple[int, str, int]] = [(0, "", font.advance(0))]

    def code(self, glyph: int, text: str, width: int) -> str:
        """Return the hexadecimal code under which GLYPH is shown and TEXT is copied out; readers see WIDTH, in 1/1000 em."""
        pair = (glyph, text, width)
        found = self._codes.get(pair)
        if found is None:
            found = self._codes[pair] = f"{len(self._pairs):04X}"
            self._pairs.append(pair)
        return found

    def write(self, writer: Writer) -> int:
        """Write the subset and its tables; return the number of the font object."""
        content, places = _subset(self.font, {glyph for glyph, _, _ in self._pairs})
        name = f"{_tag(self._pairs)}+{self.font.path.stem}"
        program = writer.stream(content, f"/Length1 {len(content)}")
        extents = self.font.handle.get_font_extents("ltr")
        descriptor = writer.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1000 {extents.descender} 3000 {extents.ascender}]/ItalicAngle 0"
            f"/Ascent {extents.ascender}/Descent {extents.descender}/CapHeight 714/StemV 80/FontFile2 {program} 0 R>>"
        )
        mapping = writer.stream(b"".join(places[glyph].to_bytes(2, "big") for glyph, _, _ in self._pairs))
        widths = " ".join(str(width) for _, _, width in self._pairs)
        descendant = writer.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW {EM}/W[0[{widths}]]/CIDToGIDMap {mapping} 0 R>>"
        )
        unicode_map = writer.stream(_to_unicode(self._pairs))
        return writer.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode_map} 0 R>>"
        )


def _subset(font: Font, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font file with GLYPHS only, and the new glyph id of each."""
    import uharfbuzz

    wanted: Any = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(_NOT_NEEDED)
    plan = uharfbuzz.SubsetPlan(font.face, wanted)
    mapping = plan.old_to_new_glyph_mapping
    return bytes(plan.execute().blob.data), {glyph: mapping[glyph] for glyph in glyphs}


def _tag(pairs: list[tuple[int, str, int]]) -> str:
    """Return the six capital letters that mark a subset, from its content."""
    import hashlib

    digest = hashlib.sha256(repr(pairs).encode("utf-8", "surrogatepass")).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(pairs: list[tuple[int, str, int]]) -> bytes:
    """Return the ToUnicode map of PAIRS; a code without text has no entry."""
    rows = [f"<{code:04X}><{text_string(text)[5:-1]}>" for code, (_, text, _) in enumerate(pairs) if text]
    blocks = [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")

"""The file: valid, self-contained, silent about who and when, the same for the same, readable aloud."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from referral_assistant.letters.blocks import (
    QR,
    Document,
    Footer,
    Heading,
    Pair,
    Paper,
    Paragraph,
    Pictogram,
    Rule,
    Sheet,
    Size,
    Text,
)
from referral_assistant.letters.page import render
from referral_assistant.letters.pdf import objects_of
from tests.letters.demo import demo, demo_png
from tests.letters.hard_sentences import RIGHT_TO_LEFT, SENTENCES
from tests.letters.reading import comparable, one_a_page

PAIRS = [("en", "my"), ("en", "ar"), ("ur", "en"), ("km", "th"), ("zh_Hans", "fa")]
FORBIDDEN = [
    b"/Author", b"/Creator", b"/CreationDate", b"/ModDate", b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/OpenAction", b"/AA",
    b"/EmbeddedFile", b"/Filespec", b"/AcroForm", b"/Annots", b"/GoTo", b"/SubmitForm", b"/RichMedia", b"/Metadata", b"/XFA",
    b"/Encrypt", b"Helvetica", b"/Type1", b"/XML",
]  # fmt: skip


def streams(pdf: bytes) -> Iterator[bytes]:
    """Return the content of each compressed stream."""
    for found in re.finditer(rb"/Length (\d+)[^\n]*>>stream\n", pdf):
        yield zlib.decompress(pdf[found.end() : found.end() + int(found.group(1))])


@pytest.fixture(scope="module", params=PAIRS, ids="+".join)
def pdf(request: pytest.FixtureRequest) -> bytes:
    return render(demo(*request.param))


def test_it_tells_nothing_and_does_nothing(pdf: bytes) -> None:
    skeleton = objects_of(pdf) + b"".join(stream for stream in streams(pdf) if b"BT" in stream)
    assert not [word for word in FORBIDDEN if re.search(re.escape(word) + rb"(?![A-Za-z])", skeleton)]
    assert not re.search(
        rb"20\d\d(0\d|1[0-2])[0-3]\d", re.sub(rb"<[0-9A-F]*>|\d{10} \d{5} n", b"", pdf.partition(b"stream")[0])
    )
    for word in (str(Path.home()), str(Path.cwd()), "/tmp", "resources"):
        assert word.encode() not in skeleton
    with pypdfium2.PdfDocument(pdf) as opened:
        told = {key: value for key, value in opened.get_metadata_dict().items() if value}
    assert told == {"Title": "Demonstration", "Producer": "Referral Assistant"}


def test_objects_can_be_looked_into(pdf: bytes) -> None:
    """The guard of discreet papers reads what the tags say: the tree must not hide from it."""
    objects = objects_of(pdf)
    for _, _, text, _ in elements(pdf):
        assert text.encode("utf-16-be").hex().upper().encode() in objects
    assert objects.count(b"/Type/StructElem") >= 20


def test_it_prints_on_one_side() -> None:
    with pypdfium2.PdfDocument(render(demo("en", "my"))) as opened:
        assert raw.FPDF_VIEWERREF_GetDuplex(opened.raw) == raw.Simplex


def test_the_same_input_gives_the_same_bytes(pdf: bytes, request: pytest.FixtureRequest) -> None:
    first, second = request.node.callspec.params["pdf"]
    assert render(demo(first, second)) == pdf


def test_the_same_bytes_in_another_process() -> None:
    """Hash seeds, fonts opened in another order and what was printed before change nothing."""
    code = (
        "import sys, hashlib; from tests.letters.demo import demo; from referral_assistant.letters.page import render\n"
        "if len(sys.argv) > 1: render(demo('km', 'th'))\n"
        "print(hashlib.sha256(render(demo('en', 'ar'))).hexdigest())"
    )
    found = set()
    for seed, arguments in (("1", []), ("2", ["x"])):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PATH": ""},
            capture_output=True,
            check=True,
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_another_text_gives_another_identity() -> None:
    one, two = one_a_page(["a"], "en"), one_a_page(["b"], "en")
    assert one[-120:] != two[-120:]
    assert re.search(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]", one)


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors found" in done.stdout


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler's pdffonts is not installed")
@pytest.mark.parametrize("language", SENTENCES)
def test_every_font_is_embedded_as_a_subset(language: str) -> None:
    done = subprocess.run(
        ["pdffonts", "-"], input=one_a_page(SENTENCES[language], language), capture_output=True, check=True
    )
    rows = done.stdout.decode().splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+Noto[\w-]+ +CID TrueType +Identity-H +yes yes yes ", row), row


def test_a_page_is_small(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as opened:
        assert len(pdf) < 65_000 * len(opened)  # the demonstration shows far more than any letter


@pytest.mark.parametrize(
    ("paper", "size"),
    [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792)), (Paper.A5, (420, 595)), (Paper.A6, (298, 420))],
)
def test_the_page_has_the_size_of_the_paper(paper: Paper, size: tuple[int, int]) -> None:
    with pypdfium2.PdfDocument(one_a_page(["a"], "en", paper)) as opened:
        assert tuple(map(round, opened[0].get_size())) == size


def test_the_roll_is_as_long_as_its_content() -> None:
    lengths = []
    for count in (1, 2, 40):
        document = Document("Test", "en", Paper.ROLL_80, tuple(Paragraph(Text("a", "en")) for _ in range(count)))
        with pypdfium2.PdfDocument(render(document)) as opened:
            assert round(opened[0].get_width()) == 227
            lengths.append(opened[0].get_height())
    one, two, forty = lengths
    assert forty == pytest.approx(one + 39 * (two - one), abs=1)


def test_several_papers_in_one_file_share_their_fonts() -> None:
    one = render(demo("en", "my"))
    many = render([demo("en", "my")] * 10)
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(many) as opened:
        assert len(opened) == 10 * len(first)
    assert len(many) < 4 * len(one)


def test_slips_share_a_sheet() -> None:
    slip = Document("Slip", "en", Paper.A6, (Paragraph(Text("slip", "en")),))
    with pypdfium2.PdfDocument(render(Sheet((slip,) * 6))) as opened:
        assert [page.get_textpage().get_text_range().count("slip") for page in opened] == [4, 2]
        assert tuple(map(round, opened[0].get_size())) == (595, 842)


def elements(pdf: bytes) -> list[tuple[str, str, str, str]]:
    """Return the leaves of the structure tree: role, language, text in place of what is drawn, text instead of a figure."""
    found: list[tuple[str, str, str, str]] = []

    def told(function: object, element: object) -> str:
        size = function(element, None, 0)  # type: ignore[operator]
        buffer = raw.ctypes.create_string_buffer(size)
        function(element, buffer, size)  # type: ignore[operator]
        return bytes(buffer.raw[: max(size - 2, 0)]).decode("utf-16-le")

    def walk(element: object) -> None:
        role = told(raw.FPDF_StructElement_GetType, element)
        if role != "Document":
            found.append(
                (
                    role,
                    told(raw.FPDF_StructElement_GetLang, element),
                    told(raw.FPDF_StructElement_GetActualText, element),
                    told(raw.FPDF_StructElement_GetAltText, element),
                )
            )
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                walk(child)

    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            tree = raw.FPDF_StructTree_GetForPage(page.raw)
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
            raw.FPDF_StructTree_Close(tree)
    return found


@pytest.mark.parametrize("language", SENTENCES)
def test_the_tree_says_each_sentence_in_its_order_and_language(language: str) -> None:
    found = elements(one_a_page(SENTENCES[language], language))
    assert [role for role, *_ in found] == ["P"] * len(SENTENCES[language])
    assert {tag for _, tag, _, _ in found} == {language.replace("_", "-")}
    assert [comparable(text) for _, _, text, _ in found] == [comparable(text) for text in SENTENCES[language]]


def test_the_tree_of_a_paper_is_in_the_order_of_reading() -> None:
    picture = Text("a clinic", "en")
    document = Document(
        "Test", "ar", Paper.A4,
        (
            Heading(Text("عنوان", "ar"), Text("Title", "en"), level=1), Rule(), Paragraph(Text("واحد\nاثنان", "ar")),
            Pair(Text("ثلاثة", "ar"), Text("three", "en")), Pictogram(("M0 0L9 9Z",), alternative=picture),
            QR(((True, False), (False, True)), alternative=Text("code", "en")), Heading(Text("قسم", "ar")),
        ),
        Footer(Text("R-7K2-M9", "en", Size.SMALL)),
    )  # fmt: skip
    assert elements(render(document)) == [
        ("H1", "ar", "عنوان", ""), ("H1", "en", "Title", ""), ("P", "ar", "واحد\nاثنان", ""), ("P", "ar", "ثلاثة", ""),
        ("P", "en", "three", ""), ("Figure", "en", "", "a clinic"), ("Figure", "en", "", "code"), ("H2", "ar", "قسم", ""),
        ("P", "en", "R-7K2-M9", ""),
    ]  # fmt: skip


def test_what_is_drawn_and_not_read_is_an_artifact(pdf: bytes) -> None:
    """Every operator that paints stands in marked content."""
    for stream in streams(pdf):
        if b"BDC" not in stream:
            continue
        depth = 0
        for operator in re.findall(rb"[A-Za-z*]+", re.sub(rb"<[0-9A-F]*>|/[A-Za-z0-9]+", b" ", stream)):
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            assert depth > 0 or operator not in (b"f", b"f*", b"S", b"B", b"Do", b"TJ", b"Tj")
        assert depth == 0


def test_a_tree_spans_pages() -> None:
    text = "word " * 3_000
    found = elements(render(Document("Test", "en", Paper.A6, (Paragraph(Text(text, "en")),))))
    assert {comparable(spoken) for _, _, spoken, _ in found} == {comparable(text)}
    assert len(found) > 3  # pdfium lists an element on each page that shows a part of it


def test_both_directions_stand_in_one_file() -> None:
    for first, second in PAIRS:
        tags = {tag for _, tag, _, _ in elements(render(demo(first, second)))}
        assert {first.replace("_", "-"), second.replace("_", "-")} <= tags
    assert {first for first, _ in PAIRS} & RIGHT_TO_LEFT


def test_a_logo_lies_on_white() -> None:
    pdf = render(demo("en", "my"))
    assert demo_png().startswith(b"\x89PNG")
    assert pdf.count(b"/Subtype/Image") == 1

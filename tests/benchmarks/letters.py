"""One bilingual page by script: our letters beside Typst, WeasyPrint, fpdf2 and Qt on the same text in the same run.

`python -m tests.benchmarks letters [--peers] [LANGUAGE ...]`. Each maker is a Python of its own that makes the page `ROUNDS`
times: processor time of the fastest half (warm), of the whole process for one page (cold), bytes, peak memory. `--peers`
installs the three that the project does not have into a folder that is thrown away, where a package registry is in reach;
`PEERS=FOLDER` uses one that is kept. What is missing is left out with a word.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.letters.hard_sentences import SENTENCES
from tests.letters.reading import comparable, pdfium, poppler

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
SCRIPTS = {
    "vi": "NotoSans", "my": "NotoSansMyanmar", "km": "NotoSansKhmer", "th": "NotoSansThai", "lo": "NotoSansLao", "ar": "NotoNaskhArabic",
    "ur": "NotoNastaliqUrdu", "bn": "NotoSansBengali", "hi": "NotoSansDevanagari", "ta": "NotoSansTamil", "si": "NotoSansSinhala",
    "zh_Hans": "NotoSansSC-GBK",
}  # fmt: skip
PEERS = ("typst", "weasyprint", "fpdf2", "uharfbuzz")
ROUNDS = 8
_FRAME = """
import json, resource, sys, time
texts, font, latin, language, rounds, out = json.loads(sys.stdin.read())
{make}
times = []
for _ in range(rounds):
    start = time.process_time()
    made = page()
    times.append(time.process_time() - start)
open(out, "wb").write(made)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([times, len(made), peak]))
"""
_OURS = """
from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
from referral_assistant.letters.page import render
def page():
    blocks = tuple(Paragraph(Text(text, tag)) for tag, text in texts)
    return render(Document("Letter", "en", Paper.A4, blocks))
"""
_FPDF2 = """
import fpdf
def page():
    pdf = fpdf.FPDF(format="A4")
    pdf.add_page()
    pdf.add_font("own", fname=font)
    pdf.add_font("latin", fname=latin)
    pdf.set_text_shaping(True)
    pdf.set_fallback_fonts(["latin"])
    for tag, text in texts:
        pdf.set_font("latin" if tag == "en" else "own", size=10)
        pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())
"""
_TYPST = """
import typst, pathlib
folder = pathlib.Path(font).parent
def page():
    lines = ["#set page(paper: \\"a4\\")", "#set text(font: (\\"Noto Sans\\", %s), size: 10pt)" % json.dumps(language)]
    lines += ["#par[#text(%s)]" % json.dumps(text, ensure_ascii=False) for _, text in texts]
    source = "\\n\\n".join(lines).encode()
    return typst.compile(source, font_paths=[str(folder)])
"""
_WEASYPRINT = """
import logging, pathlib
logging.disable()
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
import html
style = "@font-face{font-family:own;src:url(%s)}@font-face{font-family:latin;src:url(%s)}@page{size:A4}body{font:10pt latin,own}" % (
    pathlib.Path(font).as_uri(), pathlib.Path(latin).as_uri())
def page():
    body = "".join("<p lang=%s dir=auto>%s</p>" % (tag, html.escape(text)) for tag, text in texts)
    return HTML(string="<style>%s</style>%s" % (style, body)).write_pdf()
"""
_QT = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFontDatabase, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication
import html
application = QApplication([])
families = [QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(one))[0] for one in (latin, font)]
def page():
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    body = "".join("<p>%s</p>" % html.escape(text) for _, text in texts)
    document.setHtml("<div style='font-family: %s; font-size: 10pt'>%s</div>" % (", ".join(families), body))
    document.print_(writer)
    writer = None
    return bytes(buffer.data())
"""
MAKERS = {"ours": _OURS, "typst": _TYPST, "weasyprint": _WEASYPRINT, "fpdf2": _FPDF2, "qt": _QT}


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of processor time for a page, warm and cold; bytes of the file; megabytes at the most; text out.

    `read` is how many of the page's texts come out exactly, by poppler and by pdfium.
    """

    warm: float
    cold: float
    size: int
    peak: int
    read: tuple[int, int]

    def __str__(self) -> str:
        read = "/".join(map(str, self.read))
        return f"{self.warm:6.1f} {self.cold:4.0f} ms {self.size / 1000:5.1f} kB {self.peak:3d} MB {read:>5}"


def run(arguments: list[str]) -> int:
    """Measure and print; exit status 1 when a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        peers = os.environ.get("PEERS", "")
        if "--peers" in arguments and not peers:
            peers = _installed(folder)
        languages = [language for language in arguments if language in SCRIPTS] or list(SCRIPTS)
        print(f"{'':<8}" + "".join(f"{name:>35}" for name in MAKERS))
        print(f"{'':<8}" + f"{'warm cold    size   peak text':>35}" * len(MAKERS))
        rows = {language: _row(language, peers) for language in languages}
    return _judged(rows)


def _row(language: str, peers: str) -> dict[str, Measured]:
    made = {name: _measured(make, language, peers) for name, make in MAKERS.items()}
    print(f"{language:<8}" + "".join(f"{one or 'not installed'!s:>35}" for one in made.values()), flush=True)
    return {name: one for name, one in made.items() if one}


def _judged(rows: dict[str, dict[str, Measured]]) -> int:
    """Print how the rows stand to the targets; return how many targets are missed."""
    ours = [row["ours"] for row in rows.values()]
    warm = statistics.median(one.warm for one in ours)
    slower = [
        f"{language}: {name}"
        for language, row in rows.items()
        for name in ("typst", "weasyprint", "fpdf2")
        if name in row and row[name].warm <= row["ours"].warm
    ]
    beside_qt = max((row["ours"].warm / row["qt"].warm for row in rows.values() if "qt" in row), default=0.0)
    batch, cold, largest = _batch(), _cold(), max(one.size for one in ours)
    print(f"a warm page: {warm:.1f} ms in the median script (target 20)")
    print(f"not faster than: {', '.join(slower) or 'none of the three'}")
    print(f"beside Qt: {beside_qt:.2f} times its time at most (target 1.7)")
    print(f"the largest page: {largest / 1000:.1f} kB (target 30)")
    print(f"a batch of 100 different letters: {batch:.2f} s (target 1.5)")
    print(f"cold, the whole command: {cold:.2f} s of processor time (target 0.35)")
    missed = [warm > 20, bool(slower), beside_qt > 1.7, largest > 30_000, batch > 1.5, cold > 0.35]
    return int(any(missed))


def _installed(folder: str) -> str:
    """Install the peers into FOLDER and return it, or nothing and say so."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, *PEERS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"The peers cannot be installed: {done.stderr.strip().splitlines()[-1:]}")
        return ""
    return folder


def _measured(make: str, language: str, peers: str) -> Measured | None:
    pairs = zip(SENTENCES["en"], SENTENCES[language], strict=False)
    texts = [pair for one, two in pairs for pair in (("en", one), (language, two))][:14]
    font = FONTS / f"{SCRIPTS[language]}-Regular.ttf"
    named = language if make is _OURS else _family(font)
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), peers]))
    found = []
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        for rounds in (ROUNDS, 1):
            before = os.times()
            done = subprocess.run(
                [sys.executable, "-c", _FRAME.replace("{make}", make)],
                input=json.dumps([texts, str(font), str(FONTS / "NotoSans-Regular.ttf"), named, rounds, file.name]),
                env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if done.returncode:
                if "ModuleNotFoundError" not in done.stderr:
                    print(done.stderr[-400:])
                return None
            found.append((json.loads(done.stdout.splitlines()[-1]), _spent(before)))
        read = _read(Path(file.name).read_bytes(), [text for _, text in texts])
    ((times, size, peak), _), (_, cold) = found
    return Measured(1000 * statistics.median(sorted(times[1:])[: ROUNDS // 2]), 1000 * cold, size, peak, read)


def _read(pdf: bytes, texts: list[str]) -> tuple[int, int]:
    """Return how many of TEXTS poppler and pdfium give back exactly; poppler none when it is not installed."""
    by_poppler = comparable(" ".join(poppler(pdf))) if shutil.which("pdftotext") else ""
    by_pdfium = comparable(" ".join(pdfium(pdf)))
    return tuple(sum(comparable(text) in whole for text in texts) for whole in (by_poppler, by_pdfium))  # type: ignore[return-value]


def _spent(before: os.times_result) -> float:
    """Return the processor time of the processes that ended since BEFORE, in seconds."""
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _batch() -> float:
    """Return the processor time in seconds for a hundred different letters in one file, in all scripts."""
    code = """
import time
from tests.letters.hard_sentences import SENTENCES
from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
from referral_assistant.letters.page import render
def letter(number):
    language = list(SENTENCES)[number % len(SENTENCES)]
    texts = [(one, two) for one, two in zip(SENTENCES["en"], SENTENCES[language])][:7]
    blocks = [Paragraph(Text(f"{number} {text}", tag)) for one, two in texts for tag, text in (("en", one), (language, two))]
    return Document("Letter", "en", Paper.A4, tuple(blocks))
start = time.process_time()
render([letter(number) for number in range(100)])
print(time.process_time() - start)
"""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _family(font: Path) -> str:
    """Return the family's name as it stands in the font."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font)))
    return str(face.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY))


def _cold() -> float:
    """Return the processor time of a whole command that writes a rights card, the directory not needed."""
    with tempfile.TemporaryDirectory() as folder:
        family = Path(folder) / "family.toml"
        family.write_text('language = "my"\n[[people]]\nage_years = 7\nneeds = ["education.enrolment"]\n', "utf-8")
        command = [
            sys.executable, "-m", "referral_assistant", "--data", folder, "--region", "example",
            "letter", str(family), "--language", "en", "--second", "my", "--kind", "rights", "-o", f"{folder}/out.pdf",
        ]  # fmt: skip
        found = []
        for _ in range(5):
            before = os.times()
            subprocess.run(
                command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=True
            )
            found.append(_spent(before))
        return min(found)

"""One bilingual page by script: our letters beside Typst, WeasyPrint, fpdf2 and Qt on the same text in the same run.

Each maker is a Python of its own that makes the page `ROUNDS` times: processor time of the fastest half, bytes, peak memory. Peers that
are not installed are left out with a word; `pip install --target FOLDER fpdf2 typst weasyprint` and `PEERS=FOLDER` brings them in.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.letters.hard_sentences import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
SCRIPTS = {
    "my": "NotoSansMyanmar", "km": "NotoSansKhmer", "th": "NotoSansThai", "ar": "NotoNaskhArabic",
    "ur": "NotoNastaliqUrdu", "bn": "NotoSansBengali", "ta": "NotoSansTamil", "zh_Hans": "NotoSansSC-GBK",
}  # fmt: skip
ROUNDS = 8
_FRAME = """
import json, resource, sys, time
texts, font, latin, language, rounds = json.loads(sys.stdin.read())
{make}
times = []
for _ in range(rounds):
    start = time.process_time()
    size = len(page())
    times.append(time.process_time() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([times, size, peak]))
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


def run(_arguments: list[str]) -> int:
    """Measure and print; exit status 1 when a target is missed."""
    print(f"{'script':<9}" + "".join(f"{name:>28}" for name in MAKERS))
    ours_slower = []
    warm: list[float] = []
    for language in SCRIPTS:
        made = {name: _measured(make, language) for name, make in MAKERS.items()}
        cells = [
            f"{one[0]:7.1f} ms {one[1] / 1000:5.1f} kB {one[2]:4d} MB" if one else "not installed"
            for one in made.values()
        ]
        print(f"{language:<9}" + "".join(f"{cell:>28}" for cell in cells), flush=True)
        assert made["ours"] is not None
        warm.append(made["ours"][0])
        ours_slower += [
            f"{language}: {name}"
            for name in ("typst", "weasyprint", "fpdf2")
            if (other := made[name]) and other[0] <= made["ours"][0]
        ]
    median = statistics.median(warm)
    print(f"a warm page of ours: {median:.1f} ms in the median script (target 20)")
    print(f"a batch of 100 pages: {median / 10:.2f} s (target 1.5), by the warm page")
    print(f"cold, the whole command: {_cold():.2f} s of processor time (target 0.35)")
    print(f"not faster than: {', '.join(ours_slower) or 'none of the three'}")
    return 1 if ours_slower or median > 20 else 0


def _measured(make: str, language: str) -> tuple[float, int, int] | None:
    texts = [
        pair
        for two in zip(
            (("en", one) for one in SENTENCES["en"]), ((language, one) for one in SENTENCES[language]), strict=False
        )
        for pair in two
    ]
    font = FONTS / f"{SCRIPTS[language]}-Regular.ttf"
    family = _family(font)
    told = json.dumps(
        [texts[:14], str(font), str(FONTS / "NotoSans-Regular.ttf"), language if make is _OURS else family, ROUNDS]
    )
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PEERS", "")])])
    done = subprocess.run(
        [sys.executable, "-c", _FRAME.replace("{make}", make)], input=told, env={**os.environ, "PYTHONPATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        if "ModuleNotFoundError" not in done.stderr:
            print(done.stderr[-400:])
        return None
    times, size, peak = json.loads(done.stdout.splitlines()[-1])
    return 1000 * statistics.median(sorted(times[1:])[: ROUNDS // 2]), size, peak


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
            after = os.times()
            found.append(after.children_user + after.children_system - before.children_user - before.children_system)
        return min(found)

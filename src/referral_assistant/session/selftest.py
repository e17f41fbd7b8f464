"""Check an installed program where it stands: fonts, shaping, store, catalogues, printing, nothing missing, all right."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from referral_assistant import paths
from referral_assistant.i18n import LANGUAGES, Catalog

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

# One word a language whose shaping shows at once when it is wrong: stacks, reordering, joining.
_WORDS = {
    "en": "School", "my": "စင်္ကာပူ", "th": "น้ำ", "lo": "ນ້ຳ", "km": "ខ្មែរ", "vi": "Tiếng Việt", "id": "Sekolah",
    "ms": "Sekolah", "fil": "Paaralan", "zh_Hans": "学校", "bn": "বিদ্যালয়", "hi": "विद्यालय", "ne": "विद्यालय",
    "ta": "பள்ளி", "si": "ශ්‍රී", "ur": "اسکول", "fa": "مدرسه‌ها", "ps": "ښوونځی", "ar": "المدرسة",
}  # fmt: skip


def run_selftest(session: Session) -> Iterator[tuple[str, str]]:
    """Yield (what was checked, what is wrong or "") for every check. A check that crashes is a check that failed."""
    checks: list[tuple[str, Callable[[Session], str]]] = [
        ("resources are all there", _resources),
        ("the parts of the library agree", _reference_counts),
        ("every language is set in its own script", _scripts),
        ("text comes out of a letter again", _text_out),
        ("catalogues are there and whole", _catalogues),
        ("the directory opens, keeps and finds a record", _store),
        ("the data folder can be written", _folder),
    ]
    for name, check in checks:
        try:
            yield name, check(session)
        except Exception as fault:  # noqa: BLE001 - a self-test reports whatever goes wrong, and goes on
            yield name, f"{type(fault).__name__}: {fault}"


def _resources(session: Session) -> str:
    wanted = ("needs.toml", "interview.toml", "regions", "fonts", "example-directory")
    missing = [name for name in wanted if not (paths.resources() / name).exists()]
    session.needs.by_id, session.questions.by_attribute, session.region.rights  # noqa: B018 - reading them is the check
    return f"missing: {', '.join(missing)}" if missing else ""


def _reference_counts(_session: Session) -> str:
    """PySide6 6.12.0 loses a reference to None at every call that returns nothing, and kills Python 3.11."""
    import importlib.metadata

    version = importlib.metadata.version("PySide6-Essentials")
    return f"PySide6 {version} crashes Python 3.11; 6.11.3 is needed" if version.startswith("6.12.0") else ""


def _scripts(_session: Session) -> str:
    unset = [
        tag for tag in LANGUAGES if not _page_with(_WORDS.get(tag, LANGUAGES[tag].own_name), tag).startswith(b"%PDF-")
    ]
    return f"not set: {', '.join(unset)}" if unset else ""


def _page_with(text: str, tag: str) -> bytes:
    from referral_assistant.letters.blocks import Document, Paper, Paragraph, Text
    from referral_assistant.letters.page import render

    return render(Document("self-test", tag, Paper.A6, (Paragraph(Text(text, tag)),)))


def _text_out(_session: Session) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(_page_with("Clinic ဆေးခန်း", "my"))
    found = document[0].get_textpage().get_text_bounded()
    return "" if "Clinic" in found and "ဆေးခန်း" in found else f"came out as {found!r}"


def _catalogues(_session: Session) -> str:
    empty = [tag for tag in LANGUAGES if tag != "en" and not Catalog.load(tag, "letters").translations.info()]
    return f"English only: {', '.join(empty)}" if empty else ""


def _store(_session: Session) -> str:
    from referral_assistant.directory import Directory

    record = {"id": "00000000-0000-4000-8000-000000000001", "name": "ရွှေကျောင်း", "description": "self-test"}
    with tempfile.TemporaryDirectory() as folder, Directory.open(Path(folder), "self-test") as directory:
        directory.save("organization", record)
        service = {**record, "id": record["id"][:-1] + "2", "organization_id": record["id"], "status": "active"}
        directory.save("service", service)
        return "" if directory.search("ကျောင်း") else "saved, but not found again"


def _folder(session: Session) -> str:
    session.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=session.folder):
        return "" if sys.getfilesystemencoding() == "utf-8" else "file names are not UTF-8 on this system"

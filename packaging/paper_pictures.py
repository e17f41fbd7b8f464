#!/usr/bin/env python3
"""Draw the papers that the README and docs/letters.md show, from the example directory: the very pages, by pdfium."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

SCHOOL = "0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4"
FAMILY = ROOT / "tests/scenarios/expecting-with-schoolboy.toml"
# name, kind, first language, second language
PAPERS = (
    ("letter-en-my", "letter", "en", "my"),
    ("letter-ar-en", "letter", "ar", "en"),
    ("letter-ur-en", "letter", "ur", "en"),
    ("letter-km-th", "letter", "km", "th"),
    ("slip-my-en", "slip-a6", "my", "en"),
    ("plan-ar-en", "plan", "ar", "en"),
    ("rights-th-en", "rights", "th", "en"),
)
_DOTS_AN_INCH = 90


def main(arguments: list[str]) -> int:
    """Write one PNG a paper, its first page, into a folder."""
    import pypdfium2

    from referral_assistant.session import Session

    folder = Path(arguments[0]) if arguments else ROOT / "docs" / "pictures" / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = home
        os.environ.pop("REFERRAL_ASSISTANT_DATA", None)
        with Session.open(example=True) as session:
            visit = session.read_family(FAMILY.read_bytes(), FAMILY.name)
            for name, kind, language, second in PAPERS:
                service = None if kind in {"plan", "rights"} else SCHOOL
                order = session.order(
                    visit, service_id=service, language=language, second=second, kind=kind,
                    share="need,language,role,age,schooling", reference="K7QM-2XNB",
                )  # fmt: skip
                page = pypdfium2.PdfDocument(session.letter(order))[0]
                page.render(scale=_DOTS_AN_INCH / 72, grayscale=True).to_pil().save(
                    folder / f"{name}.png", optimize=True
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`letter` on the command line: as many copies, as soon, as quiet and with as much for the clinic as the window can."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from referral_assistant.cli import main
from referral_assistant.cli.visit import PRIORITIES
from referral_assistant.referral import Priority

SCHOOL = "0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4"
FAMILY = Path(__file__).resolve().parents[1] / "scenarios" / "expecting-with-schoolboy.toml"


def _pages(path: Path, *options: str) -> list[str]:
    family = ["letter", str(FAMILY), "--service", SCHOOL, "--language", "en", "--second", "th"]
    assert main(["--example", *family, *options, "-o", str(path)]) == 0
    with pypdfium2.PdfDocument(path) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def test_priorities_are_those_of_the_letter() -> None:
    assert list(PRIORITIES) == [str(one) for one in Priority]


def test_copies_are_alike_and_the_clinic_s_says_no_need(tmp_path: Path) -> None:
    first, second, clinic = _pages(tmp_path / "letter.pdf", "--copies", "2", "--clinic-copy")
    assert first == second
    assert "Going to school" in first
    assert "Going to school" not in clinic


def test_a_discreet_letter_says_no_need(tmp_path: Path) -> None:
    assert "Going to school" not in "".join(_pages(tmp_path / "quiet.pdf", "--discreet"))


def test_how_soon_to_answer_stands_on_the_letter(tmp_path: Path) -> None:
    options = ((), *(("--priority", one) for one in PRIORITIES))
    unsaid, *said = (_pages(tmp_path / f"{number}.pdf", *some)[0] for number, some in enumerate(options))
    strip = [re.sub("[0-9A-Z]{4}-[0-9A-Z]{4}", "", text) for text in (unsaid, *said)]
    assert len(set(strip[1:])) == 3
    assert strip[0] in strip[1:]


@pytest.mark.parametrize("options", [("--copies", "4"), ("--priority", "someday")])
def test_what_there_is_not_is_wrong_usage(options: tuple[str, str], tmp_path: Path) -> None:
    family = ["letter", str(FAMILY), "--service", SCHOOL, "--language", "en"]
    assert main(["--example", *family, *options, "-o", str(tmp_path / "no.pdf")]) == 2

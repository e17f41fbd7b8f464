"""Translations in the settings: a sheet out, the filled-in sheet back, looked at first, and then it counts at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from referral_assistant.i18n.amendments import read_amendments
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.settings.keeping import Keeping, Part
from referral_assistant.ui.settings.languages import LanguagesPage
from referral_assistant.ui.settings.screen import SettingsScreen
from referral_assistant.ui.visit.languages import LanguagesScreen
from tests.ui.rooms import named, press, show, words


@pytest.fixture
def page(qtbot: QtBot, empty_desk: Desk) -> LanguagesPage:
    screen = SettingsScreen(empty_desk)
    show(qtbot, screen)
    screen.keeping.turn(Part.LANGUAGES)
    assert isinstance(screen.part, LanguagesPage)
    screen.part.reviewing.choose("th")
    return screen.part


@pytest.fixture
def fill(
    qtbot: QtBot, page: LanguagesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, str, str], None]:
    """Write the sheet, fill in one line and read it back."""

    def through(english: str, correction: str, mark: str) -> None:
        path = tmp_path / "th.xlsx"
        monkeypatch.setattr(choose, "save_file", lambda *_: path)
        monkeypatch.setattr(choose, "open_file", lambda *_: path)
        press(page, "write-sheet")
        qtbot.waitUntil(lambda: path.exists() and page.reviewing.busy is None, timeout=20_000)
        assert "what does most harm first" in words(named(page, "review-told"))
        book = load_workbook(path)
        for row in book.worksheets[0].iter_rows(min_row=2):
            if row[2].value == english:
                row[8].value, row[9].value = correction, mark
        book.save(path)
        press(page, "read-sheet")
        qtbot.waitUntil(lambda: page.reviewing.review is not None, timeout=20_000)

    return through


def test_a_correction_is_shown_first_and_counts_when_it_is_accepted(
    qtbot: QtBot, page: LanguagesPage, empty_desk: Desk, fill: Callable[[str, str, str], None]
) -> None:
    fill("Yes", "ใช่ครับ", "")
    assert "1 corrected" in words(named(page, "review-preview"))
    assert "ใช่ครับ" in words(named(page, "review-preview"))
    press(page, "accept-review")
    assert "Say by role" in words(page), "a role is asked for, in place"
    assert read_amendments(empty_desk.session.folder, "th") == {}
    role = named(page, "role")
    assert isinstance(role, QLineEdit)
    role.setText("health interpreter")
    with qtbot.waitSignal(empty_desk.dressed, timeout=10_000):
        press(page, "accept-review")
    assert empty_desk.session.catalog("th").gettext("Yes") == "ใช่ครับ"
    assert read_amendments(empty_desk.session.folder, "th")["Yes"].by == "health interpreter"


def test_what_cannot_be_taken_says_why_and_leaving_it_changes_nothing(
    page: LanguagesPage, empty_desk: Desk, fill: Callable[[str, str, str], None]
) -> None:
    fill("Yes", "<b>ใช่</b>", "x")
    assert "1 cannot be taken" in words(named(page, "review-preview"))
    assert "it holds markup" in words(page)
    page.reviewing.leave()
    assert page.reviewing.review is None
    assert read_amendments(empty_desk.session.folder, "th") == {}


def test_another_file_is_refused_in_place(
    qtbot: QtBot, page: LanguagesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.xlsx").write_bytes(b"no workbook")
    monkeypatch.setattr(choose, "open_file", lambda *_: tmp_path / "other.xlsx")
    press(page, "read-sheet")
    qtbot.waitUntil(lambda: page.reviewing.fault is not None and page.reviewing.busy is None, timeout=10_000)
    assert "is no workbook" in words(named(page, "review-fault"))


def test_a_part_of_a_language_and_borrowed_dates_are_told(page: LanguagesPage) -> None:
    page.reviewing.choose("tet")
    said = words(page)
    assert "the rest is English" in said
    assert "Portuguese" in said
    assert "A draft" in said


def test_drafts_are_marked_where_a_language_is_chosen(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = LanguagesScreen(empty_desk)
    show(qtbot, screen)
    assert named(screen, "reads-my").accessibleName().endswith(", draft")
    assert "% translated" in named(screen, "reads-tet").accessibleName()
    assert "draft" not in named(screen, "reads-en").accessibleName()
    Keeping.of(empty_desk).part = Part.WINDOW
    settings = SettingsScreen(empty_desk)
    show(qtbot, settings)
    assert named(settings, "language-my").accessibleName().endswith(", draft")
    assert empty_desk.place is Place.START

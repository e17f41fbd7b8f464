"""The slip, the list for a session and the clinic's own schedule: what is shown, saved, forgotten and warned about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from referral_assistant import clock
from referral_assistant.session.vaccines import load_schedule
from referral_assistant.ui import choose
from referral_assistant.ui.background import Report
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.letter import paper as printing
from referral_assistant.ui.letter.paper import PrinterChoice
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.vaccines.paper import PaperPage
from referral_assistant.ui.vaccines.state import Room
from tests.letters.papers import words_of
from tests.ui.conftest import Press, settle
from tests.ui.test_access import TARGET, reachable
from tests.ui.test_labels import cut_labels
from tests.ui.vaccines.test_cards import CARD, begin, next_child, type_in, words


def paper(qtbot: QtBot, window: MainWindow) -> PaperPage:
    """Wait until the paper on the screen is made."""
    page = window.findChild(PaperPage)
    assert page is not None
    qtbot.waitUntil(lambda: page.writing.paper is not None and page.pane.preview.pages > 0, timeout=8000)
    settle()
    return page


def test_the_saved_slip_is_the_one_that_is_shown(
    qtbot: QtBot, window: MainWindow, desk: Desk, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(window, desk)
    type_in(window, *CARD)
    press("facts")
    press("fact-hiv")
    press("primary")
    page = paper(qtbot, window)
    assert page.writing.paper is not None
    path = tmp_path / "slip.pdf"
    monkeypatch.setattr(choose, "save_file", lambda *_: path)
    press("save")
    assert path.read_bytes() == page.writing.paper.pdf
    text = words_of(path.read_bytes())
    assert "Ask the vaccinator about" in text
    for secret in ("HIV", "20 Mar 2026", "8 months", "5 May 2026", "child", "Penta"):
        assert secret not in text.replace("for children", ""), secret
    press("back")
    assert window.findChild(PaperPage) is None


def test_the_slip_is_printed_as_often_as_asked(
    qtbot: QtBot, window: MainWindow, desk: Desk, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[int] = []

    def count(_pdf: bytes, printer: QPrinter, _report: Report) -> int:
        printed.append(printer.copyCount())
        return 1

    monkeypatch.setattr(printing, "printers", lambda: [PrinterChoice("one", "In this room", usual=True)])
    monkeypatch.setattr(printing, "print_pdf", count)
    begin(window, desk)
    type_in(window, *CARD)
    press("primary")
    page = paper(qtbot, window)
    press("primary")
    assert page.pane.copies is not None
    page.pane.copies.setCurrentIndex(1)
    press("primary")
    qtbot.waitUntil(lambda: page.writing.printing is None, timeout=5000)
    assert printed == [2]


def test_a_group_is_numbered_and_only_its_totals_can_be_kept(
    qtbot: QtBot, window: MainWindow, desk: Desk, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.go(Place.VACCINES)
    settle()
    press("group")
    type_in(window, *CARD)
    next_child(window)
    type_in(window, "20/9/2022\n", "MMR\n", "21/9/2023\n")
    press("primary")
    page = paper(qtbot, window)
    assert page.writing.paper is not None
    text = words_of(page.writing.paper.pdf)
    assert "Children: 2" in text
    assert "1 · 8 months" in text
    assert "2 · 4 years" in text
    path = tmp_path / "totals.csv"
    monkeypatch.setattr(choose, "save_file", lambda *_: path)
    press("save-totals")
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == "day,antigen,name,ask,vaccinator_decides"
    assert "2026-11-24,hepatitis_b,Hepatitis B,2,0" in lines
    assert not any("2022" in line or "month" in line for line in lines)
    press("end-group")
    assert Room.of(desk).group
    press("forget-group")
    assert not Room.of(desk).group
    assert not desk.visit_holds_words


def poster(window: MainWindow, desk: Desk, press: Press) -> None:
    """Write a small poster down with the keys."""
    desk.go(Place.VACCINES)
    settle()
    press("schedule")
    first = window.findChild(QLineEdit, "age-1")
    assert first is not None
    first.setFocus()
    unit = window.findChild(QLineEdit, "vaccines-1")
    assert unit is not None
    type_in(window, "2\n", "Penta, OPV\n", "9\n", "MMR\n")
    for name, value in (
        ("name", "District poster"),
        ("source", "Ministry of Health"),
        ("version", "2026"),
        ("reviewed_by", "head nurse"),
    ):
        field = window.findChild(QLineEdit, f"poster-{name}")
        assert field is not None
        field.setFocus()
        field.setText(value)


def test_a_clinic_writes_its_own_schedule_down(window: MainWindow, desk: Desk, press: Press) -> None:
    poster(window, desk, press)
    press("primary")
    assert desk.session.settings.vaccine_schedule == "own"
    schedule = load_schedule(desk.session.folder, "own")
    assert [one.id for one in schedule.antigens][:3] == ["hepatitis_b", "polio", "dtp"]
    assert str(schedule.reviewed_by) == "head nurse"
    assert schedule.reviewed_on == clock.today()
    press("primary")
    assert "District poster, version 2026" in words(window)


def test_what_is_missing_or_unknown_is_said_and_nothing_is_written(
    window: MainWindow, desk: Desk, press: Press
) -> None:
    desk.go(Place.VACCINES)
    settle()
    press("schedule")
    first = window.findChild(QLineEdit, "age-1")
    assert first is not None
    first.setFocus()
    type_in(window, "2\n", "Pentaa\n")
    assert "This name is not known: Pentaa. Like it: Penta" in words(window)
    press("primary")
    assert not (desk.session.folder / "vaccines").exists()
    vaccines = window.findChild(QLineEdit, "vaccines-1")
    assert vaccines is not None
    vaccines.setText("Penta")
    press("primary")
    assert "Write what the schedule is called." in words(window)
    assert not (desk.session.folder / "vaccines").exists()


def test_a_schedule_that_nobody_looked_at_for_a_year_warns(
    qtbot: QtBot, window: MainWindow, desk: Desk, press: Press
) -> None:
    poster(window, desk, press)
    press("primary")
    file = desk.session.folder / "vaccines" / "own.toml"
    today = clock.today().isoformat()
    file.write_text(file.read_text("utf-8").replace(f"reviewed_on = {today}", "reviewed_on = 2025-06-01"), "utf-8")
    begin(window, desk)
    type_in(window, "20/3/26\n", "1")
    assert "last reviewed on 1 Jun 2025" in words(window)
    press("primary")
    page = paper(qtbot, window)
    assert page.writing.paper is not None
    assert "last reviewed on 1 Jun 2025" in words_of(page.writing.paper.pdf)


def test_a_broken_schedule_of_the_clinic_is_told_and_the_one_that_ships_is_used(window: MainWindow, desk: Desk) -> None:
    folder = desk.session.folder / "vaccines"
    folder.mkdir()
    (folder / "own.toml").write_text("id = 3", "utf-8")
    desk.session.change_settings(replace(desk.session.settings, vaccine_schedule="own"))
    begin(window, desk)
    assert "own.toml" in words(window)
    assert "WHO routine immunization" in words(window)


@pytest.mark.parametrize("tag", ["en", "ar", "my"])
def test_every_page_can_be_named_hit_and_read(
    qtbot: QtBot, window: MainWindow, desk: Desk, press: Press, tag: str
) -> None:
    desk.speak(tag)
    desk.speak_with_family("my" if tag == "en" else "en")
    window.resize(1024, 600)
    begin(window, desk)
    type_in(window, "20/3/26\n", "1")
    for door in ("primary", "schedule"):
        press(door)
        if door == "primary":
            paper(qtbot, window)
        page = window.frame.stage.page
        assert page is not None
        for widget in reachable(page):
            assert widget.accessibleName().strip(), widget.objectName()
            assert widget.height() >= TARGET, (widget.objectName(), widget.height())
        assert not cut_labels(window)
        QTest.keyClick(page, Qt.Key.Key_Escape)
        settle()

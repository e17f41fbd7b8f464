"""The letter in the window: consent before print, the very bytes, refusals in place, no printer, no paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant.errors import StorageError
from referral_assistant.message import msg
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.letter import paper as printing
from referral_assistant.ui.letter.making import ALL_LETTERS, NO_PAPER, PLAN, RIGHTS
from referral_assistant.ui.letter.paper import PrinterChoice
from referral_assistant.ui.letter.screen import LetterScreen
from referral_assistant.ui.parts.field import Select
from referral_assistant.ui.text import stray_labels
from tests.ui.rooms import named, press, show, with_family, words


def opened(qtbot: QtBot, desk: Desk) -> LetterScreen:
    screen = LetterScreen(desk)
    show(qtbot, screen)
    settle(qtbot, screen)
    return screen


def settle(qtbot: QtBot, screen: LetterScreen) -> None:
    writing = screen.writing

    def there() -> bool:
        drawn = writing.fault is not None or writing.kind == NO_PAPER or screen.pane.preview.is_drawn
        return not writing.busy and drawn

    qtbot.waitUntil(there, timeout=10000)
    qtbot.wait(1)


def choose_kind(qtbot: QtBot, screen: LetterScreen, kind: str) -> None:
    if screen.findChild(QWidget, f"kind-{kind}") is None:
        press(screen, "more-papers")
    press(screen, f"kind-{kind}")
    settle(qtbot, screen)


def last_page(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[len(document) - 1].get_textpage().get_text_range()
    assert isinstance(text, str)
    return text


def ready(screen: LetterScreen, name: str) -> bool:
    button = named(screen, name)
    assert isinstance(button, QAbstractButton)
    return button.isEnabled()


def test_the_true_pages_are_drawn(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    assert screen.writing.paper
    assert screen.writing.paper.pdf.startswith(b"%PDF-")
    (leaf,) = screen.pane.preview.leaves
    assert leaf.picture is not None
    ink = {leaf.picture.pixelColor(x, y).lightness() < 128 for x in range(0, 600, 2) for y in range(0, 400, 2)}
    assert ink == {True, False}
    assert "School enrolment" in leaf.accessibleDescription()


def test_print_and_save_wait_for_the_family(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    assert not ready(screen, "primary")
    assert not ready(screen, "save")
    assert "Tick that the family has agreed, then print or save." in words(screen)
    press(screen, "consent")
    assert ready(screen, "primary")
    assert ready(screen, "save")


@pytest.mark.parametrize("change", ["share-age", "note", "kind"])
def test_whatever_is_told_anew_is_asked_anew(qtbot: QtBot, desk: Desk, change: str) -> None:
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    if change == "note":
        assert screen.choices.note
        screen.choices.note.edit.setPlainText("Please greet them.")  # type: ignore[union-attr]
        screen.choices.note.tell()
    elif change == "kind":
        press(screen, "kind-slip-a6")
    else:
        press(screen, change)
    settle(qtbot, screen)
    assert not screen.consent.isChecked()
    assert not ready(screen, "save")


def test_how_it_looks_needs_no_new_consent(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    press(screen, "large")
    assert not ready(screen, "save")
    settle(qtbot, screen)
    assert screen.consent.isChecked()
    assert ready(screen, "save")


def test_the_copies_for_family_and_service_stand_in_the_file(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    assert screen.pane.preview.pages == 1
    press(screen, "consent")
    copies = named(screen, "copies")
    assert isinstance(copies, Select)
    assert [copies.itemData(row) for row in range(copies.count())] == [1, 2, 3]
    copies.setCurrentIndex(2)
    copies.activated.emit(2)
    settle(qtbot, screen)
    assert screen.pane.preview.pages == 3
    assert screen.consent.isChecked()


def test_the_clinic_keeps_a_copy_only_when_asked_and_then_the_family_is_asked(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    assert not screen.choices.findChild(QWidget, "kept-by-the-clinic")
    press(screen, "consent")
    press(screen, "clinic_copy")
    settle(qtbot, screen)
    assert not screen.consent.isChecked()
    assert "It holds the reference, the service and the week" in words(screen)
    assert screen.writing.paper
    kept = last_page(screen.writing.paper.pdf)
    assert screen.writing.wanted.errands[0].reference in kept
    assert "Burmese" not in kept
    press(screen, "clinic_copy")
    settle(qtbot, screen)
    assert screen.pane.preview.pages == 1
    assert screen.consent.isChecked()


@pytest.mark.parametrize("kind", [PLAN, RIGHTS])
def test_what_goes_to_the_family_only_has_no_copy_for_the_clinic(qtbot: QtBot, desk: Desk, kind: str) -> None:
    screen = opened(qtbot, with_family(desk))
    press(screen, "clinic_copy")
    choose_kind(qtbot, screen, kind)
    assert screen.findChild(QWidget, "clinic_copy") is None
    assert not screen.writing.wanted.clinic_copy


def test_the_reference_stands_still_while_choices_change(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    before = screen.writing.wanted.errands[0].reference
    press(screen, "large")
    assert screen.writing.wanted.errands[0].reference == before
    desk.end_visit()
    with_family(desk)
    assert screen.writing.wanted.errands[0].reference != before


def test_saving_writes_the_very_bytes(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    asked: list[str] = []

    def chosen(_owner: object, _catalog: object, _title: object, name: str) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(choose, "save_file", chosen)
    press(screen, "save")
    assert asked == ["letter.pdf"]
    assert screen.writing.paper
    assert (tmp_path / "letter.pdf").read_bytes() == screen.writing.paper.pdf
    assert "Saved: letter.pdf" in words(screen)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".pdf"] == ["letter.pdf"]


def test_a_disk_that_refuses_is_told_in_place(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    monkeypatch.setattr(choose, "save_file", lambda *_: tmp_path / "nowhere" / "letter.pdf")
    press(screen, "save")
    assert "cannot be written" in words(screen.pane)


def test_a_note_that_gives_the_family_away_is_refused_in_place(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    assert screen.choices.note
    screen.choices.note.edit.setPlainText("They have no visa.")  # type: ignore[union-attr]
    screen.choices.note.tell()
    settle(qtbot, screen)
    assert "gives the family away" in words(screen.choices)
    assert "The note gives the family away" in words(screen.pane)
    assert not ready(screen, "save")
    assert screen.writing.paper is None
    screen.choices.note.edit.setPlainText("Prefers the morning.")  # type: ignore[union-attr]
    screen.choices.note.tell()
    settle(qtbot, screen)
    assert "Nothing in it gives the family away." in words(screen.choices)
    assert screen.writing.paper


def test_a_letter_that_no_font_has_is_refused_by_name(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    assert screen.choices.note
    screen.choices.note.edit.setPlainText("Bring \U00012000 along")  # type: ignore[union-attr]
    screen.choices.note.tell()
    settle(qtbot, screen)
    assert screen.writing.fault
    assert "12000" in words(screen.pane).upper() or "\U00012000" in words(screen.pane)
    assert not ready(screen, "primary")


def test_no_printer_is_said_before_any_question(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printers", list)
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    screen.print_paper()
    assert "This computer has no printer." in words(screen.pane)
    monkeypatch.setattr(choose, "save_file", lambda *_: tmp_path / "letter.pdf")
    press(screen, "save-instead")
    assert (tmp_path / "letter.pdf").is_file()


def test_printing_sends_every_page_to_the_chosen_printer(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from referral_assistant.ui.letter.pages import page_sizes

    def to_file(_name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "spool.pdf"))
        printer.setResolution(150)
        return printing.prepared(printer)

    monkeypatch.setattr(printing, "printers", lambda: [PrinterChoice("one", "In this room", usual=True)])
    monkeypatch.setattr(printing, "printer_named", to_file)
    screen = opened(qtbot, with_family(desk))
    choose_kind(qtbot, screen, ALL_LETTERS)
    press(screen, "consent")
    press(screen, "primary")
    assert "Which printer?" in words(screen.pane)
    screen.go_back()
    assert screen.pane.printer is None
    press(screen, "primary")
    press(screen, "primary")
    qtbot.waitUntil(lambda: screen.writing.printing is None, timeout=10000)
    assert "2 pages were sent to the printer." in words(screen.pane)
    assert screen.writing.paper
    printed, shown = page_sizes((tmp_path / "spool.pdf").read_bytes()), page_sizes(screen.writing.paper.pdf)
    assert [(round(one.width, -1), round(one.height, -1)) for one in printed] == [
        (round(one.width, -1), round(one.height, -1)) for one in shown
    ]


def test_a_printer_that_does_not_answer_is_told(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def jammed(*_: object) -> int:
        raise StorageError(msg("The printer {name} did not take the letter.", name="one"))

    monkeypatch.setattr(printing, "printers", lambda: [PrinterChoice("one", "In this room", usual=True)])
    monkeypatch.setattr(printing, "print_pdf", jammed)
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    press(screen, "primary")
    press(screen, "primary")
    qtbot.waitUntil(lambda: screen.writing.printing is None, timeout=5000)
    assert "The printer one did not take the letter." in words(screen.pane)
    assert ready(screen, "primary")


def test_the_job_says_nothing_and_is_one_sided() -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = printing.prepared(QPrinter(QPrinter.PrinterMode.HighResolution))
    assert printer.docName() == "Document"
    assert printer.duplex() is QPrinter.DuplexMode.DuplexNone
    assert printer.fullPage()
    assert printer.resolution() <= 600


def test_all_letters_are_one_for_each_need(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    choose_kind(qtbot, screen, ALL_LETTERS)
    assert [errand.need for errand in screen.writing.wanted.errands] == ["education.enrolment", "vaccines.routine"]
    assert len({errand.reference for errand in screen.writing.wanted.errands}) == 2
    assert screen.pane.preview.pages == 2


def test_a_rights_card_tells_nothing_and_needs_no_consent(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    choose_kind(qtbot, screen, RIGHTS)
    assert not screen.consent.isVisibleTo(screen)
    assert ready(screen, "save")


def test_no_paper_shows_the_number_and_prints_nothing(qtbot: QtBot, desk: Desk) -> None:
    with_family(desk, "protection.violence", service=None)
    shelter = next(one for one in desk.session.services if one.confidential and one.phones)
    desk.change(replace(desk.sitting, service_id=shelter.id, need_of_service="protection.violence"))
    screen = opened(qtbot, desk)
    assert named(screen, f"kind-{NO_PAPER}").isVisibleTo(screen), "offered first where paper is a danger"
    choose_kind(qtbot, screen, NO_PAPER)
    said = words(screen.pane)
    assert shelter.phones[0] in said
    assert shelter.name not in said
    assert screen.writing.paper is None
    assert screen.findChild(QWidget, "save") is None
    with qtbot.waitSignal(desk.blanked, timeout=1000):
        press(screen, "primary")


def test_without_a_chosen_place_the_plan_is_made(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk, service=None))
    assert screen.writing.kind == PLAN
    assert screen.writing.paper


def test_the_service_reads_its_own_language_first_and_the_family_its_own(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    assert (screen.writing.wanted.language, screen.writing.wanted.second) == ("th", "my")
    choose_kind(qtbot, screen, "slip-a6")
    assert (screen.writing.wanted.language, screen.writing.wanted.second) == ("my", "th")


def test_zoom_by_key(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    before = screen.pane.preview.scale
    with qtbot.waitActive(screen):
        screen.activateWindow()
    screen.pane.preview.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(screen.pane.preview, Qt.Key.Key_Plus, control)
    assert screen.pane.preview.scale > before
    QTest.keyClick(screen.pane.preview, Qt.Key.Key_Minus, control)
    QTest.keyClick(screen.pane.preview, Qt.Key.Key_0, control)
    assert screen.pane.preview.is_wide
    settle(qtbot, screen)


def test_the_end_of_the_visit_forgets_the_paper(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    press(screen, "consent")
    desk.end_visit()
    assert screen.writing.paper is None
    assert not screen.writing.agreed
    assert desk.place is Place.START


def test_everything_is_plain_text_and_named(qtbot: QtBot, desk: Desk) -> None:
    screen = opened(qtbot, with_family(desk))
    assert not stray_labels(screen)
    for part in screen.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            assert part.accessibleName(), part.objectName() or type(part).__name__

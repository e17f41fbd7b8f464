"""Directory, letter and settings in every dress: nothing is cut, everything has a name and can be hit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from referral_assistant import paths
from referral_assistant.session import Session
from referral_assistant.session.evidence import Answer
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.found import Tile
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page, Room
from referral_assistant.ui.letter.screen import LetterScreen
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.parts.field import Select
from referral_assistant.ui.settings.keeping import Keeping, Part
from tests.ui.conftest import settle
from tests.ui.rooms import SCHOOL
from tests.ui.test_access import TARGET, reachable
from tests.ui.test_labels import SIZES, cut_labels
from tests.ui.walk import make_longer, seat_a_family


def until(condition: Callable[[], bool]) -> None:
    """Wait for what works beside the window."""
    for _ in range(1000):
        QCoreApplication.processEvents()
        if condition():
            settle()
            return
        QTest.qWait(10)
    raise AssertionError("it never came")


def rooms(window: MainWindow, desk: Desk) -> Iterator[str]:
    """Go to every page of the three rooms."""
    yield from _directory(window, desk)
    yield from _letter(window, desk)
    desk.go(Place.SETTINGS)
    for part in Part:
        Keeping.of(desk).turn(part)
        settle()
        yield f"settings {part.value}"


def _directory(window: MainWindow, desk: Desk) -> Iterator[str]:
    room = Room.of(desk)
    desk.go(Place.DIRECTORY)
    until(lambda: not room.searching and room.selected is not None)
    yield "directory"
    room.look_at(SCHOOL)
    room.answer = Answer.ASKS
    room.edited.emit()
    until(lambda: not room.searching)
    yield "how do you know"
    room.turn(Page.HISTORY)
    screen = window.frame.stage.page
    assert isinstance(screen, DirectoryScreen)
    until(lambda: any(one.objectName().startswith("undo-") for one in screen.findChildren(QWidget)))
    yield "history"
    other = screen.findChild(QAbstractButton, "other-history")
    assert other is not None
    other.click()
    until(lambda: not any(one.objectName().startswith("restore-") for one in screen.findChildren(QWidget)))
    yield "history of the directory"
    room.turn(Page.DUPLICATES)
    until(lambda: screen.findChild(QWidget, "progress") is None)
    yield "duplicates"
    yield from _calls(room)
    yield from _quality(room)
    room.turn(Page.EXPORT)
    settle()
    yield "export"
    room.turn(Page.IMPORT)
    settle()
    yield "import"
    room.prepare(paths.resources() / "example-directory")
    until(lambda: room.job is None)
    yield "preview"
    yield from _import_of_a_list(window, room, desk.session.folder / "list.csv")


def _import_of_a_list(window: MainWindow, room: Room, path: Path) -> Iterator[str]:
    """Go through the pages of a table that nobody has seen before, every part of its preview included."""
    rows = [f"Ca{chr(195)}{chr(169)} {n},02-123-456{n},Mon to Fri,ring twice" for n in range(9)]
    path.write_text("\n".join(["Where,Call us,Open,Remarks", *rows]), "utf-8")
    room.turn(Page.IMPORT)
    room.prepare(path)
    until(lambda: room.job is None)
    yield "columns without a name"
    select = window.findChild(Select, "column-0")
    assert select is not None
    select.setCurrentIndex(1)
    settle()
    yield "columns"
    room.read_by_columns()
    until(lambda: room.job is None)
    for part in ("new", "broken"):
        tile = window.findChild(Tile, f"part-{part}")
        assert tile is not None
        tile.click()
        settle()
        yield f"preview, {part}"
    room.leave_import()


def _quality(room: Room) -> Iterator[str]:
    """Go through what the check finds, kind by kind, and the health over time."""
    room.turn(Page.QUALITY)
    until(lambda: room.quality.found is not None and room.quality.job is None)
    for kind in room.quality.counts():
        room.quality.kind = kind
        room.quality.changed.emit()
        settle()
        yield f"check {kind}"
    room.turn(Page.HEALTH)
    until(lambda: room.quality.months is not None and room.quality.measuring is None)
    yield "health"


def _calls(room: Room) -> Iterator[str]:
    """Go through a round of calls."""
    calling = room.calling
    room.turn(Page.VERIFY)
    settle()
    yield "calls to make"
    calling.count = 5
    calling.begin()
    until(lambda: calling.round is not None and not calling.beginning)
    calling.press(0)
    settle()
    yield "a call"
    calling.press(3)
    settle()
    yield "papers"
    calling.leave_papers()
    calling.type_in("9 9")
    settle()
    yield "no row of the sheet"
    room.turn(Page.CALL_SHEET)
    settle()
    yield "call sheet"
    calling.put_away()


def _letter(window: MainWindow, desk: Desk) -> Iterator[str]:
    desk.sitting = replace(desk.sitting, service_id=SCHOOL, need_of_service="education.enrolment")
    for kind in ("letter", "none", "rights"):
        desk.sitting = replace(desk.sitting, letter=replace(desk.sitting.letter, kind=kind))
        desk.go(Place.LETTER)
        screen = window.frame.stage.page
        assert isinstance(screen, LetterScreen)
        screen.writing.make()
        until(lambda screen=screen: not screen.writing.busy)  # type: ignore[misc]
        yield f"letter {kind}"


@pytest.mark.parametrize(
    ("size", "tag", "family"),
    [("wide", "ar", "en"), ("wide", "longer", "km"), ("small", "my", "ar"), ("small", "longer", "my")],
)
def test_nothing_is_cut(
    window: MainWindow, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch, size: str, tag: str, family: str
) -> None:
    tag = make_longer(session, monkeypatch) if tag == "longer" else tag
    window.resize(*SIZES[size])
    seat_a_family(desk, family)
    desk.speak(tag)
    wrong = {page: found for page in rooms(window, desk) if (found := cut_labels(window))}
    assert not wrong


def test_nothing_is_cut_in_large_text(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    desk.dress(large=True, dark=True)
    wrong = {page: found for page in rooms(window, desk) if (found := cut_labels(window))}
    assert not wrong


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_a_name_and_can_be_hit(window: MainWindow, desk: Desk, size: str) -> None:
    window.resize(*SIZES[size])
    seat_a_family(desk, "my")
    for page in rooms(window, desk):
        for widget in reachable(window):
            assert widget.accessibleName().strip(), (page, widget)
            smallest = min(widget.width(), widget.height())
            assert smallest >= TARGET, (page, widget.accessibleName(), widget.size().toTuple())

"""The parts in the editor's page: what is wrong is opened, the badge hears the whole record, a place is pasted from a map."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant.disclosure import Safety
from referral_assistant.session import adding, editing
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.edit.disclosure_form import DisclosurePart
from referral_assistant.ui.directory.edit.page import EditPage
from referral_assistant.ui.directory.edit.week_grid import WeekPart
from tests.ui.conftest import settle
from tests.ui.directory.test_editor import edited, page_of, save, text_in, write
from tests.ui.rooms import SCHOOL, named, press, words


def typed(page: EditPage, name: str, text: str) -> None:
    line = named(page, name)
    assert isinstance(line, QLineEdit)
    line.setText(text)
    page.tell()
    settle()


def test_what_keeps_it_from_being_saved_is_opened_with_the_focus_on_it(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    door = page.findChild(DisclosurePart)
    assert isinstance(door, DisclosurePart)
    count = len(door.rows)
    press(page, "door-add")
    press(page, f"door-{count}-fact-asks_status")
    press(page, f"door-{count}-value-no")
    press(page, f"door-{count}-done")
    screen.primary()
    settle()
    assert not page.editor.reviewing
    assert door.opened == count
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == f"door-{count}-evidence-law"
    assert "Say how you know." in words(page)


def test_hours_numbers_and_door_are_saved_as_one_edit(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    before = len(desk.session.history(SCHOOL))
    typed(page, "hours-SA", "8-12 13-15")
    press(page, "phone-0-change")
    settle()
    typed(page, "phone-0-description", "Head teacher")
    save(screen)
    record = desk.session.show(SCHOOL)
    assert [one["byday"] for one in record["schedules"]] == ["MO,TU,WE,TH,FR", "SA", "SA"]
    assert record["phones"][0]["description"] == "Head teacher"
    assert len(desk.session.history(SCHOOL)) == before + 1


def test_half_typed_hours_wait_in_the_draft(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    typed(page, "hours-SU", "8-")
    screen.primary()
    settle()
    assert not page.editor.reviewing
    week = page.findChild(WeekPart)
    assert isinstance(week, WeekPart)
    assert any(line.typed == "8-" for line in week.rows)
    typed(page, "hours-SU", "")
    assert not page.editor.draft.is_changed


def test_the_badge_hears_what_the_record_says_elsewhere(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    door = page.findChild(DisclosurePart)
    assert isinstance(door, DisclosurePart)
    door.take([row.but(evidence="website") for row in door.rows if row.fact == "asks_status"])
    assert door.judged().safety is Safety.NOT_ASKED
    write(page, "how_to_enter", "Bring your residence permit.")
    settle()
    assert door.badge.accessibleName() == "Not confirmed: call first"


def test_where_a_place_is_can_be_pasted_from_a_map(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    (place,) = page.editor.draft.of_kind("location")
    write(page, "coordinates", "98.5716, 16.7133", place.id)
    settle()
    assert "Did you mean 16.7133, 98.5716?" in words(page)
    assert editing.wrongs(page.editor.draft)
    write(page, "coordinates", "https://www.google.com/maps/@16.7133,98.5716,17z", place.id)
    save(screen)
    held = desk.session.show(place.id)
    assert (held["latitude"], held["longitude"]) == (16.7133, 98.5716)


@pytest.mark.parametrize("kind", ["organization", "location"])
def test_what_stands_beside_a_service_opens_its_own_page_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, kind: str
) -> None:
    screen, page = edited(qtbot, desk)
    beside = page.editor.draft.of_kind(kind)[0].id
    write(page, "summary", "In the yellow house.")
    press(page, f"own-{beside[:8]}")
    own = page_of(screen)
    assert own.editor.draft.subject.id == beside
    assert named(own, f"section-{kind}").isVisibleTo(own)
    screen.room.edit(SCHOOL)
    assert text_in(page_of(screen), "summary") == "In the yellow house."


def test_a_secret_address_and_a_new_place_offer_no_page_of_their_own(qtbot: QtBot, desk: Desk) -> None:
    shelter = next(one for one in desk.session.services if one.confidential)
    _, page = edited(qtbot, desk, shelter.id)
    hidden = page.editor.draft.of_kind("location")[0].id
    assert page.findChild(QWidget, f"own-{hidden[:8]}") is None
    press(page, f"show-{hidden[:8]}")
    assert page.findChild(QWidget, f"own-{hidden[:8]}") is not None
    page.editor.change(adding.add_place(page.editor.draft, "Beside the bridge", "TH"))
    new = page.editor.draft.of_kind("location")[-1]
    assert new.base is None
    assert page.findChild(QWidget, f"own-{new.id[:8]}") is None

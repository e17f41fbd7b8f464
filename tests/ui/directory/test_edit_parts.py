"""The parts of the editor: rows in, changed rows out, by keys alone; what is wrong is said where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant.directory.sheet_rows import DoorRow
from referral_assistant.disclosure import Safety
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.edit import disclosure_form
from referral_assistant.ui.directory.edit.disclosure_form import DisclosurePart
from referral_assistant.ui.directory.edit.part import Part
from referral_assistant.ui.parts.written import Field
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.text import stray_labels
from tests.ui.conftest import settle
from tests.ui.rooms import SCHOOL, named, press, show, words
from tests.ui.test_labels import cut_labels

Make = Callable[[Screen, Desk], Part]
TODAY = date.today()


def door(page: Screen, desk: Desk) -> DisclosurePart:
    record = desk.session.show(SCHOOL)
    return DisclosurePart(page, disclosure_form.rows_from(record), record)


def shown(qtbot: QtBot, desk: Desk, make: Make, width: int = 640) -> Any:
    page = Screen(desk)
    part = make(page, desk)
    page.body.addWidget(part)
    page.body.addStretch(1)
    show(qtbot, page, (width, 900))
    return part


def heard(part: Part) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    part.changed.connect(found.append)
    return found


def write(part: Part, name: str, text: str) -> Field:
    edit = named(part, name)
    assert isinstance(edit, QLineEdit)
    edit.setText(text)
    part.tell()
    field = edit.parent()
    assert isinstance(field, Field)
    return field


def read(part: Part) -> str:
    settle()
    return words(part)


# What holds for every part

PARTS: dict[str, Make] = {"door": door}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("tag", ["en", "ar", "my", "ur"])
@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_cut_with_any_row_open(qtbot: QtBot, desk: Desk, name: str, tag: str, large: bool) -> None:
    desk.catalog = desk.session.catalog(tag)
    desk.dress(large=large)
    part = shown(qtbot, desk, PARTS[name])
    for position in (None, *range(len(part.rows))):
        part.open_row(position)
        settle()
        assert not cut_labels(part.page), cut_labels(part.page)
        assert not stray_labels(part)


@pytest.mark.parametrize("name", PARTS)
def test_everything_that_takes_the_focus_has_a_name_and_is_large_enough(qtbot: QtBot, desk: Desk, name: str) -> None:
    part = shown(qtbot, desk, PARTS[name])
    part.add_blank()
    settle()
    names = []
    for one in part.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            assert one.accessibleName(), one.objectName()
            assert one.objectName(), one.accessibleName()
            assert one.height() >= 44, one.objectName()
            names.append(one.objectName())
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", PARTS)
def test_rows_can_be_shown_again_after_an_undo(qtbot: QtBot, desk: Desk, name: str) -> None:
    part = shown(qtbot, desk, PARTS[name])
    before, told = part.rows, heard(part)
    part.add_blank()
    assert told == [part.rows]
    part.show_rows(before)
    assert part.rows == before
    assert len(told) == 1


# At the door


def test_the_badge_follows_the_judge_at_once(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, lambda page, _: DisclosurePart(page, ()))
    assert "Not confirmed: call first" in read(part)
    told = heard(part)
    press(part, "door-add")
    press(part, "door-0-fact-asks_status")
    press(part, "door-0-value-no")
    assert part.judged().safety is Safety.UNCONFIRMED
    press(part, "door-0-evidence-phone_call")
    write(part, "door-0-source", "Reception desk")
    assert part.judged().safety is Safety.NOT_ASKED
    assert part.badge.accessibleName() == "Not asked about status"
    press(part, "door-0-value-yes")
    assert part.badge.accessibleName() == "Asks about status"
    assert told[-1] == (DoorRow("asks_status", "yes", "phone_call", "Reception desk", TODAY.isoformat()),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"source": ""}, "Say who said so. Without it, the row makes nothing safer."),
        ({"checked_on": ""}, "Say on which day. Without it, the row makes nothing safer."),
        ({"checked_on": (TODAY + timedelta(days=2)).isoformat()}, "This day is still to come."),
        ({"checked_on": "soon"}, "Write the day as year, month, day"),
    ],
)
def test_no_row_makes_a_service_safer_without_its_evidence(
    qtbot: QtBot, desk: Desk, change: dict[str, Any], said: str
) -> None:
    good = DoorRow("asks_status", "no", "visit", "Reception", TODAY.isoformat())
    part = shown(qtbot, desk, lambda page, _: DisclosurePart(page, (good,)))
    assert part.judged().safety is Safety.NOT_ASKED
    part.show_rows((replace(good, **change),))
    assert part.judged().safety is Safety.UNCONFIRMED
    assert said in read(part)
    part.open_row(0)
    assert said in read(part)


def test_the_duties_and_the_words_of_the_record_count_too(qtbot: QtBot, desk: Desk) -> None:
    row = DoorRow("asks_status", "no", "website", "Its page", TODAY.isoformat())
    record = dict(desk.session.show(SCHOOL))
    part = shown(qtbot, desk, lambda page, _: DisclosurePart(page, (row,), record))
    assert part.judged().safety is Safety.NOT_ASKED
    record["application_process"] = "Bring your residence permit."
    part.refresh()
    assert part.judged().safety is Safety.UNCONFIRMED
    work = next(one for one in desk.session.services if one.name.startswith("Town work office"))
    part.record = desk.session.show(work.id)
    assert part.judged().duty is not None


def test_a_paper_can_be_asked_of_some_only(qtbot: QtBot, desk: Desk) -> None:
    row = DoorRow("asks_paper", "photo_id", "visit", "Reception", TODAY.isoformat())
    part = shown(qtbot, desk, lambda page, _: DisclosurePart(page, (row,)))
    part.open_row(0)
    press(part, "door-0-whom-some")
    write(part, "door-0-value", "၁၅")
    assert part.rows[0].only_if == "age_years between 15.."
    write(part, "door-0-to", "17")
    assert part.rows[0].only_if == "age_years between 15..17"
    assert not part.faults(part.rows[0])
    press(part, "door-0-done")
    assert "For people aged 15 to 17 years" in read(part)
    part.open_row(0)
    press(part, "door-0-whom-everyone")
    assert part.rows[0].only_if == ""


def test_a_day_is_written_out_as_it_was_read(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, lambda page, _: DisclosurePart(page, (DoorRow("asks_status", "no", "visit", "R"),)))
    part.open_row(0)
    field = write(part, "door-0-checked_on", "23.11.2025")
    assert part.rows[0].checked_on == "2025-11-23"
    assert field.text() == "2025-11-23"
    press(part, "door-0-checked_on-today")
    assert part.rows[0].checked_on == TODAY.isoformat()


def test_the_keys_alone_do_it(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, lambda page, _: DisclosurePart(page, ()))
    named(part, "door-add").setFocus()
    QTest.keyClick(named(part, "door-add"), Qt.Key.Key_Space)
    for name in ("door-0-fact-asks_status", "door-0-value-yes", "door-0-evidence-visit"):
        settle()
        button = named(part, name)
        for _ in range(20):
            if part.window().focusWidget() is button:
                break
            QTest.keyClick(part.window().focusWidget() or part, Qt.Key.Key_Tab)
        assert part.window().focusWidget() is button, name
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert part.rows[0].evidence == "visit"
    assert part.judged().safety is Safety.ASKS


def test_taking_a_row_out_puts_the_focus_on_the_next(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, door)
    count = len(part.rows)
    assert count >= 2
    part.open_row(0)
    press(part, "door-0-remove")
    assert len(part.rows) == count - 1
    assert part.window().focusWidget().objectName() == "door-0-change"

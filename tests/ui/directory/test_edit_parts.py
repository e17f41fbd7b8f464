"""The parts of the editor: rows in, changed rows out, by keys alone; what is wrong is said where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant.directory.hours import Every, week_of
from referral_assistant.directory.sheet_rows import CriterionRow, DoorRow
from referral_assistant.disclosure import Safety
from referral_assistant.message import msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.directory.edit import disclosure_form, phones_form, week_grid
from referral_assistant.ui.directory.edit.conditions_form import ConditionsPart
from referral_assistant.ui.directory.edit.disclosure_form import DisclosurePart
from referral_assistant.ui.directory.edit.part import Part
from referral_assistant.ui.directory.edit.phones_form import PhonesPart
from referral_assistant.ui.directory.edit.week_grid import WeekPart
from referral_assistant.ui.parts.field import Select
from referral_assistant.ui.parts.written import Field
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.text import stray_labels
from tests.conftest import TODAY
from tests.ui.conftest import settle
from tests.ui.rooms import SCHOOL, named, press, show, words
from tests.ui.test_labels import cut_labels

Make = Callable[[Screen, Desk], Part]


def door(page: Screen, desk: Desk) -> DisclosurePart:
    record = desk.session.show(SCHOOL)
    return DisclosurePart(page, disclosure_form.rows_from(record), record)


def criteria(page: Screen, desk: Desk) -> ConditionsPart:
    evidence: dict[str, Any] = {"source": "Leaflet", "checked_on": "2026-10-01"}
    return ConditionsPart(
        page,
        (
            CriterionRow("1", "person", "age_years", "between", "6..14", "require", "From six to fourteen", **evidence),
            CriterionRow(
                "1", "household", "area", "one_of", "Mae Lin|Over the hill", **evidence, valid_to="2027-01-01"
            ),
            CriterionRow("2", "any_person", "sex", "is", "female", "exclude", **evidence),
            CriterionRow("2", "household", "receives", "is", "food_aid", **evidence),
            CriterionRow("3", "household", "language", "one_of", "my|ksw", **evidence),
        ),
    )


def hours(page: Screen, _: Desk) -> WeekPart:
    schedules = (
        {"id": "1", "freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "08:00:00", "closes_at": "12:00:00"},
        {"id": "2", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "13:00:00", "closes_at": "16:30:00"},
        {"id": "3", "freq": "MONTHLY", "byday": "2TU,4TU", "opens_at": "17:00:00", "closes_at": "19:00:00"},
        {"id": "4", "freq": "WEEKLY", "bymonthday": "1,15", "opens_at": "09:00:00", "closes_at": "10:00:00"},
        {"id": "5", "valid_from": "2027-04-13", "valid_to": "2027-04-15", "description": "Closed: Songkran"},
    )
    return WeekPart(page, week_grid.rows_from({"id": SCHOOL, "schedules": schedules}))


def phones(page: Screen, _: Desk) -> PhonesPart:
    found = (
        {"id": "1", "number": "555-0110", "languages": [{"id": "l", "code": "my", "note": "mornings"}]},
        {
            "id": "2",
            "number": "1300",
            "extension": 7,
            "x_extension": "07",
            "type": "hotline",
            "description": "Night desk",
        },
    )
    return PhonesPart(page, phones_form.rows_from({"id": SCHOOL, "phones": found}))


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


def choose(part: Part, name: str, value: str) -> None:
    select = named(part, name)
    assert isinstance(select, Select)
    select.setCurrentIndex(select.findData(value))
    select.activated.emit(select.currentIndex())


def read(part: Part) -> str:
    settle()
    return words(part)


# What holds for every part

PARTS: dict[str, Make] = {"door": door, "who": criteria, "hours": hours, "phone": phones}


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


# For whom


def test_the_whole_is_said_as_one_plain_sentence(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, criteria)
    assert (
        "Who fits: For people aged 6 to 14 years, and: For people who stay in Mae Lin or Over the hill, or else: "
        in read(part)
    )
    assert part.who == "some"


def test_nothing_written_is_never_open_to_all(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, lambda page, _: ConditionsPart(page, ()))
    assert part.who == "unknown"
    assert "never taken as open to everyone" in read(part)
    told = heard(part)
    press(part, "who-0-answer-everyone")
    (row,) = told[-1]
    assert (row.scope, row.attribute, row.operator, row.value) == ("household", "open_to_all", "is", "yes")
    assert "Say who said so, or where it stands." in read(part)
    press(part, "who-0-answer-unknown")
    assert not told[-1]
    press(part, "who-0-answer-everyone")
    assert told[-1] == (row,)


def test_rows_that_were_set_aside_come_back(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, criteria)
    before = part.rows
    press(part, "who-0-answer-everyone")
    assert part.who == "everyone"
    press(part, "who-0-answer-some")
    assert part.rows == before


def test_a_criterion_is_written_from_the_vocabulary(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, lambda page, _: ConditionsPart(page, ()))
    press(part, "who-0-answer-some")
    choose(part, "who-0-attribute", "age_years")
    assert not part.rows[0].value
    write(part, "who-0-value", "٦")
    field = write(part, "who-0-to", "three")
    assert "Write two numbers, the lower one first." in read(part)
    write(part, "who-0-to", "14")
    assert field is not None
    assert "Write two numbers" not in read(part)
    write(part, "who-0-source", "The school's leaflet")
    press(part, "who-0-scope-any_person")
    row = part.rows[0]
    assert (row.scope, row.operator, row.value) == ("any_person", "between", "6..14")
    assert not part.faults(row)
    choose(part, "who-0-attribute", "sex")
    assert part.rows[0].scope == "any_person"
    press(part, "who-0-value-female")
    press(part, "who-0-value-other")
    assert (part.rows[0].operator, part.rows[0].value) == ("one_of", "female|other")
    choose(part, "who-0-attribute", "area")
    assert part.rows[0].scope == "household"
    write(part, "who-0-others", "The ridge၊ Camp 2")
    assert part.rows[0].value == "The ridge|Camp 2"


def test_groups_grow_by_and_also_and_or_else(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, criteria)
    press(part, "who-and-1")
    assert part.rows[-1].group == "2"
    press(part, "who-add")
    assert part.rows[-1].group == "4"


def test_a_criterion_of_a_kind_that_cannot_be_offered_stays(qtbot: QtBot, desk: Desk) -> None:
    odd = CriterionRow("1", "person", "age_years", "is_not", "5", "exclude", source="Leaflet")
    closed = CriterionRow("1", "household", "open_to_all", "is", "no", source="Leaflet")
    part = shown(qtbot, desk, lambda page, _: ConditionsPart(page, (odd, closed)))
    told = heard(part)
    for position in (0, 1, None):
        part.open_row(position)
        part.tell()
    assert part.rows == (odd, closed)
    assert told == []
    assert part.who == "some"


# When


def test_the_week_shows_what_is_recorded_and_takes_what_is_typed(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, hours)
    assert week_of(part.rows)["MO"] == "08:00–12:00, 13:00–16:30"
    told = heard(part)
    named(part, "hours-SU").setFocus()
    field = write(part, "hours-SA", "8-12 13-17")
    assert week_of(told[-1])["SA"] == "08:00–12:00, 13:00–17:00"
    assert field.text() == "08:00–12:00, 13:00–17:00"
    assert len(told[-1]) == 6
    written = week_grid.written({"id": SCHOOL}, told[-1])["schedules"]
    assert [one["byday"] for one in written if "byday" in one] == ["MO,TU,WE,SA", "MO,TU", "2TU,4TU", "SA"]


def test_hours_that_cannot_be_read_are_asked_about_and_nothing_else_moves(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, hours)
    before = part.rows
    write(part, "hours-TU", "8-5")
    assert "Did you mean 08:00–17:00?" in read(part)
    write(part, "hours-TU", "08:00-12:00, 13:00-16:30")
    assert "Did you mean" not in read(part)
    assert part.rows == before


def test_the_hours_of_a_day_are_copied_to_others(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, hours)
    press(part, "hours-MO-copy")
    press(part, "hours-MO-copy-working")
    week = week_of(part.rows)
    assert {week[day] for day in ("MO", "TU", "WE", "TH", "FR")} == {"08:00–12:00, 13:00–16:30"}
    assert week["SA"] == ""
    press(part, "hours-MO-copy-SU")
    assert week_of(part.rows)["SU"] == "08:00–12:00, 13:00–16:30"


def test_what_the_week_cannot_say_is_said_in_words_and_kept(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, hours)
    said = read(part)
    for words_of_it in (
        "Second Tue of the month",
        "Fourth Tue of the month",
        "days of the month: 1, 15",
        "Closed: Songkran",
    ):
        assert words_of_it in said
    write(part, "hours-FR", "9-10")
    kept = [line.kept for line in part.rows if line.every is Every.AS_IT_IS]
    assert kept == [
        {"id": "4", "freq": "WEEKLY", "bymonthday": "1,15", "opens_at": "09:00:00", "closes_at": "10:00:00"}
    ]


def test_the_first_monday_and_every_second_friday_can_be_written(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, lambda page, _: WeekPart(page, ()))
    press(part, "hours-add")
    write(part, "hours-0-hours", "9-11")
    assert not part.faults(part.rows[0])
    press(part, "hours-0-ordinals-1")
    assert part.rows[0].ordinals == ("1",)
    press(part, "hours-0-every-fortnight")
    press(part, "hours-0-days-FR")
    press(part, "hours-0-days-MO")
    assert "so that the weeks can be counted" in read(part)
    write(part, "hours-0-start", "27.11.2026")
    assert not part.faults(part.rows[0])
    (schedule,) = week_grid.written({"id": SCHOOL}, part.rows)["schedules"]
    assert (schedule["byday"], schedule["interval"], schedule["dtstart"]) == ("FR", 2, "2026-11-27")
    write(part, "hours-0-hours", "9-11, 14-16")
    assert len(part.rows) == 2


def test_a_holiday_has_its_days(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, lambda page, _: WeekPart(page, ()))
    press(part, "hours-add-closed")
    assert "Say from which day it is closed." in read(part)
    write(part, "hours-0-valid_from", "13 Apr 2027")
    assert "it stays closed until you take this out" in read(part)
    write(part, "hours-0-valid_to", "2027-04-12")
    assert "The last day is before the first." in read(part)
    write(part, "hours-0-valid_to", "2027-04-15")
    assert not part.faults(part.rows[0])
    (schedule,) = week_grid.written({"id": SCHOOL}, part.rows)["schedules"]
    assert schedule["attributes"][0]["value"] == "yes"
    (line,) = week_grid.rows_from({"schedules": [schedule]})
    assert line.every is Every.CLOSED


def test_an_open_form_stays_open_while_the_week_changes(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, hours)
    part.open_row(2)
    write(part, "hours-MO", "")
    write(part, "hours-TU", "")
    write(part, "hours-2-hours", "18-19")
    assert [line.opens for line in part.rows if line.every is Every.MONTH] == ["18:00"]
    written = week_grid.written({"id": SCHOOL}, part.rows)["schedules"]
    assert [one.get("byday") for one in written] == ["WE", "2TU,4TU", None, None]


# Telephone


def test_untouched_numbers_are_the_very_same(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, phones)
    for position in (0, 1, None):
        part.open_row(position)
        part.tell()
    record = {"id": SCHOOL, "phones": [row.kept for row in part.rows]}
    assert phones_form.written(record, part.rows) == record


def test_a_number_is_written_with_all_that_belongs_to_it(qtbot: QtBot, desk: Desk) -> None:
    part = shown(qtbot, desk, phones)
    press(part, "phone-add")
    assert "Write the number with its digits." in read(part)
    write(part, "phone-2-number", "၅၅၅ ၀၁၂၀")
    write(part, "phone-2-extension", "012")
    write(part, "phone-2-description", "Reception")
    write(part, "phone-2-safe_times", "Only before noon")
    press(part, "phone-2-type-text")
    press(part, "phone-2-language-th")
    choose(part, "phone-2-more", "ksw")
    assert not part.faults(part.rows[2])
    added = phones_form.written({"id": SCHOOL}, part.rows)["phones"][2]
    assert (added["number"], added["extension"], added["x_extension"]) == ("555 0120", 12, "012")
    assert (added["type"], added["description"]) == ("text", "Reception")
    assert [one["code"] for one in added["languages"]] == ["th", "ksw"]
    assert added["attributes"][0]["value"] == "Only before noon"
    (again,) = phones_form.rows_from({"phones": [added]})
    assert replace(again, kept=None) == part.rows[2]


def test_what_is_meant_is_offered_and_taken_with_one_press(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = replace(desk.session.region, phone_region="TH", name=msg("Thailand"))
    monkeypatch.setattr(type(desk.session), "region", property(lambda _: region))
    part = shown(qtbot, desk, lambda page, _: PhonesPart(page, ()))
    press(part, "phone-add")
    write(part, "phone-0-number", "02 123 456")
    assert "This number has one digit too few for Thailand." in read(part)
    write(part, "phone-0-number", "053-123-456 ext. 12")
    settle()
    press(part, "phone-0-suggestion")
    assert (part.rows[0].number, part.rows[0].extension) == ("053-123-456", "12")
    assert not part.faults(part.rows[0])


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_keys_go_through_a_form_from_top_to_bottom(qtbot: QtBot, desk: Desk, name: str, tag: str) -> None:
    desk.catalog = desk.session.catalog(tag)
    part = shown(qtbot, desk, PARTS[name])
    part.open_row(next(at for at, row in enumerate(part.rows) if getattr(row, "in_grid", False) is False))
    settle()
    form = named(part, f"{part.name}-{part.opened}")
    here = next(one for one in form.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    here.setFocus()
    heights = []
    while form.isAncestorOf(here):
        heights.append(here.mapTo(form, here.rect().topLeft()).y())
        QTest.keyClick(here, Qt.Key.Key_Tab)
        moved = part.window().focusWidget()
        assert moved is not None
        assert moved is not here
        here = moved
    assert len(heights) > 5
    # A row of one form may be a little higher than its neighbour; the way never leads back up a line.
    assert all(after >= before - 12 for before, after in pairwise(heights)), heights


def test_a_number_that_came_wrong_is_named_and_keeps_nothing_from_being_saved(qtbot: QtBot, desk: Desk) -> None:
    found = phones_form.rows_from({"phones": [{"id": "1", "number": "081-234-5678, 02-123-4567"}]})
    part = shown(qtbot, desk, lambda page, _: PhonesPart(page, found))
    assert "Write one number here" in read(part)
    assert not any(fault.blocks for fault in part.faults(found[0]))
    part.open_row(0)
    write(part, "phone-0-description", "Reception")
    assert any(fault.blocks for fault in part.faults(part.rows[0]))


def test_what_must_be_put_right_is_opened_with_the_focus_on_it(qtbot: QtBot, desk: Desk) -> None:
    good = DoorRow("asks_status", "no", "visit", "Reception", TODAY.isoformat())
    part = shown(qtbot, desk, lambda page, _: DisclosurePart(page, (good, replace(good, evidence=""))))
    assert part.show_fault()
    settle()
    assert part.opened == 1
    assert part.window().focusWidget().objectName() == "door-1-evidence-law"
    press(part, "door-1-evidence-visit")
    assert not part.show_fault()
    week = shown(qtbot, desk, hours)
    write(week, "hours-FR", "8-")
    named(week, "hours-add").setFocus()
    assert week.show_fault()
    assert week.window().focusWidget().objectName() == "hours-FR"

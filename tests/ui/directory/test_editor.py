"""The editor in the window: by mouse and by keys alone, undo and redo, what changed, drafts, faults, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant import clock
from referral_assistant.disclosure import Safety
from referral_assistant.service import Status
from referral_assistant.session import adding, drafts, editing
from referral_assistant.session.browse import judged_today
from referral_assistant.session.confirming import PARTS
from referral_assistant.session.fields import FIELDS
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.directory.browse import BrowsePage
from referral_assistant.ui.directory.edit.page import EditPage
from referral_assistant.ui.directory.facts import rows_of
from referral_assistant.ui.directory.screen import DirectoryScreen
from referral_assistant.ui.directory.state import Page
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.text import stray_labels
from tests.ui.rooms import SCHOOL, named, press, show, with_family, words
from tests.ui.test_labels import SIZES, cut_labels

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def edited(qtbot: QtBot, desk: Desk, record_id: str = SCHOOL) -> tuple[DirectoryScreen, EditPage]:
    """Open the editor of a record on a screen that is shown."""
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow, timeout=5000)
    screen.room.edit(record_id)
    return screen, page_of(screen)


def page_of(screen: DirectoryScreen) -> EditPage:
    assert isinstance(screen.page, EditPage)
    return screen.page


def cell(record_id: str, field: str) -> str:
    return f"cell-{record_id[:8]}-{field}"


def line(page: QWidget, field: str, record_id: str = SCHOOL) -> QLineEdit | QPlainTextEdit:
    found = named(page, cell(record_id, field))
    assert isinstance(found, QLineEdit | QPlainTextEdit)
    return found


def text_in(page: QWidget, field: str, record_id: str = SCHOOL) -> str:
    found = line(page, field, record_id)
    return found.text() if isinstance(found, QLineEdit) else found.toPlainText()


def write(page: EditPage, field: str, text: str, record_id: str = SCHOOL) -> None:
    found = line(page, field, record_id)
    if isinstance(found, QLineEdit):
        found.setText(text)
    else:
        found.setPlainText(text)
    page.tell()


def save(screen: DirectoryScreen) -> None:
    press(page_of(screen), "primary")
    press(page_of(screen), "primary")
    assert isinstance(screen.page, BrowsePage)


def kept(qtbot: QtBot, desk: Desk, record_id: str = SCHOOL) -> editing.Draft:
    """Wait for the draft on the disk."""
    qtbot.waitUntil(lambda: drafts.begun(desk.session, record_id) is not None, timeout=5000)
    draft = drafts.begun(desk.session, record_id)
    assert draft is not None
    return draft


# Writing and saving


def test_every_part_has_its_section_and_every_field_its_place(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    assert [section.part for section in page.sections if section.part in PARTS] == list(PARTS)
    here = {one.field_name for section in page.sections for one in section.cells if one.record_id == SCHOOL}
    by_parts = {"phones", "confirmed"}
    assert here == set(FIELDS["service"]) - by_parts
    assert {part.name for section in page.sections for part, _ in section.parts} == {
        "who", "door", "hours", "phone", "contacts",
    }  # fmt: skip
    assert not stray_labels(page)


def test_a_change_is_shown_before_it_is_saved_and_can_be_undone_after(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    assert not named(page, "primary").isEnabled()
    write(page, "notice", "Closed on 13 April.")
    press(page, cell(SCHOOL, "needs-money.fees"))
    press(page, "primary")
    assert "Closed on 13 April." in words(page)
    assert desk.session.show(SCHOOL).get("alert") is None, "nothing is kept before she says so"
    press(page, "primary")
    assert desk.session.show(SCHOOL)["alert"] == "Closed on 13 April."
    assert "money.fees" in desk.session.service(SCHOOL).needs
    assert "Saved." in words(screen)
    assert drafts.unfinished(desk.session) == []
    press(screen, "undo")
    assert desk.session.show(SCHOOL).get("alert") is None


def test_undo_and_redo_by_buttons_and_keys(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    before = text_in(page, "summary")
    write(page, "summary", "First")
    write(page, "summary", "Second")
    press(page, cell(SCHOOL, "entering-walk_in"))
    line(page, "summary").setFocus()
    QTest.keyClick(line(page, "summary"), Qt.Key.Key_Z, CONTROL)
    walk_in = named(page, cell(SCHOOL, "entering-walk_in"))
    assert isinstance(walk_in, QAbstractButton)
    assert not walk_in.isChecked()
    QTest.keyClick(line(page, "summary"), Qt.Key.Key_Z, CONTROL)
    assert text_in(page, "summary") == "First"
    press(page, "edit-undo")
    assert text_in(page, "summary") == before
    assert not named(page, "edit-undo").isEnabled()
    QTest.keyClick(line(page, "summary"), Qt.Key.Key_Z, CONTROL | SHIFT)
    QTest.keyClick(line(page, "summary"), Qt.Key.Key_Y, CONTROL)
    assert text_in(page, "summary") == "Second"
    press(page, "edit-redo")
    assert walk_in.isChecked()


def test_undo_takes_in_what_is_still_being_typed(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    field = line(page, "ask_for")
    field.setFocus()
    QTest.keyClicks(field, "Desk two")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert text_in(page, "ask_for") == ""
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert text_in(page, "ask_for") == "Desk two"


def test_a_part_is_undone_and_brought_again(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    press(page, "contacts-add")
    name = named(page, "contacts-0-name")
    assert isinstance(name, QLineEdit)
    name.setText("Front desk")
    page.tell()
    assert page.editor.draft.subject.now["contacts"][0]["name"] == "Front desk"
    press(page, "edit-undo")
    assert "contacts" not in page.editor.draft.subject.now
    assert page.findChild(QWidget, "contacts-0-change") is None
    press(page, "edit-redo")
    assert page.editor.draft.subject.now["contacts"][0]["name"] == "Front desk"


def test_what_is_typed_is_not_overwritten_by_the_guard(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    write(page, "fees", "Ten")
    field = line(page, "fees")
    field.setFocus()
    with qtbot.waitSignal(page.editor.read, timeout=5000):
        QTest.keyClicks(field, " baht")
    assert "baht" in text_in(page, "fees")


def test_a_part_is_confirmed_with_one_press_and_the_record_says_so(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    press(page, "confirm-cost")
    press(page, "confirm-cost")
    assert not page.editor.draft.is_changed
    press(page, "confirm-cost")
    press(page, cell(SCHOOL, "entering-walk_in"))
    write(page, "notice", "Closed on 13 April.")
    save(screen)
    record, today = desk.session.show(SCHOOL), clock.today()
    assert any(one["field_name"] == "cost" for one in record["metadata"])
    rows = rows_of(desk.session.service(SCHOOL), record, desk.catalog, desk.session.needs, today)
    days = {str(row.label): row.checked_on for row in rows if row.label}
    assert days["Cost"] == today
    assert days["Waiting"] == date(2026, 10, 1)
    said = [row.value for row in rows]
    assert "Walk in" in said
    assert "Closed on 13 April." in said


# What is wrong, and what tells too much


def test_a_fault_stands_under_its_field_and_keeps_from_saving(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    write(page, "email", "at the desk")
    assert "Write the address like this: desk@example.org" in words(page)
    assert line(page, "email").property("wrong") is True
    press(page, "primary")
    assert not page.editor.reviewing
    assert line(page, "email").hasFocus()
    write(page, "email", "desk@example.org")
    assert "Write the address like this" not in words(page)
    press(page, "primary")
    assert page.editor.reviewing


def test_words_that_tell_too_much_are_shown_and_a_person_decides(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    with qtbot.waitSignal(page.editor.read, timeout=10_000):
        write(page, "summary", "We help undocumented people.")
    assert "“undocumented”" in words(page)
    folder = desk.session.folder / "drafts"
    assert not any(b"undocumented" in path.read_bytes() for path in folder.glob("*")), "not on the disk before"
    press(page, "primary")
    assert not named(page, "primary").isEnabled()
    press(page, f"doubt-{SCHOOL[:8]}-keep-words")
    press(page, "primary")
    assert isinstance(screen.page, BrowsePage)
    assert desk.session.show(SCHOOL)["description"] == "We help undocumented people."


def test_a_change_made_meanwhile_is_shown_and_both_are_kept(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    write(page, "summary", "Mine")
    other = editing.open_record(desk.session, SCHOOL)
    other = editing.put(editing.put(other, SCHOOL, "summary", "Theirs"), SCHOOL, "fees", "Ten baht")
    editing.save(desk.session, other)
    press(page, "primary")
    assert "The directory changed since you began." in words(page)
    assert "Theirs" in words(page)
    assert not named(page, "primary").isEnabled()
    press(page, "take-mine")
    press(page, "primary")
    assert isinstance(screen.page, BrowsePage)
    record = desk.session.show(SCHOOL)
    assert (record["description"], record["fees_description"]) == ("Mine", "Ten baht")


# Drafts


def test_what_was_written_waits_and_is_offered_again(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    write(page, "notice", "Closed on Monday")
    press(page, "primary")
    press(page, "back")
    write(page, "fees", "Ten")
    press(page, "back")
    assert screen.room.page is Page.BROWSE
    assert "1 place is not saved yet" in words(screen)
    press(screen, "go-on")
    page = page_of(screen)
    assert (text_in(page, "notice"), text_in(page, "fees")) == ("Closed on Monday", "Ten")
    assert "You began this and did not save it." in words(page)
    press(page, "discard")
    assert "not saved yet" not in words(screen)
    assert drafts.unfinished(desk.session) == []


def test_the_draft_goes_to_the_disk_by_itself(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    write(page, "notice", "Closed on Monday")
    draft = kept(qtbot, desk)
    assert editing.value(draft, SCHOOL, "notice") == "Closed on Monday"
    press(page, "edit-undo")
    qtbot.waitUntil(lambda: drafts.begun(desk.session, SCHOOL) is None, timeout=5000)


def test_closing_the_window_loses_nothing_that_was_typed_just_now(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    from referral_assistant.ui.directory.state import Room

    desk.go(Place.DIRECTORY)
    Room.of(desk).edit(SCHOOL)
    screen = window.findChild(DirectoryScreen)
    assert isinstance(screen, DirectoryScreen)
    field = line(screen, "notice")
    field.setFocus()
    QTest.keyClicks(field, "Closed today")
    window.close()
    draft = drafts.begun(desk.session, SCHOOL)
    assert draft is not None
    assert editing.value(draft, SCHOOL, "notice") == "Closed today"


def test_a_draft_holds_nothing_of_the_family(qtbot: QtBot, desk: Desk) -> None:
    with_family(desk)
    _, page = edited(qtbot, desk)
    write(page, "notice", "Closed on Monday")
    kept(qtbot, desk)
    content = b"".join(path.read_bytes() for path in (desk.session.folder / "drafts").iterdir())
    assert b"Closed on Monday" in content
    for word in (b"age_months", b"people", b'"mother"', b"household", b"372"):
        assert word not in content


def test_another_dress_keeps_what_is_written(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    from referral_assistant.ui.directory.state import Room

    desk.go(Place.DIRECTORY)
    Room.of(desk).edit(SCHOOL)
    Room.of(desk).editor.put(SCHOOL, "notice", "Closed on Monday")  # type: ignore[union-attr]
    desk.speak("ar")
    assert text_in(window, "notice") == "Closed on Monday"


# Beside the service


def test_a_new_place_with_its_organization_and_address(qtbot: QtBot, desk: Desk) -> None:
    screen = DirectoryScreen(desk)
    show(qtbot, screen)
    press(screen, "new")
    page = page_of(screen)
    new = page.editor.draft.id
    press(page, "organization-other") if page.findChild(QWidget, "organization-other") else None
    search = named(page, "organization-search")
    assert isinstance(search, QLineEdit)
    search.setText("Teachers of the night")
    press(page, "organization-search-new")
    place = named(page, "place-search")
    assert isinstance(place, QLineEdit)
    place.setText("Hall")
    press(page, "place-search-new")
    write(page, "summary", "Lessons after work.", new)
    press(page, "primary")
    assert not page.editor.reviewing, "it has no name yet"
    assert "Write the name, as it stands on the door." in words(page)
    write(page, "name", "Night school", new)
    save(screen)
    service = desk.session.service(new)
    assert (service.organization, service.spots[0].name) == ("Teachers of the night", "Hall")
    assert judged_today(desk.session, service).safety is Safety.UNCONFIRMED
    assert screen.room.selected == new


def test_an_organization_and_a_place_of_the_directory_are_found_by_name(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    press(page, "organization-other")
    search = named(page, "organization-search")
    assert isinstance(search, QLineEdit)
    search.setText("lamp of")
    press(page, "organization-search-0")
    place = named(page, "place-search")
    assert isinstance(place, QLineEdit)
    place.setText("border law desk")
    assert page.findChild(QWidget, "place-search-new") is None, "there is one of that name"
    press(page, "place-search-0")
    save(screen)
    service = desk.session.service(SCHOOL)
    assert service.organization == "Lamp of Hope"
    assert [spot.name for spot in service.spots][-1] == "Border Law Desk"


def test_a_service_is_closed_brought_back_and_copied(qtbot: QtBot, desk: Desk) -> None:
    screen, page = edited(qtbot, desk)
    press(page, "close-do_not_list")
    assert "Whatever a source sends later, it stays so." in words(page)
    save(screen)
    assert desk.session.service(SCHOOL).status is Status.DO_NOT_LIST
    listing = screen.page
    assert isinstance(listing, BrowsePage)
    listing.listing.safety.choose("unlisted")
    listing.listing.search()
    qtbot.waitUntil(lambda: [hit.service.id for hit in listing.listing.hits.hits] == [SCHOOL], timeout=5000)
    press(listing, "edit")
    press(page_of(screen), "bring-back")
    save(screen)
    assert desk.session.service(SCHOOL).status is Status.ACTIVE
    screen.room.edit(SCHOOL)
    press(page_of(screen), "copy")
    page = page_of(screen)
    assert page.editor.draft.id != SCHOOL
    assert "(copy)" in text_in(page, "name", page.editor.draft.id)
    save(screen)
    assert screen.room.selected is not None
    copy = desk.session.service(screen.room.selected)
    assert judged_today(desk.session, copy).safety is Safety.UNCONFIRMED


def test_a_secret_address_is_shown_only_when_opened_knowingly(qtbot: QtBot, desk: Desk) -> None:
    draft = adding.add_place(editing.open_record(desk.session, SCHOOL), "Rose house")
    place = draft.pieces[-1].id
    draft = editing.put(editing.put(draft, place, "secret", "yes"), place, "address", "5 Hidden Lane")
    editing.save(desk.session, draft)
    screen, page = edited(qtbot, desk)
    shown = [one.text() for one in page.findChildren(QLineEdit)]
    assert not any("Hidden" in one or "Rose" in one for one in (*shown, words(page)))
    press(page, f"show-{place[:8]}")
    assert text_in(page, "address", place) == "5 Hidden Lane"
    write(page, "address", "6 Hidden Lane", place)
    press(page, "primary")
    assert "Hidden" not in words(page)
    assert "kept secret" in words(page)
    press(page, "primary")
    assert isinstance(screen.page, BrowsePage)
    assert "Hidden" not in desk.session.history()[0].summary


@pytest.mark.parametrize("kind", ["organization", "location"])
def test_an_organization_or_a_place_has_a_page_of_its_own(qtbot: QtBot, desk: Desk, kind: str) -> None:
    record = next(iter(desk.session.directory.records(kind)))
    screen, page = edited(qtbot, desk, record.id)
    write(page, "other_name" if kind == "organization" else "directions", "Behind the market", record.id)
    save(screen)
    assert "Behind the market" in str(desk.session.show(record.id))


# Keys alone


def test_the_whole_way_by_keys_alone(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.go(Place.DIRECTORY)
    screen = window.findChild(DirectoryScreen)
    assert isinstance(screen, DirectoryScreen)
    qtbot.waitUntil(lambda: screen.room.selected is not None, timeout=5000)
    place = screen.room.selected
    assert place is not None
    window.activateWindow()
    key(window, Qt.Key.Key_F, CONTROL)
    key(window, Qt.Key.Key_E, CONTROL)
    page = page_of(screen)
    for _ in range(len(page.sections)):
        key(window, Qt.Key.Key_PageDown, CONTROL)
    key(window, Qt.Key.Key_PageUp, CONTROL)
    assert in_section(window, page) == "contact"
    while in_section(window, page) != "closures":
        key(window, Qt.Key.Key_PageUp, CONTROL)
    for _ in range(4):
        key(window, Qt.Key.Key_Tab)
        if isinstance(window.focusWidget(), QPlainTextEdit):
            break
    QTest.keyClicks(window.focusWidget(), "Closed on Monday")
    key(window, Qt.Key.Key_S, CONTROL)
    assert reviewed(page)
    key(window, Qt.Key.Key_Escape)
    assert not reviewed(page)
    key(window, Qt.Key.Key_S, CONTROL)
    key(window, Qt.Key.Key_S, CONTROL)
    assert isinstance(screen.page, BrowsePage)
    assert desk.session.show(place)["alert"] == "Closed on Monday"


def key(window: MainWindow, which: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, which, with_)


def reviewed(page: EditPage) -> bool:
    return page.editor.reviewing


def in_section(window: MainWindow, page: EditPage) -> str:
    here = window.focusWidget()
    return next((one.part for one in page.sections if here is not None and one.isAncestorOf(here)), "")


def test_what_takes_the_focus_has_a_name(qtbot: QtBot, desk: Desk) -> None:
    _, page = edited(qtbot, desk)
    bare = [
        one.objectName() or type(one).__name__
        for one in page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and not one.accessibleName()
    ]
    assert bare == []


# Looks


def pages(desk: Desk, window: MainWindow) -> Iterator[tuple[str, EditPage]]:
    """Show the editor as it is written in, with a fault, as it is reviewed, and resumed."""
    from referral_assistant.ui.directory.state import Room
    from tests.ui.conftest import settle

    desk.go(Place.DIRECTORY)
    room = Room.of(desk)
    room.edit(SCHOOL)
    settle()
    screen = window.findChild(DirectoryScreen)
    assert isinstance(screen, DirectoryScreen)
    page = page_of(screen)
    yield "written", page
    assert room.editor is not None
    room.editor.put(SCHOOL, "email", "at the desk")
    room.editor.put(SCHOOL, "summary", "We help undocumented people.")
    settle()
    yield "wrong", page
    room.editor.put(SCHOOL, "email", "desk@example.org")
    page.primary()
    settle()
    yield "reviewed", page
    page.go_back()
    room.leave_editor()
    settle()
    room.edit(SCHOOL)
    settle()
    yield "resumed", page_of(screen)
    room.leave_editor()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tag", ["en", "ar", "my", "ur"])
def test_nothing_is_cut(window: MainWindow, desk: Desk, size: str, tag: str) -> None:
    window.resize(*SIZES[size])
    desk.speak(tag)
    for name, _ in pages(desk, window):
        assert not cut_labels(window), (name, cut_labels(window))
        assert not stray_labels(window), name


def test_nothing_is_cut_in_large_text(window: MainWindow, desk: Desk) -> None:
    window.resize(*SIZES["small"])
    desk.dress(large=True, dark=True)
    for name, _ in pages(desk, window):
        assert not cut_labels(window), (name, cut_labels(window))

"""The settings in the window: kept at once, wrong logos refused in place, the honest limits."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant.errors import StorageError
from referral_assistant.message import msg
from referral_assistant.settings import load_settings
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.settings.clinic import ClinicPage
from referral_assistant.ui.settings.keeping import Part
from referral_assistant.ui.settings.letterhead import LetterheadPage
from referral_assistant.ui.settings.screen import SettingsScreen
from referral_assistant.ui.style import DARK
from referral_assistant.ui.text import stray_labels
from tests.ui.rooms import named, press, show, words


def opened(qtbot: QtBot, desk: Desk, part: Part = Part.CLINIC) -> SettingsScreen:
    screen = SettingsScreen(desk)
    show(qtbot, screen)
    screen.keeping.turn(part)
    return screen


def png(side: int, depth: int = 8) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes([depth, 0, 0, 0, 0])
    rows = zlib.compress((b"\0" + b"\x20" * side) * side)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_the_region_is_kept_at_once(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = opened(qtbot, empty_desk)
    assert isinstance(screen.part, ClinicPage)
    region = screen.part.region
    region.setCurrentIndex(region.findData("thailand"))
    region.activated.emit(region.currentIndex())
    assert load_settings(empty_desk.session.folder).region == "thailand"
    assert empty_desk.session.region.id == "thailand"
    assert "rights, each with its source" in words(screen)
    assert named(screen, "kept").isVisibleTo(screen)


def test_the_clinic_is_kept_when_the_person_pauses(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = opened(qtbot, empty_desk)
    assert isinstance(screen.part, ClinicPage)
    screen.part.name.edit.setText("  Mae  Lin clinic ")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: load_settings(empty_desk.session.folder).clinic == "Mae Lin clinic", timeout=3000)


def type_where(screen: SettingsScreen, text: str) -> None:
    assert isinstance(screen.part, ClinicPage)
    screen.part.where.put(text)
    screen.part.where.tell()


@pytest.mark.parametrize(
    "pasted",
    [
        "16.7133, 98.5716",
        "98.5716 E 16.7133 N",
        "၁၆.၇၁၃၃, ၉၈.၅၇၁၆",
        "https://www.openstreetmap.org/#map=17/16.7133/98.5716",
    ],
)
def test_where_the_clinic_is_is_read_in_any_form(qtbot: QtBot, empty_desk: Desk, pasted: str) -> None:
    screen = opened(qtbot, empty_desk)
    type_where(screen, pasted)
    assert load_settings(empty_desk.session.folder).coordinates == (16.7133, 98.5716)
    assert "Read as 16.7133, 98.5716." in words(screen)
    screen.keeping.turn(Part.WINDOW)
    screen.keeping.turn(Part.CLINIC)
    assert isinstance(screen.part, ClinicPage)
    assert screen.part.where.text() == "16.7133, 98.5716"


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("by the river", "Write the two numbers of the point"),
        ("98.5716, 16.7133", "Did you mean 16.7133, 98.5716?"),
        ("0, 0", "in the sea off Africa"),
        ("9" * 400, "Write the two numbers of the point"),
    ],
)
def test_what_is_no_place_is_said_under_the_field_and_not_kept(
    qtbot: QtBot, empty_desk: Desk, pasted: str, sentence: str
) -> None:
    screen = opened(qtbot, empty_desk)
    type_where(screen, "16.7133, 98.5716")
    type_where(screen, pasted)
    assert sentence in words(screen)
    assert load_settings(empty_desk.session.folder).coordinates == (16.7133, 98.5716)


def test_the_place_of_the_clinic_is_forgotten_when_it_is_emptied(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = opened(qtbot, empty_desk)
    type_where(screen, "16.7133, 98.5716")
    type_where(screen, "")
    assert load_settings(empty_desk.session.folder).coordinates is None
    assert "Read as" not in words(screen)


@pytest.mark.parametrize("name", ["name", "phone", "address", "hours", "signature_line"])
def test_each_line_of_the_letterhead_is_kept(qtbot: QtBot, empty_desk: Desk, name: str) -> None:
    screen = opened(qtbot, empty_desk, Part.LETTERHEAD)
    assert isinstance(screen.part, LetterheadPage)
    field = screen.part.fields[name]
    text = "ဆေးခန်း “12”"
    field.edit.setText(text) if isinstance(field.edit, QLineEdit) else field.edit.setPlainText(text)
    field.tell()
    assert getattr(load_settings(empty_desk.session.folder).letterhead, name) == text


def test_a_good_logo_is_copied_and_can_be_taken_off(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(qtbot, empty_desk, Part.LETTERHEAD)
    (tmp_path / "mine.png").write_bytes(png(40))
    monkeypatch.setattr(choose, "open_file", lambda *_: tmp_path / "mine.png")
    press(screen, "logo")
    assert load_settings(empty_desk.session.folder).letterhead.logo == "logo.png"
    assert (empty_desk.session.folder / "logo.png").read_bytes() == png(40)
    press(screen, "logo-off")
    assert load_settings(empty_desk.session.folder).letterhead.logo == ""


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">{}</svg>'


def test_a_drawn_logo_is_kept_as_the_picture_that_letters_print(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(qtbot, empty_desk, Part.LETTERHEAD)
    (tmp_path / "mine.svg").write_text(SVG.format('<rect width="20" height="20"/>'), encoding="utf-8")
    monkeypatch.setattr(choose, "open_file", lambda *_: tmp_path / "mine.svg")
    press(screen, "logo")
    drawn = QImage.fromData((empty_desk.session.folder / "logo.png").read_bytes())
    assert (drawn.width(), drawn.height()) == (1000, 500)
    assert (drawn.pixelColor(100, 250).lightness(), drawn.pixelColor(900, 250).lightness()) == (0, 255)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG.format('<image x:href="/etc/hostname" width="9" height="9"/>').encode(), "The picture cannot be printed"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode(), "The picture cannot be printed"),
        (b"<svg", "The picture cannot be printed"),
        (b"<svg >< broken", "The picture cannot be printed"),
        (b"GIF89a", "The picture cannot be printed"),
        (png(2001), "The picture cannot be printed"),
        (png(40, 16), "The picture cannot be printed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2_000_001), "larger than"),
    ],
    ids=[
        "svg with a file",
        "svg with entities",
        "svg cut off",
        "no svg",
        "no png",
        "too many pixels",
        "16 bits",
        "too many bytes",
    ],
)
def test_a_wrong_logo_is_refused_in_place(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    screen = opened(qtbot, empty_desk, Part.LETTERHEAD)
    (tmp_path / "bad.png").write_bytes(content)
    monkeypatch.setattr(choose, "open_file", lambda *_: tmp_path / "bad.png")
    press(screen, "logo")
    assert said in words(named(screen, "logo-fault"))
    assert load_settings(empty_desk.session.folder).letterhead.logo == ""
    assert not (empty_desk.session.folder / "logo.png").exists()


def test_closing_sentences_are_kept_by_language(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = opened(qtbot, empty_desk, Part.LETTERHEAD)
    page = screen.part
    assert isinstance(page, LetterheadPage)
    write(qtbot, page, "Thank you for seeing this family.")
    page.show_closing("my")
    write(qtbot, page, "ကျေးဇူးတင်ပါသည်။")
    closing = load_settings(empty_desk.session.folder).letterhead.closing
    assert closing == {"en": "Thank you for seeing this family.", "my": "ကျေးဇူးတင်ပါသည်။"}
    write(qtbot, page, "This family has no visa.")
    assert "stands on every family's letter" in words(page.closing)
    write(qtbot, page, "")
    assert list(load_settings(empty_desk.session.folder).letterhead.closing) == ["en"]


def write(qtbot: QtBot, page: LetterheadPage, text: str) -> None:
    with qtbot.waitSignal(page.keeping.closing_judged, timeout=20000):
        page.closing.edit.setPlainText(text)  # type: ignore[union-attr]
        page.closing.tell()


def test_the_window_changes_at_once_and_stays_changed(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = opened(qtbot, empty_desk, Part.WINDOW)
    with qtbot.waitSignal(empty_desk.dressed, timeout=1000):
        press(screen, "dark")
    assert empty_desk.look.colours is DARK
    with qtbot.waitSignal(empty_desk.dressed, timeout=1000):
        press(screen, "large-text")
    assert empty_desk.look.scale > 1
    with qtbot.waitSignal(empty_desk.dressed, timeout=1000):
        press(screen, "language-my")
    assert empty_desk.tag == "my"
    kept = load_settings(empty_desk.session.folder)
    assert (kept.dark, kept.large_text, kept.window_language) == (True, True, "my")
    again = Desk(empty_desk.session)
    assert (again.tag, again.look) == (empty_desk.tag, empty_desk.look)


def test_a_setting_that_cannot_be_kept_says_so(qtbot: QtBot, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = opened(qtbot, empty_desk, Part.WINDOW)

    def full(_settings: object) -> None:
        raise StorageError(msg("The settings cannot be written to {folder}: {fault}.", folder="x", fault="full"))

    monkeypatch.setattr(empty_desk.session, "change_settings", full)
    press(screen, "dark")
    assert "cannot be written" in words(named(screen, "fault"))
    assert empty_desk.look.colours is not DARK


def test_the_limits_are_said(qtbot: QtBot, empty_desk: Desk) -> None:
    screen = opened(qtbot, empty_desk)
    press(screen, "part-limits")
    said = words(screen)
    for limit in ("An open laptop", "Being made to open it", "The printer", "The paper", "The disk"):
        assert limit in said


def test_esc_leaves_and_the_part_stays_open(qtbot: QtBot, empty_desk: Desk) -> None:
    empty_desk.go(Place.SETTINGS)
    screen = opened(qtbot, empty_desk, Part.WINDOW)
    screen.go_back()
    assert empty_desk.place is Place.START
    assert SettingsScreen(empty_desk).keeping.part is Part.WINDOW


@pytest.mark.parametrize("part", list(Part))
def test_everything_is_plain_text_and_named(qtbot: QtBot, empty_desk: Desk, part: Part) -> None:
    screen = opened(qtbot, empty_desk, part)
    assert not stray_labels(screen)
    for one in screen.findChildren(QWidget):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            assert one.accessibleName(), one.objectName() or type(one).__name__

"""No label is cut, none could render rich text, in any direction, script or size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from referral_assistant.session import Session
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.screen import ScrollColumn
from referral_assistant.ui.text import ElidedText, Text, directed, segments, stray_labels, with_breaks
from tests.ui.conftest import settle
from tests.ui.walk import make_longer, seat_a_family, walk

SIZES = {"wide": (1280, 800), "small": (1024, 600)}


def cut_labels(root: QWidget) -> list[str]:
    """Find the labels that show less than they say."""
    found = []
    for label in root.findChildren(Text):
        if not label.isVisibleTo(root) or not label.said() or isinstance(label, ElidedText):
            continue
        if label.hasHeightForWidth():
            if label.height() < label.heightForWidth(label.width()) - 1:
                found.append(f"low: {label.said()[:60]!r} {label.height()} < {label.heightForWidth(label.width())}")
        elif label.width() < label.sizeHint().width() - 1 or label.height() < label.sizeHint().height() - 1:
            found.append(f"narrow: {label.said()[:60]!r} {label.size().toTuple()} < {label.sizeHint().toTuple()}")
    for area in root.findChildren(ScrollColumn):
        column = area.widget()
        if column is not None and area.isVisibleTo(root) and column.width() > area.viewport().width():
            found.append(f"wide: {column.width()} > {area.viewport().width()}")
    return found


def test_a_cut_label_is_found(qapp: object) -> None:
    holder = QWidget()
    label = Text("Only what helps to find a place. Skip anything.", wraps=True)
    label.setParent(holder)
    label.resize(120, 20)
    assert cut_labels(holder)
    label.resize(120, 200)
    assert not cut_labels(holder)


def test_a_stray_label_is_found(qapp: object) -> None:
    holder = QWidget()
    QLabel("<b>made without the factory</b>", holder)
    assert len(stray_labels(holder)) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("tag", "family"), [("en", "my"), ("ar", "en"), ("my", "ar"), ("ur", "th"), ("longer", "km")])
def test_nothing_is_cut(
    window: MainWindow, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch, size: str, tag: str, family: str
) -> None:
    tag = make_longer(session, monkeypatch) if tag == "longer" else tag
    window.resize(*SIZES[size])
    seat_a_family(desk, family)
    desk.speak(tag)
    for place in walk(desk):
        assert not cut_labels(window), (place, cut_labels(window))
        assert not stray_labels(window), place


def test_nothing_is_cut_in_large_text(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk, "my")
    desk.dress(large=True, dark=True)
    for place in walk(desk):
        assert not cut_labels(window), (place, cut_labels(window))


def test_help_and_the_question_before_forgetting_are_whole(window: MainWindow, desk: Desk) -> None:
    seat_a_family(desk)
    desk.go(Place.NEEDS)
    window.frame.ask_to_end()
    window.frame.stage.show_help()
    settle()
    assert not cut_labels(window)


def test_burmese_is_broken_where_a_line_may_end(qapp: object) -> None:
    text = "ကျောင်းသုံးဘာသာစကား သင်ခြင်း ကလေးထိန်းနှင့် မူကြို"
    label = Text(text, "my", 16, wraps=True)
    label.resize(150, 300)
    label.show()
    settle()
    lines = label.text().lstrip("\u200e\u200f").split("\n")
    assert len(lines) > 1
    allowed = {
        len("".join(segments(text, "my")[:count]).replace(" ", "")) for count in range(len(segments(text, "my")))
    }
    ends = [len("".join(lines[: place + 1]).replace(" ", "")) for place in range(len(lines) - 1)]
    assert set(ends) <= allowed
    metrics = QFontMetrics(label.font())
    assert all(metrics.horizontalAdvance(line) <= 150 for line in lines)


def test_khmer_lao_and_thai_get_places_to_break(qapp: object) -> None:
    for tag, text in (("km", "ការចុះឈ្មោះចូលរៀន"), ("lo", "ການລົງທະບຽນເຂົ້າໂຮງຮຽນ"), ("th", "การลงทะเบียนเข้าโรงเรียน")):
        broken = with_breaks(text, tag)
        assert "\u200b" in broken
        assert broken.replace("\u200b", "") == text
    assert with_breaks("Going to school", "th") == "Going to school"
    pieces = segments("ການລົງທະບຽນ", "lo")
    assert all(first and second for first, second in pairwise(pieces))


def test_a_sentence_runs_as_its_language_does(qapp: object) -> None:
    assert directed("Mae Tao عيادة", "ar").startswith("\u200f")
    assert directed("Mae Tao", "en") == "Mae Tao"
    assert directed("عيادة Mae Tao", "en").startswith("\u200e")


@pytest.mark.parametrize("size", SIZES)
def test_the_keys_of_the_help_are_whole(
    window: MainWindow, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    window.resize(*SIZES[size])
    desk.speak(make_longer(session, monkeypatch))
    for place in (Place.START, Place.LANGUAGES, Place.RESULTS):
        desk.go(place)
        window.frame.stage.show_help()
        settle()
        assert not cut_labels(window), place
        window.frame.stage.show_help()

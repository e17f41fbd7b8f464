"""Every screen and dialog in every catalogue, and in a language longer than any: nothing is cut, nothing breaks.

The whole walk takes minutes: `python3 packaging/dev.py test -m slow tests/ui/test_walk.py`. One language: `-k th`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton

from referral_assistant.i18n import LANGUAGES
from referral_assistant.session import Session
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.main_window import MainWindow
from referral_assistant.ui.settings.keeping import Keeping, Part
from tests.ui.conftest import settle
from tests.ui.test_labels import SIZES, cut_labels
from tests.ui.test_rooms import rooms
from tests.ui.vaccines.test_cards import CARD, begin, type_in
from tests.ui.walk import make_longer, seat_a_family, walk

TAGS = (*LANGUAGES, "longer")
DRESSES = {"wide": ("wide", False), "small": ("small", False), "large": ("wide", True)}


@pytest.fixture(autouse=True)
def _only_when_asked(request: pytest.FixtureRequest) -> None:
    if "slow" not in str(request.config.getoption("markexpr")):
        pytest.skip("takes minutes: python3 packaging/dev.py test -m slow tests/ui/test_walk.py")


def everywhere(window: MainWindow, desk: Desk) -> Iterator[str]:
    """Go to every page of the visit and of the rooms, and open what lies over them."""
    yield from (str(place) for place in walk(desk))
    yield from rooms(window, desk)
    yield from over(window, desk)
    yield from vaccines(window, desk)


def vaccines(window: MainWindow, desk: Desk) -> Iterator[str]:
    """Type a card in and look at it in both ways, then at the schedule and the review of the languages."""
    window.frame.stop_asking()
    desk.end_visit()
    begin(window, desk)
    type_in(window, *CARD)
    for name in ("view-table", "view-timeline", "schedule"):
        button = window.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()
        settle()
        yield f"vaccines {name}"
    Keeping.of(desk).part = Part.LANGUAGES
    Keeping.of(desk).reviewing.choose("tet")
    desk.enter(Place.SETTINGS)
    settle()
    yield "a language that is there in part"


def over(window: MainWindow, desk: Desk) -> Iterator[str]:
    """Lay over the window what can: help, the blank page, the screen turned to the family, the question before forgetting."""
    for place in (Place.START, Place.RESULTS, Place.DIRECTORY, Place.VACCINES, Place.SETTINGS):
        desk.go(place)
        window.frame.stage.show_help()
        settle()
        yield f"help of {place}"
        window.frame.stage.show_help()
    for place in (Place.START, Place.NEEDS, Place.QUESTIONS):
        desk.go(place)
        window.cover.turn()
        settle()
        yield f"turned {place}"
        window.cover.turn()
    window.cover.blank()
    settle()
    yield "blank"
    window.cover.lift()
    desk.go(Place.NEEDS)
    window.frame.ask_to_end()
    settle()
    yield "before forgetting"


@pytest.mark.slow
@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("tag", TAGS)
def test_nothing_is_cut_anywhere(
    window: MainWindow, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch, tag: str, dress: str
) -> None:
    size, large = DRESSES[dress]
    tag = make_longer(session, monkeypatch) if tag == "longer" else tag
    window.resize(*SIZES[size])
    seat_a_family(desk, "my" if tag != "my" else "ar")
    desk.speak(tag)
    desk.dress(large=large)
    wrong = {page: found for page in everywhere(window, desk) if (found := cut_labels(window))}
    assert not wrong

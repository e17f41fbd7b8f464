#!/usr/bin/env python3
"""Draw the pictures of docs/pictures from the example directory: the window as it is, without a display.

With a folder as argument the pictures go there. Add `--all` for every page in English, Arabic and Burmese, wide and small.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from referral_assistant.session import Session
    from referral_assistant.ui.main_window import MainWindow

WIDE, SMALL = (1280, 800), (1024, 600)
EXAMPLE_DAY = date(2026, 11, 24)
"""The example directory's evidence was written as of November 2026; later pictures would show it expired."""


class Camera:
    """Holds the window and takes pictures of it."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self._folder = window, folder

    def settle(self, seconds: float = 0.03) -> None:
        """Let the window draw itself, and what works beside it come to its end."""
        from PySide6.QtWidgets import QApplication

        until = monotonic() + seconds
        while monotonic() < until:
            QApplication.processEvents()
            sleep(0.005)

    def take(self, name: str) -> None:
        """Write a picture."""
        self.settle()
        self.window.grab().save(str(self._folder / f"{name}.png"))

    def press(self, name: str) -> None:
        """Press what has an object name."""
        from PySide6.QtWidgets import QAbstractButton

        button = self.window.findChild(QAbstractButton, name)
        assert button is not None, f"nothing is called {name}"
        button.click()
        self.settle()


@contextmanager
def example() -> Iterator[Session]:
    """Open the example directory in a folder of its own."""
    from referral_assistant.session import Session

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        os.environ.pop("REFERRAL_ASSISTANT_DATA", None)
        with Session.open(example=True) as session:
            yield session


def seat_a_family(camera: Camera) -> None:
    """Say who is here and what they need: a mother, a boy of seven, a baby girl."""
    from referral_assistant.household import Place as Stay
    from referral_assistant.household import Sex
    from referral_assistant.ui.visit.who import ROLES, newcomer, with_months, with_years

    desk = camera.window.desk
    sitting = desk.sitting
    for role in (ROLES[0], ROLES[2], ROLES[3]):
        sitting = sitting.add(newcomer(role, sitting.people))
    mother, boy, baby = sitting.people
    sitting = sitting.change(0, replace(with_years(mother, 29), pregnant=True))
    sitting = sitting.change(1, replace(with_years(boy, 7), sex=Sex.MALE))
    sitting = sitting.change(2, replace(with_months(baby, 8), sex=Sex.FEMALE)).look_at(0)
    wanted = {
        "education.enrolment": (1,),
        "vaccines.routine": (1, 2),
        "health.maternal": (0,),
        "basics.food": (0, 1, 2),
    }
    for need, whom in wanted.items():
        sitting = sitting.set_need(need, None, whom, wanted=True)
    household = replace(sitting.household, area=Stay("Mae Lin"))
    desk.change(sitting.with_household(household).in_language("my"))


def pictures(camera: Camera) -> None:
    """Take the pictures that the README and the guides show."""
    from referral_assistant.ui.desk import Place

    desk = camera.window.desk
    camera.take("start")
    desk.speak_with_family("my")
    camera.press("urgent-danger")
    camera.take("start-danger")
    camera.press("urgent-danger")
    seat_a_family(camera)
    for place in (Place.LANGUAGES, Place.PEOPLE, Place.NEEDS, Place.QUESTIONS, Place.RESULTS):
        desk.go(place)
        camera.take(place.value)
    camera.press("see-left-out")
    camera.take("left-out")
    camera.press("see-found")
    before = desk.sitting
    camera.press("see-week")
    camera.take("week")
    desk.sitting = before
    for place in (Place.LETTER, Place.DIRECTORY, Place.SETTINGS):
        _look_at_other_room(camera, place)
    _carry_in(camera)
    before = desk.sitting
    read_cards(camera)
    desk.sitting = before
    desk.go(Place.RESULTS)
    camera.window.resize(*SMALL)
    camera.take("results-small")
    camera.window.resize(*WIDE)
    desk.dress(dark=True)
    camera.take("results-dark")
    desk.dress(dark=False)
    desk.speak("ar")
    camera.take("results-ar")
    desk.speak("en")
    desk.go(Place.NEEDS)
    camera.window.cover.turn()
    camera.take("turned")
    camera.window.cover.turn()
    camera.window.cover.blank()
    camera.take("blank")
    camera.window.cover.lift()


def read_cards(camera: Camera) -> None:
    """Put doses onto the baby's card, then take the table, the timeline, the slip and the schedules."""
    from referral_assistant.household import Dose
    from referral_assistant.ui.desk import Place

    desk = camera.window.desk
    boy, baby = desk.sitting.people[1:3]
    card = "BCG 2026-03-21, HepB 2026-03-21, Penta 2026-05-05, Penta 2026-05-25, bOPV 2026-05-05, PCV 2026-05-05"
    given = [(line.split()[0], date.fromisoformat(line.split()[1])) for line in card.split(", ")]
    doses = tuple(Dose(vaccine, day) for vaccine, day in given)
    desk.change(desk.sitting.change(2, replace(baby, born=date(2026, 3, 20), age_months=(8, 8), doses=doses)))
    desk.change(desk.sitting.change(1, replace(boy, born=date(2019, 8, 2), age_months=(87, 87))))
    desk.go(Place.VACCINES)
    camera.press("child-2")
    camera.take("vaccines")
    camera.press("view-timeline")
    camera.take("vaccines-timeline")
    camera.press("primary")
    camera.settle(2)
    camera.take("vaccines-slip")
    camera.press("back")
    camera.press("schedule")
    camera.take("vaccines-schedule")
    camera.press("back")


def _look_at_other_room(camera: Camera, place: object, before: str = "") -> None:
    """Take a room whose content is made in the background."""
    from referral_assistant.ui.desk import Place
    from referral_assistant.ui.visit import found

    desk = camera.window.desk
    assert isinstance(place, Place)
    if place is Place.LETTER:
        chosen = found.looked_at(desk).place
        assert chosen is not None
        found.look(desk, chosen.match.service.id, chosen.match.need)
    desk.go(place)
    camera.settle(2)
    camera.take(f"{before}{place.value}")


def _carry_in(camera: Camera) -> None:
    """Take what an import would change, and the page that says what is not protected."""
    from referral_assistant import paths
    from referral_assistant.ui.desk import Place
    from referral_assistant.ui.directory.state import Page, Room

    desk = camera.window.desk
    camera.press("part-limits")
    camera.take("limits")
    desk.go(Place.DIRECTORY)
    room = Room.of(desk)
    room.turn(Page.EXPORT)
    camera.take("export")
    # The same places under another sender's name, with a new number, a check that makes one safer, a day that is none.
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder) / "River Clinic"
        shutil.copytree(paths.resources() / "example-directory", sent)
        phones = sent / "phones.csv"
        phones.write_text(phones.read_text("utf-8").replace("555-0169", "555-0199"), "utf-8")
        roof = next(one.id for one in desk.session.services if one.name == "A roof for tonight")
        with (sent / "disclosure.csv").open("a", encoding="utf-8") as stream:
            stream.write(f"{roof},asks_status,no,visit,Visited by River Clinic (example),2026-11-20,\n")
            stream.write(f"{roof},asks_status,no,visit,Visited by River Clinic (example),2026-19-01,\n")
        room.turn(Page.IMPORT)
        room.prepare(sent)
        camera.settle(3)
        camera.take("import")
        room.leave_import()
    for page, name in (
        (Page.VERIFY, "calls"),
        (Page.QUALITY, "check"),
        (Page.HEALTH, "health"),
        (Page.BOOKLET, "booklet"),
    ):
        room.turn(page)
        camera.settle(4)
        camera.take(name)
    room.turn(Page.BROWSE)
    camera.settle(1)
    assert room.selected is not None
    room.edit(room.selected)
    camera.settle(1)
    camera.take("edit")
    room.turn(Page.BROWSE)


def every_page(camera: Camera) -> None:
    """Take every page of the visit in three languages and two sizes, to be looked at by a person."""
    from referral_assistant.ui.desk import Place

    desk = camera.window.desk
    seat_a_family(camera)
    places = (Place.START, Place.LANGUAGES, Place.PEOPLE, Place.NEEDS, Place.QUESTIONS, Place.RESULTS)
    for tag, family in (("en", "my"), ("ar", "en"), ("my", "en")):
        desk.speak(tag)
        desk.speak_with_family(family)
        for name, size in (("wide", WIDE), ("small", SMALL)):
            camera.window.resize(*size)
            for place in places:
                desk.go(place)
                camera.take(f"{tag}-{name}-{place.value}")
            for place in (Place.LETTER, Place.DIRECTORY, Place.SETTINGS):
                _look_at_other_room(camera, place, f"{tag}-{name}-")


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    from referral_assistant import clock
    from referral_assistant.ui.app import application
    from referral_assistant.ui.desk import Desk
    from referral_assistant.ui.main_window import MainWindow

    what: Callable[[Camera], None] = every_page if "--all" in arguments else pictures
    folders = [argument for argument in arguments if not argument.startswith("--")]
    folder = Path(folders[0]) if folders else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    clock.today = lambda: EXAMPLE_DAY
    clock.now = lambda: datetime.combine(EXAMPLE_DAY, time(10, 30))
    with example() as session:
        application()
        window = MainWindow(Desk(session))
        window.resize(*WIDE)
        window.show()
        what(Camera(window, folder))
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the tests of the rooms share: a desk on a fresh copy of the example directory, and one on an empty folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from referral_assistant import paths
from referral_assistant.household import Household, Person, School, Sex
from referral_assistant.session import Session
from referral_assistant.settings import Settings, save_settings
from referral_assistant.ui.background import close_all
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.style import LIGHT, palette_of, stylesheet
from referral_assistant.ui.text import Text
from referral_assistant.ui.typeface import load_fonts

SCHOOL = "0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4"
"""School enrolment, Mae Lin School."""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that holds the example directory; copy it."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    folder.mkdir()
    save_settings(folder, Settings(region="example", example=True, clinic="Mae Lin clinic"))
    with Session.open(folder) as session:
        session.apply_import(session.prepare_import(paths.resources() / "example-directory", "example directory"))
    return folder


@pytest.fixture
def desk(filled: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """Return a desk on a copy of the example directory."""
    shutil.copytree(filled, tmp_path / "data")
    yield from _desk(tmp_path / "data", qapp)


@pytest.fixture
def empty_desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """Return a desk on an empty data folder."""
    yield from _desk(tmp_path / "empty", qapp)


def _desk(folder: Path, qapp: QApplication) -> Iterator[Desk]:
    load_fonts()
    qapp.setPalette(palette_of(LIGHT))
    with Session.open(folder) as session:
        yield Desk(session)
        close_all()


def show(qtbot: QtBot, screen: QWidget, size: tuple[int, int] = (1190, 736)) -> None:
    """Show a screen as large as the window leaves it."""
    screen.setStyleSheet(stylesheet(getattr(screen, "look")))  # noqa: B009 - every screen has one
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    qtbot.waitExposed(screen)


def named(root: QWidget, name: str) -> QWidget:
    """Return the part of that name."""
    found = root.findChild(QWidget, name)
    assert isinstance(found, QWidget), f"there is no “{name}”"
    return found


def press(root: QWidget, name: str) -> None:
    """Press the button of that name."""
    button = named(root, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled(), f"“{name}” is not ready"
    button.click()


def words(root: QWidget) -> str:
    """Return everything that can be read on ROOT."""
    return "\n".join(text.said() for text in root.findChildren(Text) if text.isVisibleTo(root))


def with_family(desk: Desk, *needs: str, service: str | None = SCHOOL, language: str = "my") -> Desk:
    """Put a family onto the desk: a mother, and a child with needs (school and vaccines when none are named)."""
    wanted = needs or ("education.enrolment", "vaccines.routine")
    people = (
        Person(label="mother", age_months=(372, 383), sex=Sex.FEMALE),
        Person(label="child", age_months=(84, 95), school=School.NONE, needs=wanted),
    )
    sitting = desk.sitting.in_language(language).with_household(Household(people=people, size=4))
    desk.change(replace(sitting, service_id=service, need_of_service=wanted[0]))
    return desk

"""Which page stands at which place; each is imported when it is first shown, so that the window opens at once."""

from __future__ import annotations

from importlib import import_module

from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.screen import Screen

SCREENS: dict[Place, str] = {
    Place.START: "visit.start:StartScreen",
    Place.LANGUAGES: "visit.languages:LanguagesScreen",
    Place.PEOPLE: "visit.people:PeopleScreen",
    Place.NEEDS: "visit.needs:NeedsScreen",
    Place.QUESTIONS: "visit.questions:QuestionsScreen",
    Place.RESULTS: "visit.results:ResultsScreen",
    Place.LETTER: "letter.screen:LetterScreen",
    Place.VACCINES: "vaccines.screen:VaccinesScreen",
    Place.DIRECTORY: "directory.screen:DirectoryScreen",
    Place.SETTINGS: "settings.screen:SettingsScreen",
}


def screen_for(place: Place, desk: Desk) -> Screen:
    """Build the page of a place."""
    module, _, name = SCREENS[place].partition(":")
    made = getattr(import_module(f"referral_assistant.ui.{module}"), name)(desk)
    assert isinstance(made, Screen)
    return made

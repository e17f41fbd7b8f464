"""Fine print in 21 languages: what may not be shown as safe is noticed, and what says nothing lowers nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from referral_assistant.directory.fine_print import Said, read_fine_print

SENTENCES = tomllib.loads((Path(__file__).parent / "fine_print_sentences.toml").read_text("utf-8"))
STATUS = {Said.ASKS_STATUS, Said.CITIZENS_ONLY}


def _asks(text: str) -> bool:
    return any(one.said in STATUS or one.detail == "social_security_number" for one in read_fine_print(text))


def _of(floor: str) -> list[tuple[str, str]]:
    return [(language, text) for language, floors in SENTENCES.items() for text in floors.get(floor, ())]


def test_what_asks_for_status_is_noticed() -> None:
    assert [one for one in _of("asks") if not _asks(one[1])] == []


@pytest.mark.parametrize("floor", ["papers", "open", "silent"])
def test_nothing_else_is_taken_for_it(floor: str) -> None:
    assert [one for one in _of(floor) if _asks(one[1])] == []


def test_what_says_that_it_does_not_ask_is_noticed() -> None:
    said = {text: {one.said for one in read_fine_print(text)} for _, text in _of("open")}
    assert [text for text, found in said.items() if Said.EXPLICITLY_OPEN not in found] == []


def test_papers_and_silence_are_not_called_open() -> None:
    others = [*_of("papers"), *_of("silent")]
    found = [text for _, text in others if any(one.said is Said.EXPLICITLY_OPEN for one in read_fine_print(text))]
    assert found == []

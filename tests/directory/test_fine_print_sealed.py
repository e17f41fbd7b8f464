"""Fine print on sentences that were put aside before its words were widened: how much of the unforeseen is noticed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from referral_assistant.directory.fine_print import Demand, read_fine_print

SENTENCES = tomllib.loads((Path(__file__).parent / "fine_print_sealed.toml").read_text("utf-8"))
LISTED = "_listed"


def _asking(floor: str, *, english: bool) -> tuple[int, int]:
    """Return of how many sentences of a floor it is said that they ask for status, and how many there are."""
    verdicts = [
        any(one.lowers for one in read_fine_print(text, Demand.ALL if name.endswith(LISTED) else Demand.SAID))
        for language, floors in SENTENCES.items()
        if (language == "en") is english
        for name, texts in floors.items()
        if name.removesuffix(LISTED) == floor
        for text in texts
    ]
    return sum(verdicts), len(verdicts)


@pytest.mark.parametrize(("english", "least"), [(True, 0.91), (False, 0.95)], ids=["English", "ten other languages"])
def test_most_of_what_asks_for_status_is_noticed(english: bool, least: float) -> None:
    noticed, of = _asking("asks", english=english)
    assert of >= 50
    assert noticed >= least * of, (noticed, of)


@pytest.mark.parametrize("floor", ["papers", "open", "silent"])
def test_little_else_is_taken_for_it(floor: str) -> None:
    wrong, of = (sum(pair) for pair in zip(_asking(floor, english=True), _asking(floor, english=False), strict=True))
    assert of >= 20
    assert wrong <= 0.05 * of, (wrong, of)

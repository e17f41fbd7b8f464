"""The guard on notes that were put aside unread, and on texts that are made to keep it busy."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from referral_assistant.directory.fine_print import Demand, read_fine_print
from referral_assistant.i18n.text_guard import check_text

NOTES = tomllib.loads((Path(__file__).with_name("guard_sealed.toml")).read_text("utf-8"))
# Each begins many phrases and ends few.
BUSY = [
    "no visa required ",
    "visa or passport, ",
    "Karen and ",
    "no ",
    "لا ",
    "ဗီဇာ",
    "ไม่มี",
    "व",
    "a\n",
    "not ask for a ",
]


def test_nearly_all_that_gives_a_family_away_is_noticed() -> None:
    notes = [text for table in NOTES.values() for text in table["reveals"]]
    missed = [text for text in notes if not check_text(text).reveals]
    assert len(notes) == 120
    assert len(missed) <= 0.05 * len(notes), missed


def test_hardly_anything_else_is_taken_for_it() -> None:
    notes = [text for table in NOTES.values() for text in table["harmless"]]
    caught = [(text, check_text(text).words) for text in notes if check_text(text).reveals]
    assert len(notes) == 120
    assert len(caught) <= 0.05 * len(notes), caught


@pytest.mark.parametrize("text", BUSY)
def test_no_text_keeps_it_busy_for_long(text: str) -> None:
    """A field of twenty thousand characters costs seconds at the worst, not hours."""
    long = (text * 20_000)[:20_000]
    check_text(long[:200])
    read_fine_print(long[:200], Demand.ALL)
    before = time.process_time()
    check_text(long)
    read_fine_print(long, Demand.ALL)
    assert time.process_time() - before < 6

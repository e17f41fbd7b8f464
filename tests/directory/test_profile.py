"""docs/hsds-profile.md names every mark that the code reads or writes."""

from __future__ import annotations

import re
from pathlib import Path

from referral_assistant.directory import reading
from referral_assistant.directory.hsds.ids import NAMESPACE, TAXONOMY, term
from referral_assistant.directory.hsds.settle import SOURCE_ID
from referral_assistant.directory.joining import ALSO, JOINED_ID
from referral_assistant.directory.sheets import LINK_TYPES, NEEDS, RECEIVED_FROM
from referral_assistant.need import load_needs
from referral_assistant.paths import resources
from referral_assistant.session.fields import ENTERING

_PROFILE = (Path(__file__).resolve().parents[2] / "docs" / "hsds-profile.md").read_text("utf-8")


def test_every_mark_of_ours_is_in_the_table() -> None:
    table = _PROFILE.partition("## Attributes")[2].partition("## ")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) - {"link_type"}
    own = {reading.CONFIDENTIAL, reading.LOCAL_NAME, reading.PROVIDER, reading.ASK_FOR, reading.TOMBSTONE, reading.FREE}
    own |= {reading.CLOSED, reading.SAFE_TIMES, reading.WRONG_NUMBER}
    assert named == {*LINK_TYPES.values(), *own, SOURCE_ID, JOINED_ID, ENTERING}


def test_the_rest_is_named_too() -> None:
    assert all(f"`{word}`" in _PROFILE for word in (RECEIVED_FROM, ALSO, TAXONOMY, str(NAMESPACE)))
    assert term("need", "x")["taxonomy"] == TAXONOMY


def test_the_needs_of_a_row_are_those_of_the_list() -> None:
    assert load_needs((resources() / "needs.toml").read_text("utf-8")).ids == NEEDS

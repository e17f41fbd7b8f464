"""Rows of the sheets while a person edits them: untouched is byte for byte the same, unknown fields stay, nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.directory.editable import day_from, tidy_day, with_id
from referral_assistant.directory.record import pack
from referral_assistant.directory.sheet_rows import (
    CriterionRow,
    DoorRow,
    criterion_faults,
    criterion_rows,
    door_faults,
    door_rows,
    put_criteria,
    put_door,
)
from referral_assistant.directory.sheets import attribute_of, row_text
from referral_assistant.disclosure import VALUES, DisclosureRow, Fact, Source, judge

SERVICE = "0d3b48b5-5f3d-557e-9ba7-1138a0724cec"
TODAY = date(2026, 11, 24)
ASKED: dict[str, Any] = {
    "fact": "asks_status",
    "value": "no",
    "evidence": "visit",
    "source": "Reception",
    "checked_on": "2026-11-01",
}
AGE: dict[str, Any] = {
    "group": "1",
    "scope": "person",
    "attribute": "age_years",
    "operator": "at_least",
    "value": "5",
    "source": "Leaflet",
}

rows = st.builds(
    lambda fact, pick, how, source, day: {
        "fact": fact,
        "value": VALUES[fact][pick % len(VALUES[fact])],
        "evidence": how,
        "source": source,
        "checked_on": day,
    },
    st.sampled_from(Fact),
    st.integers(0, 6),
    st.sampled_from(Source),
    st.sampled_from(["", "Reception", "A leaflet"]),
    st.sampled_from(["", "2026-11-01", "2025-01-01", "2027-01-01"]),
)


def record(*sheets: tuple[str, dict[str, Any]], **more: Any) -> dict[str, Any]:
    attributes = [{"id": "a", "link_type": "need", "value": "x", "taxonomy_term": {"taxonomy": "Another"}}]
    for sheet, row in sheets:
        made = attribute_of(sheet, SERVICE, row)
        if made not in attributes:
            attributes.append(made)
    return {"id": SERVICE, "name": "Clinic", "attributes": attributes, **more}


@given(st.lists(rows, max_size=5))
def test_untouched_rows_are_byte_for_byte_the_same(cells: list[dict[str, Any]]) -> None:
    before = record(*(("disclosure", row) for row in cells), ("conditions", AGE))
    assert pack(put_door(before, door_rows(before))) == pack(before)
    assert pack(put_criteria(before, criterion_rows(before))) == pack(before)


def test_a_record_without_attributes_gets_none() -> None:
    assert put_door({"id": SERVICE, "name": "Clinic"}, ()) == {"id": SERVICE, "name": "Clinic"}


def test_a_changed_row_keeps_what_we_do_not_know_and_loses_the_word_of_its_sender() -> None:
    before = record(("disclosure", ASKED))
    attribute = before["attributes"][1]
    attribute["value"] = row_text({**ASKED, "received_from": "Other clinic", "quote": "We never ask", "x_new": "kept"})
    attribute["x_colour"] = "blue"
    attribute["metadata"].append({"id": "m", "last_action_type": "read"})
    (row,) = door_rows(before)
    after = put_door(before, [DoorRow(**{**row.cells, "source": "Head teacher"}, kept=row.kept)])
    changed = after["attributes"][1]
    assert "received_from" not in changed["value"]
    assert "We never ask" in changed["value"]
    assert '"x_new": "kept"' in changed["value"]
    assert changed["x_colour"] == "blue"
    assert [one.get("updated_by") for one in changed["metadata"]] == [None, "Head teacher"]
    assert changed["id"] == attribute_of("disclosure", SERVICE, row.cells | {"source": "Head teacher"})["id"]
    (again,) = door_rows(after)
    assert again.source == "Head teacher"


def test_a_row_stays_in_its_place_and_new_ones_come_last() -> None:
    before = record(("disclosure", ASKED), ("conditions", AGE), ("disclosure", {**ASKED, "value": "yes"}))
    first, second = door_rows(before)
    after = put_door(
        before,
        [DoorRow(**{**first.cells, "source": "X"}, kept=first.kept), second, DoorRow("firewall", "none", "visit")],
    )
    assert [one["link_type"] for one in after["attributes"]] == [
        "need",
        "disclosure",
        "condition",
        "disclosure",
        "disclosure",
    ]
    assert after["attributes"][3] == before["attributes"][3]
    assert len(put_door(after, ())["attributes"]) == 2


def test_a_row_that_is_changed_again_and_again_keeps_its_place() -> None:
    before = record(("disclosure", ASKED), ("disclosure", {**ASKED, "value": "yes"}), ("conditions", AGE))
    first, second = door_rows(before)
    once = put_door(before, [first.but(source="A"), second])
    twice = put_door(once, [first.but(source="AB"), second])
    assert [row.source for row in door_rows(twice)] == ["AB", "Reception"]
    assert twice["attributes"][2:] == before["attributes"][2:]


def test_a_row_that_cannot_be_read_stays_until_it_is_taken_out() -> None:
    before = record(("disclosure", ASKED))
    before["attributes"][1]["value"] = "no json"
    (row,) = door_rows(before)
    assert row.is_blank
    assert put_door(before, [row]) == before
    assert [one.blocks for one in door_faults(row)] == [False]
    assert [one.blocks for one in door_faults(row.but(source="Reception"))] == [True]
    assert len(put_door(before, ())["attributes"]) == 1


def test_a_row_that_is_still_wrong_is_written_as_it_is_and_makes_nothing_safer() -> None:
    draft = DoorRow("asks_status", "no", "visit", "Reception", "soon")
    after = put_door(record(), [draft])
    (row,) = door_rows(after)
    assert row.checked_on == "soon"
    assert [one.column for one in door_faults(draft) if one.blocks] == ["checked_on"]
    assert [one.column for one in door_faults(row)] == ["checked_on"]


def test_equal_rows_are_one_row() -> None:
    same = DoorRow(**ASKED)
    assert len(put_door(record(), [same, same])["attributes"]) == 2


def test_two_rows_under_one_id_both_stay() -> None:
    before = record(("disclosure", ASKED))
    before["attributes"].append({**before["attributes"][1], "value": row_text({**ASKED, "value": "yes"})})
    assert put_door(before, door_rows(before)) == before


@given(st.lists(rows, max_size=4), rows)
def test_a_row_without_a_day_or_a_source_never_makes_a_service_safer(
    cells: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    def safety(every: list[dict[str, Any]]) -> int:
        read: list[DisclosureRow] = [row.read() for row in door_rows(record(*(("disclosure", one) for one in every)))]
        return judge(read, TODAY).safety

    row = DoorRow(**more)
    # A paper that is asked is a yes, and a yes counts without a source: it is the newest word on papers (FORMATS 2).
    if row.fact == "asks_paper" and row.value != "none":
        return
    if not row.source or not row.checked_on or row.checked_on > "2026-11-24":
        assert safety([*cells, more]) <= safety(cells)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (CriterionRow(), "attribute"),
        (CriterionRow(scope="person", attribute="age_years"), "operator"),
        (CriterionRow(scope="person", attribute="age_years", operator="at_least"), "value"),
        (CriterionRow(scope="person", attribute="age_years", operator="at_least", value="five"), "value"),
        (CriterionRow(scope="person", attribute="age_years", operator="between", value="9..3"), "value"),
        (CriterionRow(scope="person", attribute="size", operator="at_least", value="3"), "attribute"),
        (CriterionRow(**AGE | {"valid_from": "2026-05-01", "valid_to": "2026-04-01"}), "valid_to"),
        (CriterionRow(**AGE | {"checked_on": "32.1.2026"}), "checked_on"),
    ],
)
def test_a_criterion_says_what_is_wrong(row: CriterionRow, column: str) -> None:
    assert [one.column for one in criterion_faults(row) if one.blocks] == [column]


def test_a_whole_criterion_has_no_fault() -> None:
    assert criterion_faults(CriterionRow(**AGE)) == ()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("23.11.2026", date(2026, 11, 23)),
        ("23 Nov 2026", date(2026, 11, 23)),
        ("၂၀၂၆-၁၁-၂၃", date(2026, 11, 23)),
        ("٢٠٢٦-١١-٢٣", date(2026, 11, 23)),
        ("2569-11-23", date(2026, 11, 23)),
        ("๒๕๖๙-๑๑-๒๓", date(2026, 11, 23)),
        ("3.4.2026", None),
        ("soon", None),
        ("2026-13-01", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_days_are_read_in_any_digits_and_never_guessed(typed: str, day: date | None) -> None:
    assert day_from(typed) == day


@given(st.text(max_size=50))
def test_any_text_is_no_day_or_a_day(text: str) -> None:
    found = day_from(text)
    assert found is None or day_from(tidy_day(text)) == found


def test_a_new_child_gets_an_id_of_its_own() -> None:
    taken: set[str] = set()
    first = with_id({"number": "1"}, SERVICE, "phone", taken)
    second = with_id({"number": "1"}, SERVICE, "phone", taken)
    assert first["id"] != second["id"]
    assert with_id({"number": "1"}, SERVICE, "phone", set()) == first

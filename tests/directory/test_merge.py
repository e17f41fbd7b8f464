"""Three-way merge: nothing that either side said gets lost, both orders come to the same, and twice is once (P5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.directory.merge import FieldChange, differences, merge, overlay

Data = dict[str, Any]
# As records are kept: nothing empty in them.
_VALUES = st.one_of(st.text("abc", min_size=1, max_size=2), st.integers(2, 3), st.booleans())
_CHILD = st.fixed_dictionaries({"id": st.sampled_from("pqr")}, optional={"number": _VALUES, "note": _VALUES})
_CHILDREN = st.lists(_CHILD, min_size=1, max_size=3, unique_by=lambda child: child["id"])
_RECORDS = st.fixed_dictionaries(
    {"id": st.just("x")},
    optional={
        "name": _VALUES,
        "alert": _VALUES,
        "phones": _CHILDREN,
        "more": st.dictionaries(st.sampled_from("uv"), _VALUES, min_size=1, max_size=2),
        "tags": st.lists(st.text("ab", min_size=1, max_size=1), min_size=1, max_size=2),
    },
)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, value) of everything in a record; a child is known by its id, not by its place."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}/{key}")
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        for child in value:
            yield from _leaves(child, f"{path}/{child['id']}")
    else:
        yield path, repr(value)


def _everything_in(conflicts: tuple[FieldChange, ...]) -> set[tuple[str, str]]:
    found = set()
    for conflict in conflicts:
        for side in (conflict.before, conflict.after):
            found |= set(_leaves(side, f"/{conflict.field}"))
    return found


def _without_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_order(inner) for key, inner in value.items()}
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return sorted((_without_order(one) for one in value), key=lambda one: str(one["id"]))
    return value


@given(_RECORDS, _RECORDS)
def test_what_only_one_side_changed_is_taken(base: Data, changed: Data) -> None:
    for merged in (merge(base, changed, base), merge(base, base, changed)):
        assert merged.result == changed
        assert merged.conflicts == ()


@given(_RECORDS, _RECORDS)
def test_the_same_change_on_both_sides_is_no_conflict(base: Data, changed: Data) -> None:
    merged = merge(base, changed, changed)
    assert (merged.result, merged.conflicts) == (changed, ())


@given(_RECORDS, _RECORDS, _RECORDS)
def test_merging_again_changes_nothing(base: Data, ours: Data, theirs: Data) -> None:
    once = merge(base, ours, theirs)
    # Theirs is merged now: it is the common past from here on.
    again = merge(theirs, once.result, theirs)
    assert (again.result, again.conflicts) == (once.result, ())


@given(_RECORDS, _RECORDS, _RECORDS)
def test_every_value_of_either_side_is_in_the_result_or_in_the_conflicts(base: Data, ours: Data, theirs: Data) -> None:
    merged = merge(base, ours, theirs)
    kept = set(_leaves(merged.result)) | _everything_in(merged.conflicts)
    told = set(_leaves(base))
    for side in (ours, theirs):
        for path, value in set(_leaves(side)) - told:
            assert (path, value) in kept or _inside_a_conflict(path, merged.conflicts), (path, value)


def _inside_a_conflict(path: str, conflicts: tuple[FieldChange, ...]) -> bool:
    """Say whether a whole child or object is in conflict: the value is in it, as a part of one of the two sides."""
    return any(path.startswith(f"/{one.field}/") for one in conflicts)


@given(_RECORDS, _RECORDS, _RECORDS)
def test_both_orders_come_to_the_same_but_for_the_conflicts(base: Data, ours: Data, theirs: Data) -> None:
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    assert {(one.field, repr(one.before), repr(one.after)) for one in here.conflicts} == {
        (one.field, repr(one.after), repr(one.before)) for one in there.conflicts
    }
    if not here.conflicts:
        assert _without_order(here.result) == _without_order(there.result)


@given(_RECORDS, _RECORDS)
def test_differences_are_empty_only_between_equals(before: Data, after: Data) -> None:
    assert (differences(before, after) == ()) == (before == after)


@given(_RECORDS, _RECORDS)
def test_an_overlay_keeps_all_that_the_upper_one_says(ours: Data, theirs: Data) -> None:
    laid = overlay(ours, theirs)
    assert set(_leaves(theirs)) <= set(_leaves(laid))
    assert set(ours) | set(theirs) == set(laid)
    assert overlay(laid, theirs) == laid


def test_a_child_that_one_side_changed_and_the_other_took_out_is_a_conflict() -> None:
    base = {"id": "x", "phones": [{"id": "p", "number": "1"}]}
    ours = {"id": "x", "phones": [{"id": "p", "number": "2"}]}
    theirs = {"id": "x"}
    merged = merge(base, ours, theirs)
    assert merged.result == ours
    assert merged.conflicts == (FieldChange("phones/p", {"id": "p", "number": "2"}, None),)
    other = merge(base, theirs, ours)
    assert other.result == theirs
    assert other.conflicts == (FieldChange("phones/p", None, {"id": "p", "number": "2"}),)


def test_children_go_by_their_id_and_not_by_their_place() -> None:
    base = {"id": "x", "phones": [{"id": "p", "number": "1"}, {"id": "q", "number": "2"}]}
    ours = {"id": "x", "phones": [{"id": "q", "number": "2"}, {"id": "p", "number": "one"}]}
    theirs = {
        "id": "x",
        "phones": [{"id": "p", "number": "1"}, {"id": "q", "number": "two"}, {"id": "r", "number": "3"}],
    }
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert {child["id"]: child["number"] for child in merged.result["phones"]} == {"p": "one", "q": "two", "r": "3"}


def test_two_children_that_both_sides_took_out_and_added() -> None:
    base = {"id": "x", "phones": [{"id": "p", "number": "1"}]}
    merged = merge(
        base, {"id": "x", "phones": [{"id": "q", "number": "2"}]}, {"id": "x", "phones": [{"id": "r", "number": "3"}]}
    )
    assert [child["id"] for child in merged.result["phones"]] == ["q", "r"]
    assert merged.conflicts == ()

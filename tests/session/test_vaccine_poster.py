"""A poster becomes a schedule: WHO's limits where they are milder, nothing lost on the way back, nothing injected."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from referral_assistant.errors import InputError
from referral_assistant.household import Dose, Person
from referral_assistant.session.papers_vaccines import list_of, totals_as_csv
from referral_assistant.session.vaccine_cards import card_of
from referral_assistant.session.vaccine_poster import Poster, PosterRow, poster_of, toml_of
from referral_assistant.vaccination import Schedule, Status, read_schedule

ON = date(2026, 11, 24)
POSTER = Poster(
    "District poster",
    "2026",
    "Ministry of Health",
    "head nurse",
    date(2026, 11, 1),
    (
        PosterRow(0, "weeks", ("BCG", "HepB")),
        PosterRow(2, "months", ("Penta", "OPV", "PCV", "Rotarix")),
        PosterRow(4, "months", ("Penta", "OPV", "IPV", "PCV", "Rotarix")),
        PosterRow(12, "months", ("MMR",)),
        PosterRow(18, "months", ("MMR", "DTP", "Yellow fever")),
        PosterRow(11, "years", ("Td", "HPV")),
    ),
)


def schedule(poster: Poster = POSTER) -> Schedule:
    return read_schedule(toml_of(poster).encode(), "own.toml")


def status(born: date, antigen: str, *doses: tuple[str, date]) -> tuple[Status, int | None]:
    person = Person("child", born=born, doses=tuple(Dose(vaccine, day) for vaccine, day in doses))
    card = card_of(schedule(), person, ON, ON)
    answer = next(line.answer for line in card.lines if line.answer.antigen.id == antigen)
    return answer.status, answer.dose


def test_a_poster_comes_back_as_the_same_schedule() -> None:
    first = schedule()
    assert schedule(poster_of(first)).antigens == first.antigens
    assert [row.age for row in poster_of(first).rows] == [row.age for row in POSTER.rows]


def test_the_poster_says_when_a_dose_is_due() -> None:
    assert status(date(2025, 12, 1), "measles")[0] is Status.NOT_YET
    assert status(date(2025, 11, 24), "measles") == (Status.DUE, 1)
    assert status(date(2025, 10, 1), "measles") == (Status.OVERDUE, 1)


def test_a_dose_counts_from_the_milder_age() -> None:
    """WHO takes measles from 9 months; a poster that says 12 does not undo such a dose."""
    assert status(date(2024, 1, 1), "measles", ("Measles", date(2024, 10, 2))) == (Status.OVERDUE, 2)
    assert status(date(2024, 1, 1), "measles", ("Measles", date(2024, 9, 2))) == (Status.OVERDUE, 1)


def test_intervals_are_never_longer_than_the_posters_own() -> None:
    close = replace(POSTER, rows=(PosterRow(6, "weeks", ("PCV",)), PosterRow(8, "weeks", ("PCV",))))
    table = tomllib.loads(toml_of(close))
    assert table["antigen"][0]["path"][0]["dose"][1]["gap"] == "14 days"
    wide = tomllib.loads(toml_of(POSTER))
    pcv = next(one for one in wide["antigen"] if one["id"] == "pneumococcal")
    assert pcv["path"][0]["dose"][1]["gap"] == "28 days"


def test_what_who_leaves_to_the_vaccinator_stays_so() -> None:
    assert status(date(2026, 9, 1), "bcg")[0] is Status.VACCINATOR_DECIDES
    assert status(date(2014, 1, 1), "dtp")[0] is Status.VACCINATOR_DECIDES


def test_a_vaccine_of_its_own_has_its_own_line() -> None:
    assert status(date(2025, 5, 1), "yellow_fever") == (Status.DUE, 1)


def test_text_from_the_window_stays_text() -> None:
    wild = replace(POSTER, name='A "quoted" \\ name\n[[antigen]]', source="x" * 900)
    read = schedule(wild)
    assert str(read.name).startswith('A "quoted" \\ name')
    assert len(read.source) == 500
    assert [one.id for one in read.antigens] == [one.id for one in schedule().antigens]


@pytest.mark.parametrize("missing", ["name", "version", "source", "reviewed_by"])
def test_what_is_missing_is_named(missing: str) -> None:
    with pytest.raises(InputError):
        toml_of(replace(POSTER, **{missing: "  "}))  # type: ignore[arg-type]


def test_unknown_names_and_empty_posters_are_refused() -> None:
    with pytest.raises(InputError, match="Pentaa"):
        toml_of(replace(POSTER, rows=(PosterRow(2, "months", ("Pentaa",)),)))
    with pytest.raises(InputError):
        toml_of(replace(POSTER, rows=()))


def test_totals_hold_no_formula_and_no_child() -> None:
    content = toml_of(POSTER).replace('name = "Measles"', 'name = "=1+1"')
    loaded = read_schedule(content.encode(), "own.toml")
    person = Person("child", born=date(2024, 1, 1))
    lines = totals_as_csv(list_of(loaded, [card_of(loaded, person, ON, ON)] * 2, ON)).decode("utf-8-sig")
    assert "measles,1+1,2,0" in lines
    assert "2024" not in lines
    assert "=" not in lines

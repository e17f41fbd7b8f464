"""Schedules as data: reading, refusing, reviewing, a clinic's own; the command line; the lines of a slip."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from referral_assistant.cli import main
from referral_assistant.errors import InputError
from referral_assistant.household import Dose, Seen, Sex
from referral_assistant.i18n import Catalog
from referral_assistant.paths import resources
from referral_assistant.session.vaccines import load_schedule, product_names, schedule_files
from referral_assistant.vaccination import Schedule, Standing, Status, read_schedule, slip_lines
from tests.vaccines.child import answer, at, card, judged, who

OWN = """
id = "our-poster"
name = "The poster on our wall"
label = "Saraya, the schedule of 2026"
version = "3"
source = "Ministry of Health, 2026"
reviewed_by = "head nurse"
reviewed_on = 2026-01-15

[[antigen]]
id = "measles"
name = "Measles"
[[antigen.path]]
dose = [{ from = "12 months" }, { due = "18 months", gap = "3 months" }]

[[antigen]]
id = "varicella"
name = "Chickenpox"
[[antigen.path]]
dose = [{ from = "12 months", late = "24 months" }]
"""
FAMILY = """
on = 2026-11-23
[[people]]
label = "first child"
age_years = 7
sex = "male"
doses = [{ vaccine = "measles", on = 2021-05-02, seen = "card" }]
"""


def _own(changed: str = OWN) -> Schedule:
    return read_schedule(changed.encode(), "own.toml")


def test_what_ships_is_sourced_dated_and_labelled() -> None:
    schedule = who()
    assert str(schedule.label) == "WHO generic: not this country's schedule"
    assert schedule.reviewed_on
    assert str(schedule.reviewed_by)
    assert [one.id for one in schedule.antigens] == [
        "bcg",
        "hepatitis_b",
        "polio",
        "dtp",
        "hib",
        "pneumococcal",
        "rotavirus",
        "measles",
        "rubella",
        "hpv",
        "japanese_encephalitis",
    ]
    for one in schedule.antigens:
        assert "WHO position paper" in one.source
        assert any(char.isdigit() for char in one.source)


def test_a_clinic_s_own_schedule_loads_from_its_data_folder(tmp_path: Path) -> None:
    (tmp_path / "vaccines").mkdir()
    (tmp_path / "vaccines/our-poster.toml").write_text(OWN, "utf-8")
    assert list(schedule_files(tmp_path)) == ["our-poster", "who-generic"]
    schedule = load_schedule(tmp_path, "our-poster")
    found = judged(at("20 months"), card("MMR @ 12 months", "Varicella @ 12 months"), schedule=schedule)
    assert answer("measles", found).status is Status.DUE
    assert answer("varicella", found).status is Status.COMPLETE


@pytest.mark.parametrize("name", ["nope", "../settings", "products", "", "who-generic.toml"])
def test_a_schedule_that_is_not_there_is_named_with_those_that_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no vaccine schedule .* There are: who-generic\."):
        load_schedule(tmp_path, name)


@pytest.mark.parametrize(
    ("on", "warns"), [(date(2026, 12, 1), False), (date(2027, 1, 14), False), (date(2027, 1, 15), True)]
)
def test_a_schedule_that_nobody_reviewed_for_twelve_months_warns(on: date, warns: bool) -> None:
    assert (_own().warning(on) is not None) is warns
    assert _own(OWN.replace("reviewed_on = 2026-01-15", "")).warning(on) is not None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('from = "12 months" }', 'form = "12 months" }', "Did you mean “from”"),
        ("18 months", "a year", "is not an age or a time"),
        ("[[antigen.path]]", "[[antigen.paths]]", "Did you mean “path”"),
        ('id = "varicella"', 'id = "measles"', "an id stands twice"),
        ('reviewed_by = "head nurse"', "reviewed_by = 3", "this must be a text"),
        ("reviewed_on = 2026-01-15", 'reviewed_on = "soon"', "is not a day"),
        ('version = "3"', "", "this must be a text"),
        ("dose = [{ from", "dose = [[{ from", "cannot be read"),
        ('dose = [{ from = "12 months", late = "24 months" }]', "dose = []", "there is none"),
        ('dose = [{ from = "12 months", late = "24 months" }]', 'sex = "girl"', "is not one of"),
        ('name = "Chickenpox"', 'name = "Chickenpox"\nask_about = ["flu"]', "is not known"),
    ],
)
def test_a_wrong_schedule_is_refused_by_file_and_entry(old: str, new: str, says: str) -> None:
    with pytest.raises(InputError, match=f"^own.toml, .*{says}"):
        _own(OWN.replace(old, new, 1 if "path" in old else -1))


def test_a_schedule_that_is_not_text_or_far_too_large_is_refused() -> None:
    for content in (b"\xff\xfe\x00", b"#" * 1_000_001, b"", b"a = 1", b"antigen = 3"):
        with pytest.raises(InputError):
            read_schedule(content, "own.toml")


# --- unknowns ------------------------------------------------------------------------------------------------------


def test_an_unknown_that_changes_the_answer_is_named() -> None:
    on = date(2026, 11, 23)
    by_age = answer("measles", judged(on, born=None, months=(6, 11)))
    assert (by_age.status, str(by_age.why)) == (
        Status.VACCINATOR_DECIDES,
        "It depends on the exact age. Ask the vaccinator.",
    )
    undated = answer("measles", judged(at("10 months"), card("MR")))
    assert "have no date" in str(undated.why)
    told = answer("measles", judged(at("20 months"), card("MR @ 9 months", "MR @ 15 months", seen=Seen.TOLD)))
    assert (told.status, "told" in str(told.why)) == (Status.VACCINATOR_DECIDES, True)
    sex = answer("hpv", judged(at("10 years"), sex=None))
    assert "a girl or a boy" in str(sex.why)


def test_an_unknown_that_does_not_matter_is_not_in_the_way() -> None:
    on = date(2026, 11, 23)
    assert answer("measles", judged(on, born=None, months=(84, 95))).status is Status.OVERDUE
    assert answer("bcg", judged(at("2 years"), card("BCG"))).status is Status.COMPLETE
    told = card("MR @ 9 months", "MR @ 15 months") + card("MR @ 17 months", seen=Seen.TOLD)
    assert answer("measles", judged(at("20 months"), told)).status is Status.COMPLETE


def test_told_doses_are_judged_apart_from_those_of_the_card() -> None:
    doses = (*card("OPV @ 6 weeks"), *card("OPV @ 8 weeks", seen=Seen.TOLD), *card("OPV @ 10 weeks"))
    found = [(one.place, one.standing) for one in judged(at("11 weeks"), doses).doses if one.antigen == "polio"]
    assert sorted(found) == [(0, Standing.COUNTS), (1, Standing.TOO_SOON), (2, Standing.COUNTS)]


@pytest.mark.parametrize("on", [date.min, date(1900, 1, 1), date.max])
@pytest.mark.parametrize(("born", "months"), [(None, None), (None, (0, 1560)), (date.min, None), (date.max, None)])
def test_the_ends_of_the_calendar_do_not_trip_it(
    on: date, born: date | None, months: tuple[float, float] | None
) -> None:
    doses = (Dose("MR"), Dose("OPV", date.min), Dose("IPV", date.max, Seen.TOLD))
    assert len(judged(on, doses, born=born, months=months, sex=None).answers) == 11


def test_a_name_that_is_not_known_is_given_back() -> None:
    found = judged(at("1 year"), (Dose("Zyxwv", at("6 weeks")), Dose("OPV", at("6 weeks"))))
    assert found.unknown_vaccines == ("Zyxwv",)


# --- the command line ----------------------------------------------------------------------------------------------


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFERRAL_ASSISTANT_DATA", str(tmp_path / "data"))
    path = tmp_path / "family.toml"
    path.write_text(FAMILY, "utf-8")
    return path


def test_vaccines_as_json(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vaccines", str(family), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schedule"], found["on"]) == ("who-generic", "2026-11-23")
    antigens = {one["antigen"]: one for one in found["people"][0]["antigens"]}
    assert antigens["measles"]["status"] == "overdue"
    assert antigens["measles"]["dose"] == 2
    assert antigens["measles"]["from"]
    assert antigens["hpv"]["status"] == "not_in_schedule"
    assert all(one["why"] for one in antigens.values())
    assert found["schedule_label"].startswith("WHO generic")


def test_vaccines_as_lines(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vaccines", str(family), "--on", "2027-12-01"]) == 0
    text = capsys.readouterr().out
    assert "WHO generic: not this country's schedule · 2027-12-01" in text
    assert "last reviewed" in text
    assert "  measles: overdue  " in text


@pytest.mark.parametrize("arguments", [["--schedule", "nope"], ["--on", "2026-13-01"]])
def test_a_bad_schedule_or_day_is_one_sentence(
    arguments: list[str], family: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vaccines", str(family), *arguments]) == 1
    out, error = capsys.readouterr()
    assert (out, error.count("\n")) == ("", 1)


def test_the_clinic_s_setting_chooses_the_schedule(family: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = family.parent / "data"
    (data / "vaccines").mkdir(parents=True)
    (data / "vaccines/our-poster.toml").write_text(OWN, "utf-8")
    (data / "settings.toml").write_text('vaccine_schedule = "our-poster"\n', "utf-8")
    assert main(["vaccines", str(family), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["schedule"] == "our-poster"


# --- the slip ------------------------------------------------------------------------------------------------------


def test_the_slip_asks_in_at_most_six_lines_and_says_how_it_was_judged() -> None:
    on = at("20 months")
    lines = slip_lines(who(), judged(on, card("Penta @ 6 weeks")), on, card_seen=True)
    assert str(lines.title) == "Ask the vaccinator about:"
    assert len(lines.asks) == 6
    assert str(lines.asks[-1]).startswith("and about: ")
    notes = [str(note) for note in lines.notes]
    assert notes[0] == "No need to start again: doses already given count."
    assert notes[1] == "A card was seen."
    assert any("version 2026-11" in note and "not this country's schedule" in note for note in notes)


def test_the_slip_of_a_child_who_has_everything_asks_nothing() -> None:
    on = at("8 months")
    doses = card(
        "BCG @ 0 days", "HepB @ 0 days", "Rotarix @ 6 weeks", "Rotarix @ 10 weeks", "IPV @ 14 weeks", "IPV @ 8 months - 1 day",
        *(f"{name} @ {age} weeks" for name in ("Penta", "OPV", "PCV") for age in (6, 10, 14)),
    )  # fmt: skip
    lines = slip_lines(who(), judged(on - (on - at("8 months - 1 day")), doses), on, card_seen=False)
    assert (str(lines.title), lines.asks) == ("By this schedule nothing is due today.", ())
    assert "Next: Japanese encephalitis from" in str(lines.notes[2])


def test_a_question_about_sex_does_not_fill_the_slip_of_a_baby() -> None:
    on = at("10 weeks")
    lines = slip_lines(who(), judged(on, sex=None), on, card_seen=False)
    assert not any("HPV" in str(ask) for ask in lines.asks)


def test_the_slip_says_how_doses_are_known_and_warns_of_an_old_schedule() -> None:
    on = date(2027, 12, 1)
    told = judged(on, card("OPV @ 6 weeks", seen=Seen.TOLD))
    texts = [str(note) for note in slip_lines(who(), told, on, card_seen=True).notes]
    assert "A card was seen; some doses were told and are not on it." in texts
    assert any("last reviewed" in text for text in texts)
    assert "No card was seen; doses were told." in [str(n) for n in slip_lines(who(), told, on, card_seen=False).notes]


def test_no_paper_tells_a_fact_about_the_child_s_health() -> None:
    on = at("10 months")
    found = judged(on, facts=frozenset({"hiv", "preterm"}))
    assert "HIV" in str(answer("measles", found).why)
    lines = slip_lines(who(), found, on, card_seen=True)
    told = " ".join(map(str, (*lines.asks, *lines.notes)))
    assert "HIV" not in told
    assert "too early" not in told
    pregnant = judged(at("16 years"), pregnant=True)
    assert not any("regnan" in str(ask) for ask in slip_lines(who(), pregnant, at("16 years"), card_seen=True).asks)


def test_no_sentence_prescribes_or_shouts() -> None:
    """What the desk reads asks; it never orders, and it has no exclamation marks."""
    said = set()
    for age in ("0 days", "8 weeks", "10 months", "20 months", "6 years", "10 years", "16 years", "30 years"):
        for sex in (Sex.FEMALE, Sex.MALE, None):
            found = judged(at(age), card("Penta @ 6 weeks", "Rota @ 6 weeks"), sex=sex)
            lines = slip_lines(who(), found, at(age), card_seen=True)
            said |= {str(one.why) for one in found.answers} | set(map(str, (*lines.asks, *lines.notes, lines.title)))
    for sentence in said:
        words = sentence.lower()
        assert "!" not in words
        for order in ("must", "give ", "vaccinate", "needs to", "should", "please"):
            assert order not in words, sentence


def test_every_sentence_can_be_translated() -> None:
    catalog = Catalog.load("en")
    found = judged(at("20 months"), card("Penta @ 6 weeks"))
    assert all("{" not in catalog.say(one.why) for one in found.answers)


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("Penta 2", "dtp hepatitis_b hib"),
        ("PENTA-3", "dtp hepatitis_b hib"),
        ("DTP-HepB-Hib1", "dtp hepatitis_b hib"),
        ("bOPV", "opv"),
        ("OPV0", "opv"),
        ("f-IPV 1", "ipv"),
        ("M.M.R. II", "measles mumps rubella"),
        ("MMR 2", "measles mumps rubella"),
        ("PCV 13", "pneumococcal"),
        ("PCV1", "pneumococcal"),
        ("Td", "td"),
        ("DT", "dt"),
        ("DTP", "dtp"),
        ("BCG + OPV 0", "bcg opv"),
        ("Hexaxim", "dtp hepatitis_b hib ipv"),
        ("MR", "measles rubella"),
        ("คอตีบ-บาดทะยัก-ไอกรน", "dtp"),
        ("โปลิโอ ๒", "polio"),
        ("ตับอักเสบบี", "hepatitis_b"),
        ("ငါးမျိုးစပ် ၂", "dtp hepatitis_b hib"),
        ("ဝက်သက်-ဂျိုက်သိုး", "measles rubella"),
        ("ໝາກແດງ", "measles"),
        ("កញ្ជ្រឹល", "measles"),
        ("Sởi - Rubella", "measles rubella"),
        ("5 trong 1", "dtp hepatitis_b hib"),
        ("Campak-Rubella", "measles rubella"),
        ("Tigdas", "measles"),
        ("পেন্টা-৩", "dtp hepatitis_b hib"),
        ("এমআর", "measles rubella"),
        ("खसरा-रूबेला", "measles rubella"),
        ("दादुरा-रुबेला १", "measles rubella"),
        ("தட்டம்மை", "measles"),
        ("සරම්ප", "measles"),
        ("خسرہ", "measles"),
        ("پنج‌گانه ۲", "dtp hepatitis_b hib"),
        ("فلج اطفال خوراکی", "opv"),
        ("شلل الأطفال", "polio"),
        ("الخماسي", "dtp hepatitis_b hib"),
        ("百白破", "dtp"),
        ("麻腮风", "measles mumps rubella"),
        ("乙脑减毒活疫苗", "japanese_encephalitis_live"),
        ("БЦЖ", "bcg"),
        ("VPO 1", "opv"),
        ("ROR", "measles mumps rubella"),
        ("Pentavalente", "dtp hepatitis_b hib"),
    ],
)
def test_names_as_they_stand_on_cards(name: str, holds: str) -> None:
    assert " ".join(product_names().find(name)) == holds


@pytest.mark.parametrize("name", ["", "  ", "7", "Aspirin", "VAR", "x" * 5000, "+", "OPV + Aspirin"])
def test_what_is_not_a_vaccine_is_not_guessed(name: str) -> None:
    assert product_names().find(name) == ()


def test_suggestions() -> None:
    names = product_names()
    assert "Rotarix" in names.suggestions("Rotarx")
    assert "Pentavalent" in names.suggestions("Pentaval")
    assert names.suggestions("") == ()


def test_names_of_every_antigen_stand_in_ten_scripts() -> None:
    """Every antigen of the schedule has names in Latin and in other scripts, of the cards of at least ten countries."""
    import tomllib
    import unicodedata

    products = tomllib.loads((resources() / "vaccines/products.toml").read_text("utf-8"))["product"]
    scripts: dict[str, set[str]] = {}
    for product in products:
        for name in product["names"]:
            for letter in name:
                if letter.isalpha():
                    for held in product["holds"]:
                        scripts.setdefault(held, set()).add(unicodedata.name(letter).split()[0])
    for antigen in ("bcg", "hepatitis_b", "polio", "measles", "rubella", "dtp", "pneumococcal", "rotavirus"):
        assert len(scripts[antigen]) >= 10, (antigen, scripts[antigen])
    assert len(set().union(*scripts.values())) >= 13

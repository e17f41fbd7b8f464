"""Fine print: what is demanded, what is only spoken of, what is negated, and who can come."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_assistant import paths
from referral_assistant.condition import PERSON_ATTRIBUTES, Scope, parse_test
from referral_assistant.directory.fine_print import Demand, Said, read_fine_print
from referral_assistant.directory.fine_print.record import proposals_of, suspicious_words
from referral_assistant.directory.fine_print.words import languages, read_fine_phrases
from referral_assistant.errors import InputError


def _said(text: str, demand: Demand = Demand.SAID) -> set[str]:
    return {one.text for one in read_fine_print(text, demand)}


def _conditions(text: str) -> set[str]:
    return {one.detail for one in read_fine_print(text) if one.said is Said.CONDITION}


def test_there_are_words_for_the_languages_of_the_guard() -> None:
    """A language that was added since by data alone has its guard first (docs/text-guard.md)."""
    guard = {path.stem for path in (paths.resources() / "text-guard").glob("*.toml")} - {"countries"}
    assert set(languages()) <= guard
    assert len(languages()) >= 21


@pytest.mark.parametrize(
    ("asked", "not_asked"),
    [
        ("Proof of citizenship required.", "No proof of citizenship required."),
        ("A Social Security card is required.", "A Social Security card is not required."),
        ("You must show a work permit.", "You do not have to show a work permit."),
        ("We ask about your immigration status.", "We never ask about your immigration status."),
        ("Se requiere prueba de ciudadanía.", "No se requiere prueba de ciudadanía."),
        ("Titre de séjour exigé.", "Aucun titre de séjour exigé."),
        ("ต้องแสดงใบอนุญาตทำงาน", "ไม่ต้องแสดงใบอนุญาตทำงาน"),
        ("يجب إبراز تصريح العمل", "لا حاجة لإبراز تصريح العمل"),
    ],
)
def test_what_is_negated_asks_for_nothing(asked: str, not_asked: str) -> None:
    assert any(one.lowers for one in read_fine_print(asked))
    assert not any(one.lowers for one in read_fine_print(not_asked))


@pytest.mark.parametrize(
    "text",
    [
        "We help with work permits and visas.",
        "Classes that prepare you for the citizenship test.",
        "Legal advice for asylum seekers and refugees.",
        "Help with replacing a lost Social Security card.",
        "Serves the refugee and immigrant community.",
    ],
)
def test_help_with_papers_demands_none(text: str) -> None:
    assert not any(one.lowers for one in read_fine_print(text))


def test_the_field_says_whether_naming_is_demanding() -> None:
    assert _said("Apartment lease") == set()
    assert _said("Apartment lease", Demand.LISTS) == {"asks_paper:residence_proof"}
    # Several papers and hardly another word: a list wherever it stands.
    assert _said("Last three pay stubs and lease.") == {"asks_paper:income_proof", "asks_paper:residence_proof"}
    assert _said("Immigration status", Demand.ALL) == {"asks_status"}
    assert _said("Immigration status") == set()


def test_only_where_nobody_else_is_named_it_is_for_citizens_only() -> None:
    assert "citizens_only" in _said("Must be a U.S. citizen or permanent resident.")
    assert _said("Must be a U.S. citizen, refugee or asylee.") == {"asks_status"}


def test_one_of_several_papers_is_no_demand_for_a_number() -> None:
    number = "asks_paper:social_security_number"
    assert number in _said("Required: passport, birth certificate and Social Security card.")
    assert number not in _said("Required: passport, birth certificate or Social Security card.")


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("For children ages 6 to 14.", {"age_years between 6..14"}),
        ("Ages 18 and over only.", {"age_years at_least 18"}),
        ("Must be under 5 years old.", {"age_years less_than 5"}),
        ("Open Monday 9 to 5, room 12.", set()),
        ("Established in 1998, serving 300 families.", set()),
        ("Founded 25 years ago; call 555-0102.", set()),
        ("Ages 300 and over.", set()),
        ("", set()),
    ],
)
def test_conditions(text: str, conditions: set[str]) -> None:
    assert _conditions(text) == conditions


AGES = {
    "es": "Niños de 6 a 14 años", "fr": "Enfants de 6 à 14 ans", "th": "เด็กอายุ 6 ถึง 14 ปี", "vi": "Trẻ em từ 6 đến 14 tuổi",
    "id": "Anak usia 6 sampai 14 tahun", "ar": "الأطفال من 6 إلى 14 سنة",
}  # fmt: skip


@pytest.mark.parametrize("text", AGES.values(), ids=AGES)
def test_an_age_is_read_in_other_languages(text: str) -> None:
    assert _conditions(text) == {"age_years between 6..14"}


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60), st.integers(1, 40))
def test_every_condition_is_one_that_a_row_can_hold(low: int, more: int) -> None:
    for one in _conditions(f"Children aged {low} to {low + more} years."):
        attribute, operator, value = one.split(" ", 2)
        assert attribute in PERSON_ATTRIBUTES
        assert parse_test(Scope.PERSON, attribute, operator, value).value == f"{low}..{low + more}"


def test_a_proposal_names_the_words_that_say_it() -> None:
    text = "Food for all. Bring a valid visa or work permit!"
    (one,) = read_fine_print(text)
    assert one.said is Said.ASKS_STATUS
    assert all(word in text for word in one.words)
    assert one.quote == "Bring a valid visa or work permit"


def test_a_record_is_read_field_by_field() -> None:
    record = {
        "id": "1", "name": "Proof of citizenship required", "eligibility_description": "Citizens only",
        "required_documents": [{"document": "Photo ID"}, {"document": "No visa needed"}],
        "cost_options": [{"option": "Ages 6 to 14", "amount_description": "Free"}], "x_note": "Ages 6 to 14",
    }  # fmt: skip
    found = {(field, one.text) for field, one in proposals_of(record)}
    assert ("eligibility_description", "citizens_only") in found
    assert ("required_documents", "asks_paper:photo_id") in found
    assert ("required_documents", "explicitly_open") in found
    assert ("x_note", "condition:age_years between 6..14") in found
    assert not any(field in {"name", "cost_options"} for field, _ in found)


def test_what_judge_weighs_are_the_words_that_lower_and_no_others() -> None:
    assert suspicious_words({"eligibility_description": "Citizens only"})
    harmless = {"eligibility_description": "Ages 6 to 14", "required_documents": [{"document": "Photo ID"}]}
    assert suspicious_words(harmless) == ()
    assert suspicious_words({"description": "Nobody is asked about immigration status."}) == ()
    # What is said to be open does not take back what another field demands: reading can only lower.
    both = {"description": "No papers needed.", "eligibility_description": "Citizens only"}
    assert suspicious_words(both)


TYPED = st.text(
    st.sampled_from("visa required no ID ages 6-14,.;é ต้องมีวีซ่า لا تأشيرة 无证件 \u200b\u202e\n\x00🙂"), max_size=60
)


@settings(deadline=None, max_examples=80)
@given(st.one_of(st.text(max_size=60), TYPED), st.sampled_from(Demand))
def test_any_text_is_read_and_in_either_form_the_same(text: str, demand: Demand) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert _said(composed, demand) == _said(decomposed, demand)
    assert all(one.words for one in read_fine_print(text, demand))


@pytest.mark.parametrize("change", [str.upper, lambda text: f"  {text}  ", lambda text: text.replace(" ", "\u00a0")])
def test_how_it_is_typed_does_not_matter(change: object) -> None:
    text = "Proof of legal residency is required. No ID needed for children ages 6 to 14."
    assert callable(change)
    assert _said(change(text)) == _said(text) != set()


def test_a_very_long_text_is_read_to_a_limit() -> None:
    assert _said("Citizens only. " + "Food. " * 50_000) >= {"asks_status"}


@pytest.mark.parametrize(
    "table",
    [
        {"asks": {"only": ["a ("]}},
        {"asks": {"only": ["<nobody>"]}},
        {"asks": {"sometimes": ["visa"]}},
        {"papers": {"library_card": ["library card"]}},
        {"asks": {"only": "visa"}},
        {"ask": {"only": ["visa"]}},
    ],
)
def test_a_file_with_a_mistake_is_refused_by_name(table: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"xx\.toml"):
        list(read_fine_phrases(table, "xx"))


@pytest.mark.parametrize(
    "text",
    [
        "We do not require ID but do require proof of citizenship.",
        "No ID needed, but you must show a valid visa.",
        "We do not ask for papers, but visa holders pay more.",
        "Children do not need papers; parents need a work permit.",
        "Applicants with no legal status cannot apply.",
        "Not open to people without legal status.",
        "No piden cita, pero sí exigen visa vigente.",
    ],
)
def test_a_no_before_a_but_reaches_no_further(text: str) -> None:
    assert any(one.lowers for one in read_fine_print(text))


@pytest.mark.parametrize(
    "text",
    [
        "No visa needed.",
        "No passport, visa or ID required.",
        "ID is helpful but not required.",
        "Nobody has to prove citizenship.",
    ],
)
def test_a_no_of_several_kinds_is_openness(text: str) -> None:
    assert _said(text) == {"explicitly_open"} or _said(text) == {"explicitly_open", "asks_paper:photo_id"}
    assert not any(one.lowers for one in read_fine_print(text, Demand.ALL))

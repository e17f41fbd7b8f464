"""Every need of FORMATS section 3, with all that a family and a social worker read of it."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from referral_assistant.directory.sheets import NEEDS
from referral_assistant.errors import InputError
from referral_assistant.need import Needs, fold, load_needs
from referral_assistant.paths import resources

_IDS = """
education.enrolment education.language education.early education.return education.special
health.primary health.child health.maternal health.mental health.chronic health.disability health.dental health.sexual
health.emergency vaccines.routine vaccines.covid vaccines.pregnancy
money.cash money.fees money.remittance money.food money.transport money.work
papers.birth papers.school papers.health_card legal.advice legal.detention legal.labour
protection.violence protection.child protection.trafficking protection.family_tracing
basics.food basics.shelter basics.clothes basics.hygiene language.interpreter language.lessons
""".split()  # noqa: SIM905 - as the format lists them


@pytest.fixture(scope="module")
def needs() -> Needs:
    return load_needs((resources() / "needs.toml").read_text("utf-8"))


def test_every_need_of_the_format_and_no_other(needs: Needs) -> None:
    assert sorted(needs.by_id) == sorted(_IDS)
    assert needs.ids == NEEDS == set(_IDS)
    assert [need.id for need in needs.all] == _IDS


def test_what_every_need_says(needs: Needs) -> None:
    groups = {group.id for group in needs.groups}
    pictograms = tomllib.loads((resources() / "icons" / "pictograms.toml").read_text("utf-8"))
    for need in needs.all:
        assert need.group in groups
        assert 0 <= need.urgency <= 6
        assert set(need.who) <= {"child", "adult", "pregnant"}
        assert need.who
        for sentence in (need.explanation, need.if_nothing):
            assert str(sentence).endswith(".")
            assert len(str(sentence)) < 160
        assert 3 <= len(str(need.name)) <= 40
        assert need.pictogram in str(pictograms)


def test_danger_comes_first_and_on_paper_it_is_not_named(needs: Needs) -> None:
    assert {need.id for need in needs.all if need.urgency == 0} == {
        "health.emergency", "protection.violence", "protection.child", "protection.trafficking"
    }  # fmt: skip
    discreet = {need.id for need in needs.all if need.discreet}
    assert {"protection.violence", "protection.trafficking", "health.sexual", "health.mental"} <= discreet
    assert "health.dental" not in discreet
    assert needs.urgency["health.maternal"] < needs.urgency["money.cash"]


def test_words_that_are_never_said_to_a_family(needs: Needs) -> None:
    said = " ".join(f"{need.name} {need.explanation} {need.if_nothing}" for need in needs.all).lower()
    for word in ("illegal", "alien", "undocumented", "victim", "beneficiary", "client", "!", "please"):
        assert word not in said


def reached(needs: Needs, **record: Any) -> set[str]:
    return set(needs.reached(record))


def test_terms_reach_needs_whole(needs: Needs) -> None:
    def term(name: str) -> dict[str, Any]:
        return {"attributes": [{"taxonomy_term": {"name": name}}]}

    assert "health.child" in reached(needs, name="x", **term("Pediatrics"))
    assert "education.enrolment" in reached(needs, name="x", **term("help find  SCHOOL"))
    assert "legal.advice" in reached(needs, name="x", **term("Advocacy and Legal Aid"))
    assert reached(needs, name="x", **term("Pediatrics and more")) == set()
    assert "health.child" in reached(needs, name="x", attributes=[{"label": "Pediatrics"}])


def test_keywords_are_whole_words_of_name_or_else_of_description(needs: Needs) -> None:
    assert reached(needs, name="Dental clinic") == {"health.dental"}
    assert reached(needs, name="Accidental damage") == set()
    assert reached(needs, name="House", description="We also have a dentist.") == {"health.dental"}
    assert reached(needs, name="Dental clinic", description="and legal aid") == {"health.dental"}
    assert "vaccines.routine" in reached(needs, name="คลินิกวัคซีนเด็ก")
    assert reached(needs, name="House", description=None) == set()
    assert needs.mentioned("Food Bank & Legal Aid") == {"basics.food", "legal.advice"}


def test_what_a_person_said_counts_before_words(needs: Needs) -> None:
    own = {"taxonomy": "Referral Assistant", "name": "need"}
    said = {"link_type": "need", "value": "basics.clothes", "taxonomy_term": own}
    rule = {"link_type": "condition", "value": "{}", "label": "receives is shelter", "taxonomy_term": own}
    assert reached(needs, name="Dental clinic", description="legal aid", attributes=[said, rule]) == {"basics.clothes"}
    assert reached(needs, name="House", attributes=[rule]) == set()
    term = {"taxonomy_term": {"name": "Pediatrics"}}
    assert reached(needs, name="House", attributes=[said, term]) == {"basics.clothes", "health.child"}


def test_no_term_or_keyword_is_listed_twice_in_a_need(needs: Needs) -> None:
    for need in needs.all:
        for words in (need.terms, need.keywords):
            folded = [fold(word) for word in words]
            assert len(folded) == len(set(folded)), need.id


def test_folding() -> None:
    assert fold("  Help & MORE\n") == "help and more"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[need", "needs.toml cannot be read: "),
        ("group = []\nreceives = []", "needs.toml cannot be read: 'need'."),
        ('receives = []\ngroup = []\n[[need]]\nid = "a.b"', "needs.toml cannot be read: \"a.b lacks 'name'\"."),
        ("receives = []\ngroup = []\n[[need]]\nname = 'x'", "needs.toml cannot be read: \"an entry lacks 'id'\"."),
    ],
)
def test_a_file_that_is_wrong_names_the_entry(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        load_needs(text)
    assert str(caught.value).startswith(sentence)

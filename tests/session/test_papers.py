"""Papers ordered from a visit on the example directory: what is refused, what is agreed, what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from referral_assistant.disclosure import Safety, judge
from referral_assistant.errors import InputError
from referral_assistant.household import Visit
from referral_assistant.letters.discreet import telling, text_of
from referral_assistant.paths import resources
from referral_assistant.referral import Category, Priority, Referral
from referral_assistant.session import Session
from referral_assistant.session.agreed import age_band, role_of
from referral_assistant.session.papers import Order
from referral_assistant.session.papers_contents import PaperKind
from referral_assistant.settings import Letterhead
from tests.letters.papers import pages_of

REFERENCE = "K7QM-2XNB"
SCHOOL = "0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4"
CLINIC = "fd32542f-a9ed-5bf2-8490-80ec0dd6c718"
ACADEMY_ASKS = "25ea3f53-5534-5119-a92c-bd6ec1041d32"
OLD_BUILDING = "241dac34-f48b-598f-9f87-926dfea2ed0d"
HALL_NOBODY_ASKED = "06cb69ba-3829-5629-ab70-36c71929b63a"
SAFE_PLACE = "4c6b423e-4b35-5870-b7d4-15669b93e1b0"
AFTER_VIOLENCE = "bcd9adb7-3c63-5177-976d-721705816b2e"
NOT_NEEDED = "No immigration document is needed"

FAMILY = """
language = "my"
spoken_language = "rhg"
area = "mae-lin"
on = 2026-11-24
papers = []
[household]
size = 9
[[people]]
label = "Grandmother Daw Aye"
age_years = 67
disability = true
needs = ["health.primary"]
[[people]]
label = "daughter"
age_years = 13
school = "lower_secondary"
pregnant = true
weeks_pregnant = 28
doses = [{ vaccine = "Zagreb", on = 2026-05-02 }]
needs = ["education.enrolment", "vaccines.routine", "protection.violence"]
[[people]]
label = "mother"
age_years = 35
needs = ["protection.violence"]
"""
FACTS = {
    Category.NEED: ("Going to school",),
    Category.ROLE: ("Child ·", "· Child", "For Child"),
    Category.AGE: ("12 to 17 years",),
    Category.PREGNANCY: ("pregnant", "week 28"),
    Category.SCHOOLING: ("lower secondary school",),
    Category.LANGUAGE: ("Rohingya",),
    Category.DOSES: ("Zagreb",),
    Category.FAMILY_SIZE: ("People in the family: 9",),
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with Session.open(tmp_path_factory.mktemp("papers"), region="example") as opened:
        opened.apply_import(opened.prepare_import(resources() / "example-directory", "example directory"))
        head = Letterhead("Riverside Clinic", "12 River Road", "555-0199", "9:00 – 15:00")
        opened.settings = replace(opened.settings, example=True, letterhead=head)
        yield opened


def visit(session: Session, text: str = FAMILY) -> Visit:
    return session.read_family(text.encode(), "family.toml")


def text(session: Session, order: Order) -> str:
    return re.sub(r"[\s\x00-\x1f]+", " ", text_of(session.letter(order)))


def ordered(session: Session, kind: str = "letter", service: str | None = SCHOOL, **wishes: object) -> Order:
    about_one = PaperKind(kind).needs_service
    wanted = {"language": "en", "second": "", "reference": REFERENCE, **wishes}
    return session.order(visit(session), kind=kind, service_id=service if about_one else None, **wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("second", ["en", "my"])
def test_every_kind_is_written(session: Session, kind: str, second: str) -> None:
    service = HALL_NOBODY_ASKED if kind == "call-sheet" else SCHOOL
    order = session.order(visit(session), language="th", second=second, kind=kind, service_id=service)
    assert session.letter(order).startswith(b"%PDF-")
    assert session.letter(order) == session.letter(order)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.frozensets(some.sampled_from(sorted(set(Category) - {Category.NOTE}))),
    some.sampled_from(["letter", "plan", "slip-a6", "receipt-80mm"]),
)
def test_no_fact_reaches_paper_without_consent(session: Session, share: frozenset[str], kind: str) -> None:
    said = text(session, ordered(session, kind, share=share))
    for category, facts in FACTS.items():
        if category not in share:
            assert not [fact for fact in facts if fact in said], category
        elif kind == "letter" and category is not Category.ROLE:
            assert [fact for fact in facts if fact in said], category
    assert "Daw" not in said
    assert "67" not in said


def test_a_name_in_a_label_is_never_printed(session: Session) -> None:
    said = text(session, ordered(session, service=CLINIC, share=sorted(Category), note="Comes by bus."))
    assert "Grandparent · 60 years or more · has a disability" in said
    assert "Daw" not in said
    assert "Comes by bus." in said


@pytest.mark.parametrize(
    ("age", "said"),
    [
        ("age_months = 7", "under 1 year"),
        ("age_months = 14", "1 year"),
        ("age_months = [0, 23]", "under 2 years"),
        ("age_years = 3", "2 to 4 years"),
        ("age_years = [6, 13]", "5 to 17 years"),
        ("age_years = 17", "12 to 17 years"),
        ("age_years = 31", "18 to 59 years"),
        ("age_years = [18, 120]", "18 years or more"),
        ("age_years = [0, 120]", ""),
        ("born = 2019-11-24", "5 to 11 years"),
    ],
)
def test_an_age_is_told_as_a_band(session: Session, age: str, said: str) -> None:
    person = visit(session, f"on = 2026-11-24\n[[people]]\n{age}\n").household.people[0]
    assert str(age_band(person) or "") == said


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("mother", "Mother"), ("second child", "Child"), ("Grandmother Daw Aye", "Grandparent"), ("Ma Hla", "Someone"),
        ("", "Someone"), ("motherly", "Someone"), ("baby", "Baby"), ("adult", "Someone"), ("father-in-law", "Father"),
    ],
)  # fmt: skip
def test_a_label_is_told_as_a_role(session: Session, label: str, role: str) -> None:
    person = visit(session, f'on = 2026-11-24\n[[people]]\nlabel = "{label}"\n').household.people[0]
    assert str(role_of(person)) == role


def test_unsaid_the_need_and_the_language_are_shared(session: Session) -> None:
    said = text(session, ordered(session))
    assert "Going to school" in said
    assert "Rohingya" in said
    assert "12 to 17" not in said


def test_the_sentence_about_documents_only_with_evidence_on_the_day(session: Session) -> None:
    """Over the whole directory and over the years: the sentence stands there exactly when the record proves it (P3)."""
    one = visit(session)
    for service in session.services[::4]:
        for on in (date(2026, 11, 24), date(2027, 5, 1), date(2030, 1, 1)):
            judged = judge(
                service.disclosure, on, duties=session.surroundings.duties_of(service),
                suspicious_words=service.suspicious_words,
            )  # fmt: skip
            if judged.safety is Safety.ASKS or not service.is_open_for_referral:
                continue
            order = session.order(replace(one, on=on), language="en", second="", service_id=service.id)
            referral = order.contents[0]
            assert isinstance(referral, Referral)
            safe = judged.safety in {Safety.NOT_ASKED, Safety.PROTECTED}
            assert (referral.door.not_asked_checked_on is not None) == safe, (service.name, on)


@pytest.mark.parametrize("kind", ["letter", "slip-a6"])
def test_what_nobody_asked_is_not_claimed(session: Session, kind: str) -> None:
    said = text(session, ordered(session, kind, HALL_NOBODY_ASKED))
    assert NOT_NEEDED not in said
    assert "No papers." not in said


@pytest.mark.parametrize("kind", ["letter", "slip-a6", "slip-a5", "receipt-80mm"])
def test_no_paper_sends_anyone_to_a_place_that_asks(session: Session, kind: str) -> None:
    with pytest.raises(InputError, match="asks for immigration status"):
        ordered(session, kind, ACADEMY_ASKS)


def test_a_place_that_asks_can_be_called_again(session: Session) -> None:
    order = session.order(visit(session), language="en", kind="call-sheet", service_id=ACADEMY_ASKS)
    assert "Do people need to show" in text(session, order)


def test_what_is_closed_gets_no_letter(session: Session) -> None:
    with pytest.raises(InputError, match="closed"):
        ordered(session, service=OLD_BUILDING)


@pytest.mark.parametrize("service", [AFTER_VIOLENCE, SAFE_PLACE])
def test_violence_stays_unsaid(session: Session, service: str) -> None:
    order = ordered(session, service=service, share=sorted(set(Category) - {Category.NOTE}))
    assert order.discreet
    assert pages_of(session.letter(order)) == 2, "one person a sheet"
    assert len(set(order.references)) == 2
    said = text(session, order)
    assert telling(said) == ()
    for told in ("Violence", "After violence", "A safe place", "pregnant", "shelter"):
        assert told not in said
    assert "Grandparent" not in said


def test_a_service_known_for_it_is_discreet_though_nobody_named_the_need(session: Session) -> None:
    family = 'on = 2026-11-24\n[[people]]\nneeds = ["education.enrolment"]\n'
    order = session.order(visit(session, family), language="en", service_id=AFTER_VIOLENCE)
    assert order.discreet


def test_a_note_that_tells_refuses_discreet_paper(session: Session) -> None:
    with pytest.raises(InputError, match="must not tell"):
        session.letter(ordered(session, service=AFTER_VIOLENCE, note="She was beaten: trauma care."))


def test_a_note_that_reveals_is_refused_with_its_words(session: Session) -> None:
    with pytest.raises(InputError, match="undocumented") as refused:
        ordered(session, note="The family is undocumented.")
    assert "instead" in str(refused.value)


def test_a_note_stands_on_the_letter(session: Session) -> None:
    assert "Prefers the afternoon." in text(session, ordered(session, note="Prefers the afternoon."))


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"service": None}, "none was named"),
        ({"service": "no-such-id"}, "no service"),
        ({"share": "need,nationality"}, "nationality"),
        ({"share": "need,languages"}, "Did you mean “language”"),
        ({"share": "need", "note": "Comes by bus."}, "did not agree"),
        ({"language": "xx"}, "no catalogue"),
        ({"second": "tlh"}, "no catalogue"),
        ({"paper": "a3"}, "a4, letter"),
        ({"kind": "plan", "note": "Comes by bus."}, "Only a letter"),
        ({"note": "x" * 700}, "700"),
        ({"copies": 4}, "one to 3"),
        ({"per_sheet": 2}, "room for: 1"),
        ({"reference": "hello"}, "not a reference"),
        ({"need": "education.nothing"}, "not known"),
    ],
)
def test_what_cannot_be_done_is_said(session: Session, wishes: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=re.escape(sentence)):
        ordered(session, **wishes)  # type: ignore[arg-type]


def test_an_unknown_kind_is_named(session: Session) -> None:
    with pytest.raises(InputError, match="call-sheet"):
        session.order(visit(session), language="en", kind="poster")


def test_priority_comes_from_the_need_unless_chosen(session: Session) -> None:
    def priority(order: Order) -> Priority:
        referral = order.contents[0]
        assert isinstance(referral, Referral)
        return referral.priority

    assert priority(ordered(session)) is Priority.ROUTINE
    assert priority(ordered(session, service=CLINIC)) is Priority.SOON
    assert priority(ordered(session, service=AFTER_VIOLENCE)) is Priority.TODAY
    assert priority(ordered(session, priority=Priority.TODAY)) is Priority.TODAY


def test_references_are_new_each_time(session: Session) -> None:
    made = {session.order(visit(session), language="en", service_id=SCHOOL).references for _ in range(5)}
    assert len(made) == 5


def test_the_second_language_unsaid(session: Session) -> None:
    def languages(family: str, **wishes: object) -> list[str]:
        wanted = {"language": "en", **wishes}
        order = session.order(visit(session, family), service_id=SCHOOL, **wanted)  # type: ignore[arg-type]
        return [catalog.language.tag for catalog in order.words.catalogs]

    day = "on = 2026-11-24\n"
    assert languages(day + 'language = "my"\nsecond_language = "th"') == ["en", "th"]
    assert languages(day + 'language = "my"') == ["en", "my"]
    assert languages(day + 'language = "my"', share="need") == ["en"]
    assert languages(day + 'language = "my"', second="") == ["en"]
    assert languages(day + 'language = "my"', language="my") == ["my"]


def test_copies_and_sheets(session: Session) -> None:
    assert pages_of(session.letter(ordered(session, copies=3))) == 3
    assert pages_of(session.letter(ordered(session, clinic_copy=True))) == 2
    assert pages_of(session.letter(ordered(session, "slip-a6", per_sheet=4))) == 1
    assert pages_of(session.letter(ordered(session, "slip-a5", per_sheet=2))) == 1
    both = session.letters([ordered(session), ordered(session, service=CLINIC)])
    assert pages_of(both) == 2


def test_the_plan_puts_the_paper_before_the_place_that_asks_for_it(session: Session) -> None:
    family = 'on = 2026-11-24\npapers = []\n[[people]]\nage_years = 2\nneeds = ["vaccines.routine"]\n'
    one = visit(session, family)
    post = next(one for one in session.services if one.name == "Vaccines, Health Post 3")
    order = session.order(one, language="en", kind="plan")
    said = text(session, order)
    assert "First this" in said
    lacking = replace(one, household=replace(one.household, papers=None))
    chosen = session.order(lacking, language="en", kind="plan", services=[post.id])
    said = text(session, chosen)
    assert said.index("Get this paper here: a birth or school record") < said.index("Vaccines, Health Post 3")


def test_a_plan_keeps_discreet_needs_off(session: Session) -> None:
    said = text(session, ordered(session, "plan"))
    assert telling(said) == ()
    assert "Seeing a doctor" in said
    only = 'on = 2026-11-24\n[[people]]\nneeds = ["protection.violence"]\n'
    with pytest.raises(InputError, match="carried around"):
        session.order(visit(session, only), language="en", kind="plan")


def test_the_right_behind_the_need(session: Session) -> None:
    assert "Saraya Education Act, section 12" in text(session, ordered(session))
    assert "Saraya Health Act" not in text(session, ordered(session))
    assert "Saraya Education Act, section 12" in text(session, ordered(session, "rights"))
    assert "not written down anywhere" in text(session, ordered(session, "rights"))


def test_a_right_that_is_out_of_date_is_not_printed(session: Session) -> None:
    late = replace(visit(session), on=date(2040, 1, 1))
    said = text(session, session.order(late, language="en", kind="rights"))
    assert "Education Act" not in said


def test_a_logo_comes_from_the_data_folder_only(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    head = replace(session.settings.letterhead, logo="../../etc/passwd")
    monkeypatch.setattr(session, "settings", replace(session.settings, letterhead=head))
    with pytest.raises(InputError, match="passwd cannot be read"):
        ordered(session)

"""Say why: every finding as a sentence with its evidence, and what one changeable fact would make the difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from referral_assistant.condition import NO_EVIDENCE, Evidence, Kind, Operator, Scope, Test, fold_place
from referral_assistant.disclosure import DisclosureRow, Fact, Judgement, Safety, papers_asked
from referral_assistant.eligibility import (
    UNRECORDED,
    Literal,
    Outcome,
    PaperTest,
    Rule,
    answer,
)
from referral_assistant.household import Household, Person, completed_months
from referral_assistant.i18n.language import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.service import Service, Status

BIRTHDAY_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer, as a sentence, with the evidence behind the rule."""

    rule: str
    outcome: Outcome
    message: Message
    evidence: Evidence = NO_EVIDENCE


class LeftOutBecause(StrEnum):
    ASKS_STATUS = "asks_status"
    CLOSED = "closed"
    AREA = "area"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class WouldFitIf:
    """The one fact that can change and stands between a family and a service."""

    attribute: str
    value: str
    message: Message


PAPER_NAMES = {
    "photo_id": msg("a photo ID"),
    "residence_proof": msg("a proof of address"),
    "income_proof": msg("a proof of income"),
    "birth_or_school_record": msg("a birth or school record"),
    "social_security_number": msg("a social security number"),
    "other_document": msg("another paper"),
}
WORDS: dict[str, Message] = {
    "female": msg("women and girls"),
    "male": msg("men and boys"),
    "other": msg("people of another gender"),
    "none": msg("no school so far"),
    "pre_primary": msg("pre-school"),
    "primary": msg("primary school"),
    "lower_secondary": msg("lower secondary school"),
    "upper_secondary": msg("upper secondary school"),
    "finished": msg("school finished"),
    "food_aid": msg("food help"),
    "cash_aid": msg("cash help"),
    "rent_aid": msg("help with rent"),
    "health_cover": msg("health cover"),
    "school_aid": msg("help with school costs"),
    "child_benefit": msg("child benefit"),
    "disability_benefit": msg("disability benefit"),
    "shelter": msg("a place in a shelter"),
    "other_help": msg("other help"),
}
_FLAGS = {
    "pregnant": (msg("For someone who is pregnant"), msg("For someone who is not pregnant")),
    "breastfeeding": (msg("For a mother who breastfeeds"), msg("For a mother who does not breastfeed")),
    "disability": (msg("For a person with a disability"), msg("For a person without a disability")),
    "can_pay": (msg("For a family that can pay"), msg("For a family that cannot pay")),
    "insured": (msg("For a family with health cover"), msg("For a family without health cover")),
    "open_to_all": (msg("Open to everyone"), msg("Not open to everyone")),
}


def sentence_of(literal: Literal) -> Message:
    """Say in one sentence what a literal asks."""
    if isinstance(literal, PaperTest):
        paper = PAPER_NAMES[literal.paper]
        if literal.only_if is None:
            return msg("Asks for {paper}", paper=paper)
        return msg("Asks for {paper} of some: {who}", paper=paper, who=sentence_of(literal.only_if))
    if not isinstance(literal, Test):
        return msg("Nobody has recorded who can use it")
    return _sentence_of_test(literal)


def _sentence_of_test(test: Test) -> Message:
    if test.scope is not Scope.ANY_PERSON:
        return _said(test, turned=test.is_not != test.excludes)
    someone = msg("Someone in the family fits: {rule}", rule=_said(test, turned=test.is_not))
    return msg("Not meant here: {rule}", rule=someone) if test.excludes else someone


def _said(test: Test, *, turned: bool) -> Message:
    if test.kind is Kind.FLAG:
        return _FLAGS[test.attribute][int(("yes" in test.values) == turned)]
    return msg("Not meant here: {rule}", rule=_plain(test)) if turned else _plain(test)


def _value(attribute: str, value: str) -> Message:
    """Name one value as a person would: a language by its own name, a help by what it is."""
    language = LANGUAGES.get(value.replace("-", "_")) if attribute == "language" else None
    if language:
        return msg("{value}", value=f"{language.own_name} ({language.english_name})")
    return WORDS.get(value, msg("{value}", value=value))


def _plain(test: Test) -> Message:
    values = _list([_value(test.attribute, value.strip()) for value in test.value.split("|")])
    span = _range(test)
    patterns = {
        "age_years": msg("For people aged {range} years", range=span),
        "age_months": msg("For people aged {range} months", range=span),
        "sex": msg("For {whom}", whom=values),
        "school": msg("Schooling so far: {school}", school=values),
        "weeks_pregnant": msg("For a pregnancy of {range} weeks", range=span),
        "months_since_birth": msg("For a mother {range} months after a birth", range=span),
        "area": msg("For people who stay in {place}", place=values),
        "language": msg("For people who speak {language}", language=values),
        "size": msg("For a family of {range} people", range=span),
        "income_month": msg("For a family with {range} a month", range=span),
        "income_month_per_person": msg("For a family with {range} a month for each person", range=span),
        "receives": msg("For a family that already gets {help}", help=values),
        "children_under_5": msg("For a family with {range} children under 5", range=span),
        "children_under_18": msg("For a family with {range} children under 18", range=span),
    }
    return patterns[test.attribute]


def _list(parts: list[Message]) -> Message:
    joined = parts[0]
    for part in parts[1:]:
        joined = msg("{one} or {other}", one=joined, other=part)
    return joined


def _range(test: Test) -> Message:
    first, _, last = test.value.partition("..")
    if test.operator is Operator.BETWEEN:
        return msg("{low} to {high}", low=first.strip(), high=last.strip())
    if test.operator is Operator.ONE_OF:
        return _list([msg("{number}", number=one.strip()) for one in test.value.split("|")])
    patterns = {
        Operator.AT_LEAST: msg("{number} or more", number=test.value),
        Operator.AT_MOST: msg("up to {number}", number=test.value),
        Operator.MORE_THAN: msg("more than {number}", number=test.value),
        Operator.LESS_THAN: msg("less than {number}", number=test.value),
    }
    return patterns.get(test.operator, msg("{number}", number=test.value))


def findings_for(
    service: Service, rule: Rule, judgement: Judgement, people: Iterable[Person], household: Household, on: date
) -> tuple[Finding, ...]:
    """Return the findings of the group that decides for these people, then those about the place and its safety."""
    person, group = _deciding(rule, tuple(people), household)
    evidence: dict[Literal, Evidence] = {
        condition.test: condition.evidence for condition in service.conditions if condition.in_force(on)
    }
    for row in papers_asked(service.disclosure, on):
        evidence[PaperTest(row.value, row.only_if)] = row.evidence
    found = [
        Finding(
            rule_text(literal),
            answer(literal, person, household),
            sentence_of(literal),
            evidence.get(literal, NO_EVIDENCE),
        )
        for literal in group
    ]
    return (*found, *_place_findings(service, on), *safety_findings(judgement))


def _place_findings(service: Service, on: date) -> list[Finding]:
    """Say that a service is closed, or whether it had room when somebody last asked."""
    found = []
    if service.status is not Status.ACTIVE:
        for_good = service.status is Status.DEFUNCT
        closed = msg("Closed for good") if for_good else msg("Closed at the moment")
        found.append(Finding(f"status {service.status}", Outcome.NO, closed))
    free, asked = service.capacity_available, service.capacity_checked
    if free is not None and asked and asked <= on:
        room = (
            msg("Places free: {number}", number=round(free))
            if free > 0
            else msg("No place was free: ask how long to wait")
        )
        outcome = Outcome.YES if free > 0 else Outcome.UNKNOWN
        found.append(Finding(f"capacity {round(free)}", outcome, room, Evidence(service.source, asked)))
    return found


def rule_text(literal: Literal) -> str:
    """Write a literal in the words of the sheets."""
    if isinstance(literal, PaperTest):
        condition = f" only_if {literal.only_if.rule}" if literal.only_if else ""
        return f"asks_paper {literal.paper}{condition}"
    return literal.rule if isinstance(literal, Test) else "unrecorded"


def safety_findings(judgement: Judgement) -> tuple[Finding, ...]:
    """Say what the safety of a service rests on."""
    outcome = {Safety.ASKS: Outcome.NO, Safety.UNCONFIRMED: Outcome.UNKNOWN}.get(judgement.safety, Outcome.YES)
    found = [
        Finding(f"{row.fact} {row.value}", outcome, sentence_of_row(row), row.evidence) for row in judgement.because
    ]
    if judgement.duty:
        duty = judgement.duty
        evidence = Evidence(duty.source, duty.checked_on, duty.title)
        found.append(
            Finding("duty_to_report", Outcome.UNKNOWN, msg("A duty to report: {duty}", duty=duty.title), evidence)
        )
    if judgement.suspicious_words:
        words = ", ".join(judgement.suspicious_words)
        found.append(
            Finding("own_words", Outcome.UNKNOWN, msg("Its own text suggests otherwise: {words}", words=words))
        )
    found += [
        Finding("unreadable", Outcome.UNKNOWN, msg("A check that was recorded cannot be read: {row}", row=row))
        for row in judgement.unreadable
    ]
    if judgement.clock_behind:
        found.append(Finding("clock", Outcome.UNKNOWN, clock_sentence(judgement.clock_behind)))
    too_old = msg("This check is too old to rely on")
    found += [Finding(f"{row.fact} {row.value}", Outcome.UNKNOWN, too_old, row.evidence) for row in judgement.expired]
    if not found:
        found.append(Finding("asks_status", Outcome.UNKNOWN, msg("Nobody has recorded whether it asks about status")))
    return tuple(found)


def clock_sentence(newest: date) -> Message:
    """Say that the clock of the computer cannot be right."""
    return msg(
        "The date of this computer is before a check of {day}. Until it is right, nothing is confirmed", day=newest
    )


def sentence_of_row(row: DisclosureRow) -> Message:
    """Say in one sentence what a row of the disclosure sheet says."""
    if row.fact is Fact.ASKS_PAPER:
        return msg("Asks for {paper}", paper=PAPER_NAMES[row.value]) if row.is_demand else msg("Asks for no paper")
    if row.fact is Fact.FIREWALL:
        if row.value == "none":
            return msg("No law or policy protects who comes")
        return msg("Protected by law") if row.value == "law" else msg("Protected by a written policy")
    if row.fact is Fact.SHARES:
        return msg("Passes on who comes") if row.is_demand else msg("Does not pass on who comes")
    return msg("Asks about immigration status") if row.is_demand else msg("Does not ask about immigration status")


def _deciding(rule: Rule, people: tuple[Person, ...], household: Household) -> tuple[Person, tuple[Literal, ...]]:
    """Return the person and the group nearest to a yes; the first of equals."""
    choices = [(person, group) for person in people or (Person(),) for group in rule.groups]
    return max(choices, key=lambda choice: _closeness(choice[1], choice[0], household))


def _closeness(group: tuple[Literal, ...], person: Person, household: Household) -> tuple[int, int, int]:
    answers = [answer(literal, person, household) for literal in group]
    return (min(answers, default=Outcome.YES), -answers.count(Outcome.NO), -answers.count(Outcome.UNKNOWN))


def why_left_out(
    service: Service, rule: Rule, judgement: Judgement, people: tuple[Person, ...], household: Household
) -> LeftOutBecause:
    """Give the first reason that holds: it asks for status, it is closed, the area, or another condition."""
    if judgement.safety is Safety.ASKS:
        return LeftOutBecause.ASKS_STATUS
    if service.status is not Status.ACTIVE:
        return LeftOutBecause.CLOSED
    blocking = _blocking(rule, people, household)
    is_area = bool(blocking) and all(isinstance(one, Test) and one.attribute == "area" for one in blocking)
    return LeftOutBecause.AREA if is_area else LeftOutBecause.CONDITION


def _blocking(rule: Rule, people: tuple[Person, ...], household: Household) -> list[Literal]:
    person, group = _deciding(rule, people, household)
    return [literal for literal in group if answer(literal, person, household) is Outcome.NO]


def would_fit_if(
    rule: Rule, people: tuple[Person, ...], household: Household, on: date, reachable: frozenset[str] = frozenset()
) -> WouldFitIf | None:
    """Name the one fact that can change: a paper, a birthday within 90 days, a neighbouring area within reach.

    REACHABLE are the folded names of areas that the family could go to. Facts that cannot or should not change (sex,
    income, pregnancy, …) are never named.
    """
    for person in people:
        for group in rule.groups:
            blocking = [literal for literal in group if answer(literal, person, household) is Outcome.NO]
            if len(blocking) == 1 and (change := _change(blocking[0], person, household, on, reachable)):
                return change
    return None


def _change(
    literal: Literal, person: Person, household: Household, on: date, reachable: frozenset[str]
) -> WouldFitIf | None:
    if isinstance(literal, PaperTest):
        name = PAPER_NAMES[literal.paper]
        return WouldFitIf("papers", literal.paper, msg("It would fit with {paper}", paper=name))
    if not isinstance(literal, Test) or literal.scope is Scope.ANY_PERSON:
        return None
    if literal.attribute == "area" and not literal.is_not and not literal.excludes:
        return _neighbour(literal, reachable)
    if literal.kind is Kind.AGE and person.born:
        return _birthday(literal, person, household, on)
    return None


def _neighbour(test: Test, reachable: frozenset[str]) -> WouldFitIf | None:
    near = [place.strip() for place in test.value.split("|") if fold_place(place) in reachable]
    if not near:
        return None
    places = _list([msg("{value}", value=place) for place in near])
    return WouldFitIf("area", "|".join(near), msg("It is for people in {place}, within reach", place=places))


def _birthday(test: Test, person: Person, household: Household, on: date) -> WouldFitIf | None:
    born = person.born or on
    for days in range(1, BIRTHDAY_WITHIN.days + 1):
        day = on + timedelta(days=days)
        months = completed_months(born, day)
        if answer(test, replace(person, age_months=(months, months)), household) is Outcome.YES:
            return WouldFitIf(test.attribute, day.isoformat(), msg("It will fit from {day}, by age", day=day))
    return None


ASK_STATUS = msg("Do people need to show an identity or immigration document to use this service?")
ASK_SHARING = msg("Do you write down, or pass on to anyone, where people come from or what papers they have?")
ASK_WHO = msg("Who can use this service: which ages, which area?")
ASK_PAPERS = msg("Which papers do people have to bring?")


def telephone_questions(rule: Rule, people: tuple[Person, ...], household: Household) -> tuple[Message, ...]:
    """List what to ask on the telephone, without saying that a family waits."""
    questions = [ASK_STATUS, ASK_SHARING]
    _, group = _deciding(rule, people, household)
    if UNRECORDED in group:
        questions.append(ASK_WHO)
    if not any(isinstance(literal, PaperTest) for literal in group):
        questions.append(ASK_PAPERS)
    return tuple(questions)

"""The three lists of FORMATS section 4 and their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from referral_assistant import completions, matching
from referral_assistant.columns import Columns
from referral_assistant.disclosure import PAPERS, Duty, Safety, papers_asked
from referral_assistant.eligibility import Outcome
from referral_assistant.household import Household, Person, Sex
from referral_assistant.matching import Match, MatchIndex, MatchList, match
from referral_assistant.probes import STEPS
from referral_assistant.ranking import Nearness
from referral_assistant.service import Cost, Hours, Service, Spot, Status
from tests.rows import NEED, ON, asked, family, matched, service, told

LAW = (
    told("asks_status no law 2026-09-01"),
    told("shares_with_authorities no law 2026-09-01"),
    told("firewall law law 2026-09-01"),
)
ASKS = (told("asks_status yes visit 2026-09-01"),)
UNSAID: tuple[Any, ...] = ()
FOR_ALL, FOR_GIRLS = asked("open_to_all is yes"), asked("sex is female")
SOMEONE, BOY, GIRL = Person(), Person(sex=Sex.MALE), Person(sex=Sex.FEMALE)


def ids(entries: MatchList) -> list[str]:
    return [entry.service.id for entry in entries]


@pytest.mark.parametrize(
    ("disclosure", "person", "status", "listed"),
    [
        (LAW, GIRL, Status.ACTIVE, "matches"),
        (LAW, SOMEONE, Status.ACTIVE, "matches"),
        (LAW, BOY, Status.ACTIVE, "left_out"),
        (LAW, GIRL, Status.TEMPORARILY_CLOSED, "left_out"),
        (LAW, GIRL, Status.DEFUNCT, "left_out"),
        (LAW, GIRL, Status.INACTIVE, "left_out"),
        (LAW, GIRL, Status.NOT_OURS, "nowhere"),
        (LAW, GIRL, Status.DO_NOT_LIST, "nowhere"),
        (UNSAID, GIRL, Status.ACTIVE, "call_first"),
        (UNSAID, SOMEONE, Status.ACTIVE, "call_first"),
        (UNSAID, BOY, Status.ACTIVE, "left_out"),
        (UNSAID, GIRL, Status.DEFUNCT, "left_out"),
        (ASKS, GIRL, Status.ACTIVE, "left_out"),
        (ASKS, SOMEONE, Status.ACTIVE, "left_out"),
        (ASKS, BOY, Status.DEFUNCT, "left_out"),
    ],
)
def test_in_which_list(disclosure: tuple[Any, ...], person: Person, status: Status, listed: str) -> None:
    results = matched(service(FOR_GIRLS, disclosure=disclosure, status=status), family(person))
    found = {name for name in ("matches", "call_first", "left_out") if len(getattr(results, name))}
    assert found == ({listed} if listed != "nowhere" else set())


def test_no_rows_is_unknown_never_open() -> None:
    (entry,) = matched(service(), family(GIRL)).matches
    assert entry.outcome is Outcome.UNKNOWN


def test_an_entry_says_whom_it_may_be_for() -> None:
    results = matched(service(FOR_GIRLS), family(BOY, GIRL, SOMEONE, Person(sex=Sex.FEMALE, needs=("basics.food",))))
    (entry,) = results.matches
    assert (entry.need, entry.people, entry.outcome, entry.rank) == (NEED, (1, 2), Outcome.YES, 1)
    assert entry.safety is entry.judgement.safety is Safety.NOT_ASKED
    (left_out,) = matched(service(FOR_GIRLS), family(BOY, Person(sex=Sex.OTHER))).left_out
    assert (left_out.people, left_out.outcome) == ((0, 1), Outcome.NO)
    (closed,) = matched(service(FOR_GIRLS, status=Status.DEFUNCT), family(BOY, GIRL)).left_out
    assert (closed.people, closed.outcome) == ((1,), Outcome.YES)


def test_whom_it_may_be_for_is_said_of_each_service() -> None:
    services = [service(FOR_ALL, identity="a"), service(FOR_GIRLS, identity="b"), service(FOR_GIRLS, identity="c")]
    found = {one.service.id: (one.people, one.outcome.name) for one in matched(services, family(BOY, SOMEONE)).matches}
    assert found == {"a": ((0, 1), "YES"), "b": ((1,), "UNKNOWN"), "c": ((1,), "UNKNOWN")}


def test_one_need_one_list_once() -> None:
    random = Random(2)
    everything = [random_service(random, f"{place:03}") for place in range(200)]
    people = (Person(sex=Sex.FEMALE, needs=(NEED, "basics.food")), Person(needs=("basics.food",)))
    results = matched(everything, Household(people))
    entries = [(entry.need, entry.service.id) for one in lists(results) for entry in one]
    assert len(entries) == len(set(entries))
    assert {service_id for need, service_id in entries if need == NEED} == {
        one.id for one in everything if NEED in one.needs and one.is_listed
    }


def lists(results: Any) -> tuple[MatchList, MatchList, MatchList]:
    return results.matches, results.call_first, results.left_out


NOT_A_NUMBER = tuple(paper for paper in PAPERS if paper != "social_security_number")


def random_service(random: Random, identity: str) -> Service:
    disclosure = random.choice(((), (told("asks_status no website 2026-11-01"),), LAW, ASKS))
    papers = random.choice(
        (
            (),
            ("none",),
            ("photo_id",),
            ("photo_id", "income_proof"),
            ("income_proof", "income_proof"),
            NOT_A_NUMBER[:4],
            NOT_A_NUMBER,
        )
    )
    how = random.choice(("visit", "phone_call"))
    return service(
        *random.choice(((), (FOR_ALL,), (FOR_GIRLS,), (asked("sex is male"),))),
        identity=identity,
        needs=frozenset(random.sample((NEED, "basics.food"), random.choice((1, 2)))),
        disclosure=(*disclosure, *(told(f"asks_paper {paper} {how} 2026-10-01") for paper in papers)),
        languages=frozenset(random.sample(("my", "zh-Hans", "zh_Hant", "TH"), random.choice((0, 1, 2)))),
        free=random.choice((True, False, None)),
        spots=tuple(
            Spot(area=area) for area in random.sample(("Mae Lin", "Ban Rai", "Pha Noi", ""), random.choice((0, 1, 2)))
        ),
        confirmed_on=random.choice((None, date(2026, 1, 1), date(2026, 11, 20), ON, date(2027, 1, 1))),
        status=random.choice((*[Status.ACTIVE] * 6, Status.DEFUNCT, Status.DO_NOT_LIST)),
    )


def rank_key(entry: Match, household: Household, near: Nearness) -> tuple[Any, ...]:
    """Rank as FORMATS and the README say it in words, one service at a time."""
    one = entry.service
    asked_for = {row.value for row in papers_asked(one.disclosure, ON)}
    recorded = any(row.fact == "asks_paper" and row.counts(ON) for row in one.disclosure)
    papers = (len(asked_for) + 1 if asked_for else 0) if recorded else 1
    spoken = {tag[:2].lower() for tag in one.languages}
    wanted = {tag[:2].lower() for tag in household.languages or ()}
    language = 0 if spoken & wanted else 2 if spoken else 1
    places = {spot.area.casefold() for spot in one.spots if spot.area}
    distance = 0 if places & near.here else 1 if places & near.next_to_it else 3 if places else 2
    days = [row.evidence.checked_on for row in entry.judgement.because]
    fresh = max((day.toordinal() for day in (*days, one.confirmed_on) if day and day <= ON), default=0)
    cost = {True: 0, None: 1, False: 2}[one.free]
    return (-entry.outcome, -entry.safety, papers, language, cost, distance, -fresh, one.id)


def test_as_good_as_the_best_is_what_only_freshness_and_id_set_apart() -> None:
    random = Random(7)
    household = family(SOMEONE, languages=frozenset({"my"}))
    near = Nearness(frozenset({"mae lin"}), frozenset({"ban rai"}))
    most = 0
    for count in (0, 1, *[60] * 30):
        results = matched([random_service(random, f"{place:03}") for place in range(count)], household, near=near)
        for need in results.needs:
            mask = need.possibly & need.candidates & results.index.running & results.confirmed
            listed = [entry for entry in results.matches if entry.need == need.need]
            best = results.best(need, mask)
            first = [rank_key(entry, household, near)[:-2] for entry in listed[:1]]
            alike = [entry for entry in listed if rank_key(entry, household, near)[:-2] in first]
            assert [one.service.id for one in best] == [one.service.id for one in alike]
            assert [one.rank for one in best] == list(range(1, len(best) + 1))
            most = max(most, len(best))
    assert most == 2


def test_ranking_is_lexicographic() -> None:
    random = Random(7)
    services = [random_service(random, f"{place:03}") for place in random.sample(range(400), 400)]
    for languages, near in (
        (None, Nearness()),
        (frozenset({"my"}), Nearness(frozenset({"mae lin", "nowhere"}), frozenset({"ban rai", "elsewhere"}))),
        (frozenset({"zh_Hant", "th-TH"}), Nearness(frozenset({"pha noi"}), frozenset({"pha noi", "ban rai"}))),
        (frozenset({"ZH-Hans"}), Nearness(frozenset({"nowhere"}))),
    ):
        household = family(SOMEONE, languages=languages)
        results = matched(services, household, near=near)
        for listed in lists(results):
            keys = [rank_key(entry, household, near) for entry in listed]
            assert keys == sorted(keys)
            assert len(keys) > 20
            assert [entry.rank for entry in listed] == list(range(1, len(keys) + 1))


def test_a_place_that_no_service_has_is_near_to_none() -> None:
    far, unplaced = service(FOR_ALL, identity="a", spots=(Spot(area="Far"),)), service(FOR_ALL, identity="b")
    for near in (Nearness(frozenset({"nowhere"})), Nearness(next_to_it=frozenset({"nowhere"}))):
        assert ids(matched([far, unplaced], family(GIRL), near=near).matches) == ["b", "a"]


def test_the_order_of_services_changes_nothing() -> None:
    random = Random(8)
    services = [random_service(random, f"{place:03}") for place in range(60)]
    expected = [ids(one) for one in lists(matched(services, family(GIRL)))]
    assert [ids(one) for one in lists(matched(services[::-1], family(GIRL)))] == expected


def test_the_more_urgent_need_comes_first() -> None:
    people = family(Person(needs=("money.cash", "basics.food", "legal.advice", "other")))
    services = [
        service(FOR_ALL, identity=need, needs=frozenset({need}))
        for need in ("basics.food", "legal.advice", "money.cash", "other")
    ]
    urgency = {"legal.advice": 3, "basics.food": 1, "money.cash": 3}
    found = matched(services, people, urgency=urgency).matches
    assert ids(found) == ["basics.food", "legal.advice", "money.cash", "other"]
    assert ids(matched(services, people).matches) == ["basics.food", "legal.advice", "money.cash", "other"]


def test_needs_that_nobody_offers_are_answered_by_nothing() -> None:
    results = matched(service(FOR_ALL), family(Person(needs=("legal.advice",))))
    assert [len(one) for one in lists(results)] == [0, 0, 0]
    assert results.needs[0].candidates == 0


def test_a_list_is_a_sequence() -> None:
    services = [service(FOR_ALL, identity=name) for name in "cab"]
    found = matched(services, family(GIRL)).matches
    assert len(found) == 3
    assert [entry.service.id for entry in found] == ["a", "b", "c"]
    assert (found[0].rank, found[2].rank, found[-1].rank) == (1, 3, 3)
    assert found[-1].service.id == "c"
    with pytest.raises(IndexError):
        found[3]


def test_how_many_a_further_answer_could_decide() -> None:
    services = [
        service(FOR_GIRLS, identity="a"),
        service(FOR_GIRLS, identity="b", disclosure=UNSAID),
        service(FOR_GIRLS, identity="asks", disclosure=ASKS),
        service(FOR_GIRLS, identity="closed", status=Status.DEFUNCT),
        service(FOR_ALL, identity="open"),
    ]
    assert matched(services, family(SOMEONE)).undecided == 2
    assert matched(services, family(GIRL)).undecided == 0


def test_duties_are_asked_of_the_region() -> None:
    duty = Duty("Circular", "Ministry", date(2026, 6, 1))
    held = service(FOR_ALL, identity="held", disclosure=LAW)
    free = service(FOR_ALL, identity="free", disclosure=LAW)
    index = MatchIndex([held, free], ON, lambda one: [duty] if one.id == "held" else [])
    results = match(index, family(GIRL))
    assert ids(results.matches) == ["free"]
    assert ids(results.call_first) == ["held"]


def test_text_of_the_record_and_unreadable_rows_hold_a_service_back() -> None:
    website = (told("asks_status no website 2026-11-01"),)
    services = [
        service(FOR_ALL, identity="words", disclosure=website, suspicious_words=("citizens",)),
        service(FOR_ALL, identity="unread", unreadable_disclosure=("x",)),
        service(FOR_ALL, identity="good", disclosure=website),
    ]
    results = matched(services, family(GIRL))
    assert ids(results.matches) == ["good"]
    assert ids(results.call_first) == ["unread", "words"]


def test_a_clock_before_the_newest_check_confirms_nothing() -> None:
    services = [
        service(FOR_ALL, identity="checked", disclosure=LAW),
        service(FOR_ALL, identity="asks", disclosure=ASKS),
        service(FOR_ALL, identity="later", disclosure=(told("asks_paper none visit 2026-11-25"),)),
    ]
    named = match(MatchIndex(services, ON), family(GIRL))
    assert ids(named.matches) == ["checked"]
    assert named.index.clock_behind is None
    by_clock = match(MatchIndex(services, ON, by_clock=True), family(GIRL))
    assert ids(by_clock.matches) == []
    assert ids(by_clock.call_first) == ["checked", "later"]
    assert ids(by_clock.left_out) == ["asks"]
    assert by_clock.index.clock_behind == date(2026, 11, 25)
    in_time = MatchIndex(services, date(2026, 11, 25), by_clock=True)
    assert in_time.clock_behind is None
    assert ids(match(in_time, family(GIRL)).matches) == ["checked"]
    assert MatchIndex([service(disclosure=UNSAID)], ON, by_clock=True).clock_behind is None


def test_probes_do_not_blind_the_index_to_people_of_whom_nothing_is_said() -> None:
    conditions = (
        asked("sex is female", scope="any_person"),
        asked("sex is_not female", group="2", scope="any_person"),
    )
    (entry,) = matched(service(*conditions), family(Person(), size=3)).matches
    assert entry.outcome is Outcome.YES


# --- no more work than there is --------------------------------------------------------------------------------------


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Record which facts are read, once for each time."""
    seen: list[tuple[str, ...]] = []
    real = Columns.read

    def read(self: Columns, key: Any, person: Person, household: Household) -> Any:
        seen.append(key[1])
        return real(self, key, person, household)

    monkeypatch.setattr(Columns, "read", read)
    return seen


VARIOUS = [
    service(FOR_GIRLS, asked("insured is no"), identity="a"),
    service(asked("age_years at_least 18"), asked("sex is female", scope="any_person"), identity="b"),
    service(asked("disability is yes"), identity="c"),
]


def test_facts_of_all_are_read_once_and_those_of_one_for_each(reads: list[tuple[str, ...]]) -> None:
    matched(VARIOUS, family(GIRL, BOY))
    assert sorted(reads) == sorted(
        [("insured",), ("sex", "size"), *[("sex",), ("age",), ("disability",)] * 2]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "read_again"),
    [
        ({"insured": False}, [("insured",)]),
        ({"size": 2}, [("sex", "size")]),
        ({"can_pay": False}, []),
        ({"people": 1}, [("age",)]),
        ({"people": 0}, [("sex", "size"), ("sex",)]),
    ],
)
def test_after_an_answer_only_what_it_changed_is_read(
    said: dict[str, Any], read_again: list[tuple[str, ...]], reads: list[tuple[str, ...]]
) -> None:
    before = matched(VARIOUS, family(SOMEONE, Person(label="b")))
    one, other = before.household.people
    if said.get("people") == 1:
        said = {"people": (one, replace(other, age_months=(40, 40)))}
    elif said.get("people") == 0:
        said = {"people": (replace(one, sex=Sex.MALE), other)}
    reads.clear()
    household = replace(before.household, **said)
    again = match(before.index, household, before=before)
    assert sorted(reads) == sorted(read_again)
    assert again.needs == match(before.index, household).needs


def test_an_answer_over_another_index_is_no_help() -> None:
    household = family(SOMEONE, Person(label="b"))
    other, before = matched([service(FOR_ALL)] * 3, household), matched(VARIOUS, household)
    assert match(before.index, household, before=other).needs == before.needs
    alone = family(GIRL)
    assert match(before.index, alone, before=before).needs == match(before.index, alone).needs


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record how many completions were tried before each close look."""
    looked: list[int] = []
    real = completions.settle

    def settle(rule: Any, positions: Any, household: Household, trials: Any) -> Outcome:
        looked.append(len(trials))
        return real(rule, positions, household, trials)

    monkeypatch.setattr(matching, "settle", settle)
    return looked


SPLIT = (asked("age_years at_most 5"), asked("age_years at_least 6", group="2"))


def test_a_close_look_is_taken_only_where_it_can_matter(settled: list[int]) -> None:
    matched([service(*SPLIT, identity="split"), service(FOR_GIRLS, identity="x")], family(SOMEONE))
    assert settled == [STEPS]
    settled.clear()
    # What is known, or known well enough for these thresholds, or not wanted, needs none.
    matched(service(*SPLIT), family(Person(age_months=(72, 83))))
    matched(service(*SPLIT), family(Person(needs=("basics.food",))))
    matched([service(FOR_GIRLS), service(FOR_ALL, *SPLIT, identity="b")], family(Person(age_months=(5, 5))))
    uninsured = (asked("insured is no"), asked("insured is no", group="2"))
    matched(service(*SPLIT, *uninsured), family(Person(age_months=(72, 83))))
    assert settled == []
    matched(service(*SPLIT), family(Person(age_months=(60, 83))))
    assert settled == [STEPS]


def test_without_need_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "probes", lambda _household: pytest.fail("completed a family for nothing"))
    matched([service(FOR_GIRLS), service(FOR_ALL, identity="b")], family(SOMEONE))


def test_what_a_service_says_of_itself_in_short() -> None:
    one = service(spots=(Spot(confidential=True), Spot(area="Mae Lin")), costs=(Cost(0),), hours=(Hours(("MO",)),))
    assert one.confidential
    assert not replace(one, spots=(Spot(area="Mae Lin"),)).confidential
    assert one.is_open_for_referral
    assert one.is_listed
    assert not replace(one, status=Status.TEMPORARILY_CLOSED).is_open_for_referral
    assert replace(one, status=Status.TEMPORARILY_CLOSED).is_listed
    assert not replace(one, status=Status.NOT_OURS).is_listed

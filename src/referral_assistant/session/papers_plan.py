"""Which place for which need, in which order: the plan of a family, and the list of places to telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from referral_assistant.columns import mask_of
from referral_assistant.disclosure import Safety, papers_asked
from referral_assistant.household import Visit
from referral_assistant.letters.contents import Call
from referral_assistant.matching import Match, NeedResult, Results
from referral_assistant.message import Message
from referral_assistant.service import Service
from referral_assistant.session.visit import NEED_FOR_PAPER, VisitResults

Matcher = Callable[[Visit], VisitResults]
_MOST_CALLS = 8
_YES_OR_NO = 2


@dataclass(frozen=True, slots=True)
class Stop:
    """A service to go to, for which needs, whether to call first, which papers it gives for a later stop or waits for."""

    service: Service
    needs: tuple[str, ...]
    call_first: bool = False
    gives: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


def stops(
    results: VisitResults, match: Matcher, needs: Sequence[str], wanted: frozenset[str]
) -> tuple[list[Stop], list[str]]:
    """Return the stops in order, and the needs without any. WANTED, if not empty, are the services that were chosen."""
    chosen = _chosen(results.results, needs, wanted)
    found: list[Stop] = []
    unmet: list[str] = []
    for need in (one.need for one in results.results.needs if one.need in needs):
        best = chosen.get(need) or _once_there_is_a_paper(results, need)
        if best is None:
            unmet.append(need)
        elif same := next((one for one in found if one.service.id == best.service.id), None):
            found[found.index(same)] = replace(same, needs=(*same.needs, need))
        else:
            found.append(Stop(best.service, (need,), call_first=best.safety is Safety.UNCONFIRMED))
    return _papers_first(found, results.visit, match), unmet


def _chosen(results: Results, needs: Sequence[str], wanted: frozenset[str]) -> dict[str, Match]:
    """Choose a service for each need: of those as good as the best, the one that answers most of the other needs too."""
    alike = {one.need: _alike(results, one, wanted) for one in results.needs if one.need in needs}
    chosen: dict[str, Match] = {}
    for need, matches in alike.items():
        if need in chosen or not matches:
            continue
        answered = [_answered_by(match.service.id, alike, chosen) for match in matches]
        most = max(len(one) for one in answered)
        chosen |= next(one for one in answered if len(one) == most)
    return chosen


def _answered_by(service_id: str, alike: Mapping[str, list[Match]], chosen: Mapping[str, Match]) -> dict[str, Match]:
    """Return the needs that have no service yet and for which this one is as good as the best."""
    return {
        need: match
        for need, matches in alike.items()
        for match in matches
        if need not in chosen and match.service.id == service_id
    }


def _alike(results: Results, need: NeedResult, wanted: frozenset[str]) -> list[Match]:
    """Return what is as good as the best for a need: of the safe ones, else of those to call; of WANTED where it is there."""
    index = results.index
    possible = need.possibly & need.candidates & index.running
    mask = possible & results.confirmed or possible & index.safe[Safety.UNCONFIRMED]
    preferred = mask_of((place for place, one in enumerate(index.services) if one.id in wanted), index.count)
    return results.best(need, mask & preferred or mask)


def _once_there_is_a_paper(results: VisitResults, need: str) -> Match | None:
    """Return the first service that only lacks a paper which some place helps to get."""
    for position, match in enumerate(results.results.left_out):
        is_near = match.need == need and match.safety is not Safety.ASKS and match.service.is_open_for_referral
        if is_near and results.left_out[position].helps_with_paper:
            return match
    return None


def _papers_first(found: list[Stop], visit: Visit, match: Matcher) -> list[Stop]:
    """Put what gives a paper before what asks for it, and add it where nothing in the plan gives it."""
    ordered: list[Stop] = []
    waiting = list(found)
    while waiting:
        stop = waiting.pop(0)
        for paper in _missing(stop, visit):
            giver = _giver(paper, ordered, waiting, visit, match)
            if giver is None or giver.service.id == stop.service.id:
                continue
            stop = replace(stop, waits_for=(*stop.waits_for, paper))
            if giver in waiting:
                waiting.remove(giver)
            given = replace(giver, gives=tuple(dict.fromkeys((*giver.gives, paper))))
            if giver in ordered:
                ordered[ordered.index(giver)] = given
            else:
                ordered.append(given)
        ordered.append(stop)
    return ordered


def _missing(stop: Stop, visit: Visit) -> list[str]:
    held = visit.household.papers or frozenset()
    asked = [row.value for row in papers_asked(stop.service.disclosure, visit.on)]
    return [paper for paper in dict.fromkeys(asked) if paper in NEED_FOR_PAPER and paper not in held]


def _giver(paper: str, ordered: list[Stop], waiting: list[Stop], visit: Visit, match: Matcher) -> Stop | None:
    need = NEED_FOR_PAPER[paper]
    for stop in (*ordered, *waiting):
        if need in stop.needs:
            return stop
    people = visit.household.people
    asking = tuple(replace(person, needs=(*person.needs, need)) for person in people)
    safe = match(replace(visit, household=replace(visit.household, people=asking))).results.matches
    best = next((one for one in safe if one.need == need), None)
    return Stop(best.service, (need,)) if best else None


def calls(results: VisitResults) -> tuple[Call, ...]:
    """Return the services that nobody has confirmed, each once, with what to ask."""
    asked: dict[str, tuple[Service, tuple[Message, ...]]] = {}
    for one in results.call_first:
        _, known = asked.get(one.match.service.id, (one.match.service, ()))
        asked[one.match.service.id] = (one.match.service, tuple(dict.fromkeys((*known, *one.questions))))
        if len(asked) >= _MOST_CALLS:
            break
    return tuple(call_to(service, questions) for service, questions in asked.values())


def call_to(service: Service, questions: Sequence[Message]) -> Call:
    """Return a call: the first questions, about status, want a yes or a no, the others words."""
    return Call(service, tuple(questions[:_YES_OR_NO]), tuple(questions[_YES_OR_NO:]))

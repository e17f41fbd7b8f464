"""An independent judge, written from FORMATS sections 1 to 4 and from nothing else: it knows no unknowns.

It makes every family that the file could be about, asks of each with plain yes and no whether it can use the service,
and answers YES when all can, NO when none can. It imports nothing of the program, and reads rows as the sheets hold
them. Numbers are tried on both sides of each number that a row names, and at the ends of what a family file allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, combinations, combinations_with_replacement, product
from math import comb, prod
from typing import Any

Row = dict[str, str]
Family = dict[str, Any]
SCHOOLS = ("none", "pre_primary", "primary", "lower_secondary", "upper_secondary", "finished")
MOST_WORLDS = 400
OLDEST, MOST_WEEKS, MOST_SINCE, MOST_PEOPLE, MOST_MONEY = 1571, 45, 1200, 100, 10**12


@dataclass(frozen=True)
class Human:
    """A person of whom everything is known. Weeks and months of what is not so are None."""

    months: float
    sex: str
    weeks: float | None
    breastfeeding: bool
    since_birth: float | None
    disability: bool
    school: str


@dataclass(frozen=True)
class World:
    """A family of which everything is known."""

    people: tuple[Human, ...]
    area: frozenset[str]
    languages: frozenset[str]
    income: float
    can_pay: bool
    insured: bool
    receives: frozenset[str]
    papers: frozenset[str]


# --- does this family fit? yes or no ---------------------------------------------------------------------------------


def holds(row: Row, human: Human, world: World) -> bool:
    """Say whether a row of `conditions.csv` holds for a person in a world."""
    scope = row["scope"]
    if scope == "person":
        is_so = about_person(row, human)
    elif scope == "any_person":
        is_so = any(about_person(row, one) for one in world.people)
    else:
        is_so = about_household(row, world)
    return is_so is not (row.get("polarity") == "exclude")


def about_person(row: Row, human: Human) -> bool:
    """Compare one attribute of a person."""
    return compare(row, _PERSON[row["attribute"]](human))


_PERSON: dict[str, Callable[[Human], float | str | bool | None]] = {
    "age_years": lambda human: human.months // 12,
    "age_months": lambda human: human.months,
    "sex": lambda human: human.sex,
    "pregnant": lambda human: human.weeks is not None,
    "weeks_pregnant": lambda human: human.weeks,
    "breastfeeding": lambda human: human.breastfeeding,
    "months_since_birth": lambda human: human.since_birth,
    "disability": lambda human: human.disability,
    "school": lambda human: human.school,
}


def about_household(row: Row, world: World) -> bool:
    """Compare one attribute of the household."""
    attribute = row["attribute"]
    sets = {"area": world.area, "language": world.languages, "receives": world.receives}
    if attribute in sets:
        wanted = {fold(one) if attribute == "area" else one for one in row["value"].split("|")}
        return bool(sets[attribute] & wanted) is not (row["operator"] == "is_not")
    return compare(row, _HOUSEHOLD[attribute](world))


_HOUSEHOLD: dict[str, Callable[[World], float | bool]] = {
    "size": lambda world: len(world.people),
    "income_month": lambda world: world.income,
    "income_month_per_person": lambda world: world.income / len(world.people),
    "can_pay": lambda world: world.can_pay,
    "insured": lambda world: world.insured,
    "children_under_5": lambda world: sum(one.months < 60 for one in world.people),
    "children_under_18": lambda world: sum(one.months < 216 for one in world.people),
    "open_to_all": lambda _world: True,
}


def compare(row: Row, have: float | str | bool | None) -> bool:
    """Compare a value with the cells `operator` and `value`; what does not exist is nothing."""
    operator, value = row["operator"], row["value"]
    if operator == "is_not":
        return not compare({**row, "operator": "is"}, have)
    if have is None:
        return False
    if isinstance(have, bool):
        return have in {one in {"yes", "true", "1"} for one in value.split("|")}
    if isinstance(have, str):
        return have in value.split("|")
    if operator in {"is", "one_of"}:
        return any(have == float(one) for one in value.split("|"))
    if operator == "between":
        low, high = value.split("..")
        return float(low) <= have <= float(high)
    number = float(value)
    if operator in {"at_least", "at_most"} and have == number:
        return True
    return have > number if operator in {"at_least", "more_than"} else have < number


def fold(place: str) -> str:
    """Write a place as it is compared."""
    return place.casefold().replace("-", " ")


def can_use(human: Human, world: World, conditions: list[Row], papers: list[Row], on: date) -> bool | None:
    """Say whether a person of this world can use the service; None when nobody recorded who can."""
    groups: dict[str, list[Row]] = {}
    for row in conditions:
        if _in_force(row, on):
            groups.setdefault(row["group"], []).append(row)
    if not all(_has_paper(row, human, world) for row in papers):
        return False
    if not groups:
        return None
    return any(all(holds(row, human, world) for row in rows) for rows in groups.values())


def _in_force(row: Row, on: date) -> bool:
    first, last = row.get("valid_from", ""), row.get("valid_to", "")
    return (not first or date.fromisoformat(first) <= on) and (not last or on <= date.fromisoformat(last))


def _has_paper(row: Row, human: Human, world: World) -> bool:
    if row.get("only_if"):
        attribute, operator, value = row["only_if"].split(" ", 2)
        test = {"attribute": attribute, "operator": operator, "value": value, "scope": scope_of(attribute)}
        if not holds(test, human, world):
            return True
    return row["value"] in world.papers


def scope_of(attribute: str) -> str:
    """Say of whom `only_if` speaks."""
    return "person" if attribute in OF_PEOPLE else "household"


# --- every family that it could be -----------------------------------------------------------------------------------

OF_PEOPLE = (
    "age_years", "age_months", "sex", "pregnant", "weeks_pregnant", "breastfeeding", "months_since_birth", "disability",
    "school",
)  # fmt: skip
NOBODY = Human(400, "other", None, breastfeeding=False, since_birth=None, disability=False, school="none")


def outcome(family: Family, need: str, conditions: list[Row], disclosure: list[Row], on: date) -> str | None:
    """Answer YES, NO or UNKNOWN for the people of the family who have the need, any of whom suffices.

    None: there are too many families to try them all.
    """
    papers = papers_asked(disclosure, on)
    rows = [*conditions, *(_only_if(row) for row in papers if row.get("only_if"))]
    if count_of_worlds(family, rows) > MOST_WORLDS:
        return None
    seekers = [place for place, person in enumerate(family["people"]) if need in person.get("needs", ())]
    seen: set[bool | None] = set()
    for world in worlds(family, rows, papers):
        answers = [can_use(world.people[place], world, conditions, papers, on) for place in seekers]
        seen.add(True if True in answers else None if None in answers else False)
        if None in seen or len(seen) == 2:
            return "UNKNOWN"
    return "YES" if True in seen else "NO"


def _only_if(row: Row) -> Row:
    attribute, operator, value = row["only_if"].split(" ", 2)
    return {"attribute": attribute, "operator": operator, "value": value, "scope": scope_of(attribute)}


def count_of_worlds(family: Family, rows: list[Row]) -> int:
    """Count the ways in which the people could be completed."""
    listed = prod(len(_humans(person, rows)) for person in family["people"])
    others = len(_humans({}, [row for row in rows if row["scope"] != "person"]))
    more = (size - len(family["people"]) for size in _sizes(family, rows))
    return listed * sum(comb(others + count - 1, count) for count in more)


def worlds(family: Family, rows: list[Row], papers: list[Row]) -> Iterator[World]:
    """Yield every family that the file could be about, as far as the rows can tell them apart."""
    for people in _peoples(family, rows):
        for household in _households(family, rows, papers, len(people)):
            yield replace(household, people=people)


def _peoples(family: Family, rows: list[Row]) -> Iterator[tuple[Human, ...]]:
    listed = [_humans(person, rows) for person in family["people"]]
    others = _humans({}, [row for row in rows if row["scope"] != "person"])
    for size in _sizes(family, rows):
        more = size - len(listed)
        for known in product(*listed):
            for unknown in combinations_with_replacement(others, more):
                yield (*known, *unknown)


def _sizes(family: Family, rows: list[Row]) -> Iterable[int]:
    listed = len(family["people"])
    size = family.get("household", {}).get("size")
    if size is not None:
        return (size,)
    attributes = [row["attribute"] for row in rows]
    if "income_month_per_person" in attributes:
        return range(listed, MOST_PEOPLE + 1)
    named = [int(number) for number in _numbers(rows, "size")]
    witnesses = sum(row["scope"] == "any_person" for row in rows)
    children = max(map(int, _numbers(rows, "children_under_5", "children_under_18")), default=-1) + 1
    return range(listed, max([listed, *named]) + witnesses + children + 2)


def _humans(person: Family, rows: list[Row]) -> list[Human]:
    """Return the people that one entry of the file could be, one of each kind that the rows tell apart."""
    kinds: dict[tuple[object, ...], Human] = {}
    mine = [row for row in rows if row["attribute"] in OF_PEOPLE]
    young = [limit for name, limit in (("children_under_5", 60), ("children_under_18", 216)) if _asks(rows, name)]
    asked = {row["attribute"] for row in mine}
    ways = product(
        _ages(person, rows) if young or asked & {"age_years", "age_months"} else (400,),
        _one(person, "sex", ("female", "male", "other")) if "sex" in asked else ("other",),
        _weeks(person, rows) if asked & {"pregnant", "weeks_pregnant"} else (None,),
        _one(person, "breastfeeding", (True, False)) if "breastfeeding" in asked else (False,),
        _since(person, rows) if "months_since_birth" in asked else (None,),
        _one(person, "disability", (True, False)) if "disability" in asked else (False,),
        _one(person, "school", SCHOOLS) if "school" in asked else ("none",),
    )
    for way in ways:
        human = Human(*way)
        kind = (*(about_person(row, human) for row in mine), *(human.months < limit for limit in young))
        kinds.setdefault(kind, human)
    return list(kinds.values())


def _asks(rows: list[Row], attribute: str) -> bool:
    return any(row["attribute"] == attribute for row in rows)


def _one(person: Family, key: str, every: tuple[Any, ...]) -> tuple[Any, ...]:
    return (person[key],) if key in person else every


def _ages(person: Family, rows: list[Row]) -> list[float]:
    low, high = 0.0, float(OLDEST)
    if "age_years" in person:
        first, last = _band(person["age_years"])
        low, high = first * 12, last * 12 + 11
    elif "age_months" in person:
        low, high = _band(person["age_months"])
    near: list[float] = [60, 216]
    near += [number * 12 + step for number in _numbers(rows, "age_years") for step in (-1, 0, 1, 11, 12)]
    near += [number + step for number in _numbers(rows, "age_months") for step in (-1, 0, 1)]
    return _inside(low, high, [*near, *(one - 1 for one in (60, 216))])


def _weeks(person: Family, rows: list[Row]) -> list[float | None]:
    known = person.get("pregnant", True if "weeks_pregnant" in person else None)
    if known is False:
        return [None]
    low, high = _band(person.get("weeks_pregnant", [0, MOST_WEEKS]))
    weeks = _inside(low, high, _around(_numbers(rows, "weeks_pregnant")))
    return [*weeks, None] if known is None else list(weeks)


def _since(person: Family, rows: list[Row]) -> list[float | None]:
    near = _around(_numbers(rows, "months_since_birth"))
    if "months_since_birth" in person:
        return list(_inside(*_band(person["months_since_birth"]), near))
    return [None, *_inside(0, MOST_SINCE, near)]


def _households(family: Family, rows: list[Row], papers: list[Row], size: int) -> Iterator[World]:
    household = family.get("household", {})
    asked = {row["attribute"] for row in rows}
    ways = product(
        _areas(family, rows) if "area" in asked else (frozenset(),),
        _spoken(family, rows) if "language" in asked else (frozenset(),),
        _incomes(household, rows, size) if asked & {"income_month", "income_month_per_person"} else (0,),
        _one(household, "can_pay", (True, False)) if "can_pay" in asked else (False,),
        _one(household, "insured", (True, False)) if "insured" in asked else (False,),
        _told_or_any(household.get("receives"), _words(rows, "receives")) if "receives" in asked else (frozenset(),),
        _told_or_any(family.get("papers"), {row["value"] for row in papers}),
    )
    for way in ways:
        yield World((), *way)


# The invented region of the example directory: Mae Lin, Ban Rai and Pha Noi lie in Saraya, apart from each other.
INSIDE = {"saraya": ("mae lin", "ban rai", "pha noi")}


def _areas(family: Family, rows: list[Row]) -> Iterable[frozenset[str]]:
    if "area" not in family:
        return _subsets({fold(one) for one in _words(rows, "area")})
    here = fold(family["area"])
    around = [larger for larger, smaller in INSIDE.items() if here in smaller]
    certain = frozenset({here, *around})
    return [certain, *(certain | {smaller} for smaller in INSIDE.get(here, ()))]


def _spoken(family: Family, rows: list[Row]) -> Iterable[frozenset[str]]:
    told = {family[key] for key in ("language", "spoken_language") if key in family}
    return [frozenset(told)] if told else _subsets(_words(rows, "language"))


def _incomes(household: Family, rows: list[Row], size: int) -> list[float]:
    low, high = _band(household.get("income_month", [0, MOST_MONEY]))
    near = _around(_numbers(rows, "income_month"), 0.001)
    near += _around([number * size for number in _numbers(rows, "income_month_per_person")], 0.001)
    return _inside(low, high, near)


def _told_or_any(told: list[str] | None, named: set[str]) -> Iterable[frozenset[str]]:
    return [frozenset(told)] if told is not None else _subsets(named)


def _subsets(named: set[str]) -> list[frozenset[str]]:
    every = chain.from_iterable(combinations(sorted(named), count) for count in range(len(named) + 1))
    return [frozenset(some) for some in every]


def _band(value: Any) -> tuple[float, float]:
    low, high = value if isinstance(value, list) else (value, value)
    return low, high


def _inside(low: float, high: float, near: Iterable[float]) -> list[float]:
    return sorted({low, high, *(one for one in near if low <= one <= high)})


def _around(numbers: Iterable[float], step: float = 1) -> list[float]:
    return [number + by for number in numbers for by in (-step, 0, step)]


def _numbers(rows: list[Row], *attributes: str) -> list[float]:
    cells = [row["value"].replace("..", "|") for row in rows if row["attribute"] in attributes]
    return [float(number) for cell in cells for number in cell.split("|")]


def _words(rows: list[Row], attribute: str) -> set[str]:
    return {word for row in rows if row["attribute"] == attribute for word in row["value"].split("|")}


# --- what the service asks at the door -------------------------------------------------------------------------------

IN_DATE = {"law": 365, "policy": 365, "phone_call": 180, "visit": 180, "website": 180, "family_report": 90}
UNDO = ("law", "policy", "phone_call", "visit")
SSN = "social_security_number"


def is_evidence(row: Row, on: date) -> bool:
    """A row without a day or a source, or dated after the day, is no evidence for a no."""
    return bool(row["checked_on"] and row["source"]) and date.fromisoformat(row["checked_on"]) <= on


def in_date(row: Row, on: date) -> bool:
    """Say whether evidence is young enough."""
    return is_evidence(row, on) and on - date.fromisoformat(row["checked_on"]) <= timedelta(
        days=IN_DATE[row["evidence"]]
    )


def _dated(row: Row, on: date) -> bool:
    return bool(row["checked_on"]) and date.fromisoformat(row["checked_on"]) <= on


def _undone(yes: Row, noes: Iterable[Row], on: date) -> bool:
    """A yes is undone only by a later no by law, policy, phone call or visit."""
    return _dated(yes, on) and any(
        is_evidence(no, on) and no["evidence"] in UNDO and no["checked_on"] > yes["checked_on"] for no in noes
    )


def papers_asked(rows: list[Row], on: date) -> list[Row]:
    """Return the papers that are asked: the newest rows; what is undated is asked always."""
    rows = [row for row in rows if row["fact"] == "asks_paper"]
    asked = [row for row in rows if row["value"] != "none"]
    nones = [row for row in rows if row["value"] == "none"]
    standing = [row for row in asked if not _undone(row, nones, on)]
    undated = [row for row in standing if not _dated(row, on)]
    dated = [row for row in standing if _dated(row, on)]
    newest = max((row["checked_on"] for row in dated), default="")
    # A number of the social security is not undone by a newer word that nobody heard or saw there.
    kept = [
        row
        for row in dated
        if row["checked_on"] == newest
        or (
            row["value"] == SSN
            and not any(one["checked_on"] > row["checked_on"] and one["evidence"] in UNDO for one in dated)
        )
    ]
    return undated + kept


def safety(rows: list[Row], on: date, duties: Iterable[date] = (), *, text_suggests_otherwise: bool = False) -> str:
    """Read the table of FORMATS section 2. DUTIES: the days on which the duties to report were checked."""
    for fact in ("asks_status", "shares_with_authorities"):
        noes = [row for row in rows if row["fact"] == fact and row["value"] == "no"]
        yeses = [row for row in rows if row["fact"] == fact and row["value"] == "yes"]
        if any(not _undone(yes, noes, on) for yes in yeses):
            return "ASKS"
    if any(row["value"] == SSN for row in papers_asked(rows, on)):
        return "ASKS"
    good = [row for row in rows if row["fact"] == "asks_status" and row["value"] == "no" and in_date(row, on)]
    if not good or (text_suggests_otherwise and {row["evidence"] for row in good} == {"website"}):
        return "UNCONFIRMED"
    for duty in duties:
        if not any(row["evidence"] in {"phone_call", "visit"} and row["checked_on"] > duty.isoformat() for row in good):
            return "UNCONFIRMED"
    silent = any(row["fact"] == "shares_with_authorities" and row["value"] == "no" and in_date(row, on) for row in rows)
    walls = [row for row in rows if row["fact"] == "firewall" and row["value"] != "none" and in_date(row, on)]
    denials = [row for row in rows if row["fact"] == "firewall" and row["value"] == "none" and is_evidence(row, on)]
    walled = any(all(wall["checked_on"] > no["checked_on"] for no in denials) for wall in walls)
    return "PROTECTED" if silent and walled else "NOT_ASKED"

"""A clinic's own schedule, written down as its poster shows it: ages, and the vaccines of each. Kept as a schedule file.

A poster says when a dose falls due. From which age it counts already, how far apart doses have to be and what is left to
the vaccinator is taken from WHO's tables where they are milder than the poster; docs/vaccination.md names the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from referral_assistant import paths
from referral_assistant.errors import InputError, StorageError
from referral_assistant.message import Message, msg
from referral_assistant.session.vaccine_cards import SHIPPED
from referral_assistant.session.vaccines import FOLDER, product_names, schedule_files
from referral_assistant.vaccination import Antigen, Schedule, read_schedule
from referral_assistant.vaccination.period import Period, later, parse_period
from referral_assistant.vaccination.schedule import Course, TargetDose

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

OWN = "own"
_BASE = date(2001, 1, 1).toordinal()
_FOUR_WEEKS = Period(days=28)
_LONGEST = 500
UNITS = ("weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class PosterRow:
    """One line of the poster: an age (0 weeks is birth) and the vaccines given then, as they are called there."""

    count: int
    unit: str
    vaccines: tuple[str, ...]

    @property
    def age(self) -> Period:
        """The age."""
        return parse_period(f"{self.count} {self.unit}")


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster, what it is called, where it is from, and the role that confirmed it on a day."""

    name: str = ""
    version: str = ""
    source: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None
    rows: tuple[PosterRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a component belongs: its antigen and course in WHO's tables, or a place of its own."""

    antigen: str
    name: str
    known: Antigen | None = None
    course: Course | None = None


def unknown_vaccines(rows: Sequence[PosterRow]) -> tuple[str, ...]:
    """Return the names on a poster that are not known."""
    return tuple(dict.fromkeys(name for row in rows for name in row.vaccines if not product_names().find(name)))


def save_poster(session: Session, poster: Poster) -> None:
    """Keep the poster as the clinic's schedule. Raises InputError for what is missing, StorageError when it cannot be written."""
    content = toml_of(poster).encode()
    read_schedule(content, f"{OWN}.toml")
    folder = session.folder / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(folder / f"{OWN}.toml", content)
    except OSError as fault:
        raise StorageError(
            msg("{file} cannot be written: {fault}.", file=str(folder), fault=fault.strerror or str(fault)),
            msg("Check that the disk is not full and that the folder may be changed."),
        ) from fault


def own_poster(session: Session) -> Poster:
    """Return the poster that was written down before; an empty one when there is none, or none that can be read."""
    path = schedule_files(session.folder).get(OWN)
    try:
        return poster_of(read_schedule(path.read_bytes(), path.name)) if path else Poster()
    except (InputError, OSError):
        return Poster()


def poster_of(schedule: Schedule) -> Poster:
    """Read the rows of a poster off a schedule; vaccines are then named one by one."""
    found: dict[Period, list[str]] = {}
    for antigen in schedule.antigens:
        for course in antigen.courses:
            name = _as_on_cards(course.name if len(antigen.courses) > 1 else antigen.id)
            for dose in course.series[-1].doses:
                age = dose.ages[0].recommended
                if age is not None:
                    found.setdefault(age, []).append(name)
    rows = [
        PosterRow(*_counted(age), tuple(names)) for age, names in sorted(found.items(), key=lambda one: _days(one[0]))
    ]
    return Poster(
        str(schedule.name),
        schedule.version,
        schedule.source,
        str(schedule.reviewed_by),
        schedule.reviewed_on,
        tuple(rows),
    )


def _as_on_cards(component: str) -> str:
    """Return what cards call a vaccine that holds this alone."""
    names = product_names()
    known = (names.spelled[folded] for folded, held in names.holds.items() if held == (component,))
    return next(known, component)


def _counted(age: Period) -> tuple[int, str]:
    if age.months and age.months % 12 == 0:
        return age.months // 12, "years"
    return (age.months, "months") if age.months else (age.days // 7, "weeks")


# To a schedule file


def toml_of(poster: Poster) -> str:
    """Write the schedule file of a poster. Raises InputError for what is missing."""
    _check(poster)
    generic = _generic()
    lines = [
        f"id = {_text(OWN)}",
        f"name = {_text(poster.name)}",
        f"label = {_text(poster.source)}",
        f"version = {_text(poster.version)}",
        f"source = {_text(poster.source)}",
        f"reviewed_by = {_text(poster.reviewed_by)}",
        *([f"reviewed_on = {poster.reviewed_on.isoformat()}"] if poster.reviewed_on else []),
        'younger_than = "18 years"',
        'ask_about = ["pregnancy", "contraindication"]',
    ]
    for fact, sentence in generic.facts.items():
        lines += ["", "[[fact]]", f"id = {_text(fact)}", f"text = {_text(str(sentence))}"]
    lines += ["", "[[live]]", f"products = {_list(generic.conflicts)}", 'gap = "4 weeks"']
    for antigen, courses in _antigens(poster, generic).items():
        lines += ["", *_antigen_lines(antigen, courses)]
    return "\n".join(lines) + "\n"


def _check(poster: Poster) -> None:
    for value, what in (
        (poster.name, msg("Write what the schedule is called.")),
        (poster.version, msg("Write its edition, such as the year.")),
        (poster.source, msg("Write whose schedule it is.")),
        (poster.reviewed_by, msg("Write the role of whoever compared it with the poster.")),
    ):
        if not value.strip():
            raise InputError(what)
    if not any(row.vaccines for row in poster.rows):
        raise InputError(msg("Write at least one age with its vaccines."))
    if unknown := unknown_vaccines(poster.rows):
        raise InputError(msg("This name is not known: {name}.", name=unknown[0][:80]))


def _generic() -> Schedule:
    return read_schedule((paths.resources() / FOLDER / f"{SHIPPED}.toml").read_bytes(), f"{SHIPPED}.toml")


def _homes(generic: Schedule) -> dict[str, _Home]:
    return {
        product: _Home(antigen.id, str(antigen.name), antigen, course)
        for antigen in generic.antigens
        for course in antigen.courses
        for product in course.products
    }


def _antigens(poster: Poster, generic: Schedule) -> dict[str, dict[str, tuple[_Home, list[Period]]]]:
    """Sort the poster's vaccines: antigen -> course -> the ages of its doses."""
    homes = _homes(generic)
    found: dict[str, dict[str, tuple[_Home, list[Period]]]] = {}
    for row in sorted(poster.rows, key=lambda one: _days(one.age)):
        for vaccine in row.vaccines:
            for component in product_names().find(vaccine):
                home = homes.get(component) or _Home(component, _as_on_cards(component))
                course = home.course.name if home.course else component
                _, ages = found.setdefault(home.antigen, {}).setdefault(course, (home, []))
                if row.age not in ages:
                    ages.append(row.age)
    order = [one.id for one in generic.antigens]
    return dict(sorted(found.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order)))


def _antigen_lines(antigen: str, courses: dict[str, tuple[_Home, list[Period]]]) -> Iterator[str]:
    home = next(iter(courses.values()))[0]
    yield "[[antigen]]"
    yield f"id = {_text(antigen)}"
    yield f"name = {_text(home.name)}"
    if home.known and (ask := sorted(home.known.ask_facts)):
        yield f"ask_about = {_list(ask)}"
    if home.known and home.known.not_for:
        yield f"not_for = {_text(str(home.known.not_for))}"
    has_courses = home.known is not None and len(home.known.courses) > 1
    for name, (one, ages) in courses.items():
        inside = "antigen.course" if has_courses else "antigen"
        if has_courses:
            yield "[[antigen.course]]"
            yield f"id = {_text(name)}"
            if one.course and one.course.vaccine:
                yield f"name = {_text(str(one.course.vaccine))}"
        if one.course:
            yield f"holds = {_list(one.course.products)}"
        yield from _path_lines(inside, one.course, ages)


def _path_lines(inside: str, course: Course | None, ages: Sequence[Period]) -> Iterator[str]:
    """Write the one path of a course, its doses at the poster's ages."""
    yield f"[[{inside}.path]]"
    series = course.series[0] if course else None
    if series and series.sexes and len(series.sexes) == 1:
        yield f"sex = {_text(next(iter(series.sexes)))}"
    for place, age in enumerate(ages):
        known = series.doses[place] if series and place < len(series.doses) else None
        yield f"[[{inside}.path.dose]]"
        start = _milder(known.ages[0].absolute, age) if known else age
        if start is not None:
            yield f"from = {_text(_said(start))}"
        yield f"due = {_text(_said(age))}"
        yield f"late = {_text(_said(Period(age.months, age.days + _FOUR_WEEKS.days)))}"
        if place:
            yield f"gap = {_text(_said(_gap(known, ages[place - 1], age)))}"
        if known:
            yield from _asks(known, age)


def _asks(known: TargetDose, age: Period) -> Iterator[str]:
    end = known.ages[0].maximum
    if end is not None and _days(end) > _days(age):
        yield f"until = {_text(_said(end))}"
    if known.ask is not None and _days(known.ask_from) > _days(age):
        yield f"ask = {_text(str(known.ask))}"
        yield f"ask_from = {_text(_said(known.ask_from))}"
    if known.accepts:
        pairs = ", ".join(
            f"{product} = {_text(_said(windows[0].begin or Period()))}" for product, windows in known.accepts.items()
        )
        yield f"accepts = {{ {pairs} }}"


def _milder(minimum: Period | None, age: Period) -> Period | None:
    return None if minimum is None else min(minimum, age, key=_days)


def _gap(known: TargetDose | None, before: Period, age: Period) -> Period:
    """Return the shortest time that counts: WHO's, or four weeks, and never more than lies between the poster's ages."""
    stated = known.intervals[0].absolute if known and known.intervals else None
    between = Period(days=max(_days(age) - _days(before), 1))
    return min(stated or _FOUR_WEEKS, between, key=_days)


def _days(age: Period) -> int:
    return later(_BASE, age) - _BASE


def _said(age: Period) -> str:
    if age.months and age.days:
        return f"{age.months} months {'+' if age.days > 0 else '-'} {abs(age.days)} days"
    return f"{age.months} months" if age.months else f"{age.days} days"


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(_text(one) for one in values) + "]"


def _text(value: str) -> str:
    kept = "".join(letter if letter >= " " and letter != "\x7f" else " " for letter in value.strip()[:_LONGEST])
    escaped = kept.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def reviewed(schedule: Schedule) -> Message:
    """Say who confirmed a schedule, and when."""
    if schedule.reviewed_on is None:
        return schedule.reviewed_by
    return msg("{role}, {day}", role=schedule.reviewed_by, day=schedule.reviewed_on)

"""Load the CDC's supporting data (XML) as a schedule of our own model. For tests only: no US schedule ships."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from referral_assistant.household import Sex
from referral_assistant.vaccination.period import Period, parse_period
from referral_assistant.vaccination.schedule import (
    EVERY_AGE,
    AgeRule,
    AgeWindow,
    Choice,
    Compare,
    Conflict,
    Conflicts,
    Course,
    Interval,
    Series,
    SeriesKind,
    Skip,
    SkipBy,
    SkipCondition,
    SkipSet,
    TargetDose,
    Validity,
)

_SEXES = {"Female": Sex.FEMALE, "Male": Sex.MALE}
_SKIP_BY = {"age": SkipBy.AGE, "interval": SkipBy.INTERVAL, "completed series": SkipBy.COMPLETED}


@dataclass(frozen=True)
class Group:
    """Antigens that the CDC forecasts together; `all_at_once` when one injection holds whatever of them is missing."""

    courses: tuple[Course, ...]
    all_at_once: bool


@dataclass(frozen=True)
class UsSchedule:
    groups: dict[str, Group]
    conflicts: Conflicts
    trade_names: dict[str, str]

    def product(self, cvx: str, name: str) -> str:
        """Name a product as this schedule does: its code, and its trade name where a series depends on it."""
        return f"{cvx}/{self.trade_names[name]}" if self.trade_names.get(name) else cvx


def load(folder: Path) -> UsSchedule:
    """Read every antigen's file and the schedule's file in FOLDER."""
    schedule = ET.parse(next(folder.glob("ScheduleSupportingData*.xml"))).getroot()
    antigens = [ET.parse(path).getroot() for path in sorted(folder.glob("AntigenSupportingData-*.xml"))]
    reader = _Reader(schedule, antigens)
    return UsSchedule(reader.groups(), reader.conflicts(), reader.trade_names)


class _Reader:
    def __init__(self, schedule: ET.Element, antigens: list[ET.Element]) -> None:
        self._schedule = schedule
        self._antigens = antigens
        self.trade_names: dict[str, str] = {}
        self._aliases: dict[str, list[str]] = {}
        for root in antigens:
            for vaccine in root.iter("preferableVaccine"):
                name, cvx = _text(vaccine, "tradeName"), _code(vaccine)
                if name and cvx:
                    self.trade_names[name] = name
                    alias = f"{cvx}/{name}"
                    if alias not in self._aliases.setdefault(cvx, []):
                        self._aliases[cvx].append(alias)

    def groups(self) -> dict[str, Group]:
        """Return the groups by the name that the cases use."""
        courses = {course.name: course for course in map(self._course, self._antigens) if course.series}
        full = {
            _text(one, "name"): _text(one, "administerFullVaccineGroup") == "Yes"
            for one in self._schedule.iterfind("vaccineGroups/vaccineGroup")
        }
        found = {}
        for one in self._schedule.iterfind("vaccineGroupToAntigenMap/vaccineGroupMap"):
            name = _text(one, "name")
            members = tuple(courses[each.text] for each in one.iterfind("antigen") if each.text in courses)
            if members:
                found[name] = Group(members, full.get(name, False))
        return found

    def conflicts(self) -> Conflicts:
        found: dict[str, dict[str, Conflict]] = {}
        for one in self._schedule.iterfind("liveVirusConflicts/liveVirusConflict"):
            conflict = Conflict(
                _needed(one, "conflictBeginInterval"),
                _needed(one, "conflictEndInterval"),
                _needed(one, "minConflictEndInterval"),
            )
            for current in self._products(_text(one, "current/cvx")):
                for previous in self._products(_text(one, "previous/cvx")):
                    found.setdefault(current, {})[previous] = conflict
        return found

    def _course(self, root: ET.Element) -> Course:
        series = [one for one in root.iterfind("series") if _text(one, "seriesType") != "Risk"]
        name = next((_text(one, "targetDisease") for one in root.iterfind("series")), "")
        return Course(
            name,
            self._products_of(name),
            tuple(self._series(one) for one in series),
            Choice.BEST,
            _immune_before(root),
        )

    def _products_of(self, antigen: str) -> dict[str, AgeWindow]:
        found = {}
        for one in self._schedule.iterfind("cvxToAntigenMap/cvxMap"):
            for each in one.iterfind("association"):
                if _text(each, "antigen") == antigen:
                    for product in self._products(_text(one, "cvx")):
                        begin, end = _period(each, "associationBeginAge"), _period(each, "associationEndAge")
                        found[product] = AgeWindow(begin, end) if begin or end else EVERY_AGE
        return found

    def _products(self, cvx: str) -> list[str]:
        cvx = cvx.strip()
        return [cvx, *self._aliases.get(cvx, [])]

    def _series(self, element: ET.Element) -> Series:
        select = element.find("selectSeries")
        assert select is not None
        sexes = [one.text for one in element.iterfind("requiredGender") if one.text]
        return Series(
            _text(element, "seriesName"),
            tuple(self._dose(one) for one in element.iterfind("seriesDose")),
            AgeWindow(_period(select, "minAgeToStart"), _period(select, "maxAgeToStart")),
            frozenset(_SEXES[one] for one in sexes if one in _SEXES) if sexes else None,
            _text(select, "seriesGroup"),
            frozenset(_text(element, "equivalentSeriesGroups").replace(",", ";").split(";")),
            SeriesKind(_text(element, "seriesType").lower()),
            _text(select, "defaultSeries") == "Yes",
            _text(select, "productPath") == "Yes",
            int(_text(select, "seriesPreference") or 99),
        )

    def _dose(self, element: ET.Element) -> TargetDose:
        preferable = [one for one in element.iterfind("preferableVaccine") if _code(one)]
        return TargetDose(
            tuple(_age(one) for one in element.iterfind("age")),
            tuple(self._intervals(element, "interval")),
            tuple(self._intervals(element, "allowableInterval")),
            self._accepts(element),
            frozenset(_code(one) for one in preferable),
            frozenset(
                product
                for one in element.iterfind("inadvertentVaccine")
                if _code(one)
                for product in self._products(_code(one))
            ),
            tuple(self._skip(one) for one in element.iterfind("conditionalSkip") if _text(one, "context")),
            _text(element, "recurringDose") == "Yes",
            _season(element),
        )

    def _accepts(self, element: ET.Element) -> dict[str, tuple[AgeWindow, ...]]:
        found: dict[str, tuple[AgeWindow, ...]] = {}
        for tag in ("preferableVaccine", "allowableVaccine"):
            for one in element.iterfind(tag):
                if not (cvx := _code(one)):
                    continue
                trade = _text(one, "tradeName")
                products = [f"{cvx}/{trade}"] if trade else self._products(cvx)
                window = AgeWindow(_period(one, "beginAge"), _period(one, "endAge"))
                for product in products:
                    found[product] = (*found.get(product, ()), window)
        return found

    def _intervals(self, element: ET.Element, tag: str) -> Iterator[Interval]:
        for one in element.iterfind(tag):
            since_dose, codes = _text(one, "fromTargetDose"), _text(one, "fromMostRecent")
            is_from_previous = _text(one, "fromPrevious") == "Y"
            if not (is_from_previous or since_dose or codes) or one.find("fromRelevantObs/code") is not None:
                continue
            yield Interval(
                int(since_dose.removeprefix("Dose ")) if since_dose and not is_from_previous else None,
                self._all_products(codes) if not is_from_previous else frozenset(),
                _period(one, "absMinInt"),
                _period(one, "minInt"),
                _period(one, "earliestRecInt"),
                _period(one, "latestRecInt"),
                _text(one, "intervalPriority") == "override",
                _validity(one),
            )

    def _all_products(self, codes: str) -> frozenset[str]:
        return frozenset(
            product for code in codes.split(";") if code.strip() for product in self._products(code.strip())
        )

    def _skip(self, element: ET.Element) -> Skip:
        context = _text(element, "context")
        return Skip(
            tuple(
                SkipSet(
                    tuple(self._condition(each) for each in one.iterfind("condition")),
                    _text(one, "conditionLogic") != "OR",
                    _validity(one),
                )
                for one in element.iterfind("set")
            ),
            _text(element, "setLogic") == "AND",
            context in {"Both", "Evaluation"},
            context in {"Both", "Forecast"},
        )

    def _condition(self, element: ET.Element) -> SkipCondition:
        return SkipCondition(
            _SKIP_BY.get(_text(element, "conditionType").lower(), SkipBy.COUNT),
            _period(element, "beginAge"),
            _period(element, "endAge"),
            _period(element, "interval"),
            Compare(_text(element, "doseCountLogic").lower() or "greater than"),
            int(_text(element, "doseCount") or 0),
            self._all_products(_text(element, "vaccineTypes")),
            _text(element, "doseType").lower() == "valid",
            _validity(element, "startDate", "endDate"),
            frozenset(_text(element, "seriesGroups").replace(",", ";").split(";")),
        )


def _text(element: ET.Element, path: str) -> str:
    text = (element.findtext(path) or "").strip()
    return "" if text == "n/a" else text


def _code(vaccine: ET.Element) -> str:
    return _text(vaccine, "cvx")


def _period(element: ET.Element, path: str) -> Period | None:
    text = _text(element, path)
    return parse_period(text) if text else None


def _needed(element: ET.Element, path: str) -> Period:
    return parse_period(_text(element, path))


def _age(element: ET.Element) -> AgeRule:
    absolute, minimum, recommended, overdue, maximum = (
        _period(element, tag) for tag in ("absMinAge", "minAge", "earliestRecAge", "latestRecAge", "maxAge")
    )
    return AgeRule(absolute, minimum, recommended, overdue, maximum, _validity(element))


def _validity(element: ET.Element, first: str = "effectiveDate", last: str = "cessationDate") -> Validity:
    since, until = _day(_text(element, first)), _day(_text(element, last))
    return Validity(since or 0, until or Validity().until)


def _day(text: str) -> int | None:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8])).toordinal() if text else None


def _season(element: ET.Element) -> Validity | None:
    season = element.find("seasonalRecommendation")
    if season is None or not _text(season, "startDate"):
        return None
    return _validity(season, "startDate", "endDate")


def _immune_before(root: ET.Element) -> int:
    for one in root.iterfind("immunity/dateOfBirth"):
        if not _text(one, "birthCountry"):
            month, day, year = map(int, _text(one, "immunityBirthDate").split("/"))
            return date(year, month, day).toordinal()
    return 0

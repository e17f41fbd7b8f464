"""Vaccines for a visit: which schedules there are, what each says, as JSON (FORMATS section 5) and as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referral_assistant import paths
from referral_assistant.errors import InputError, StorageError
from referral_assistant.household import Visit
from referral_assistant.i18n import Catalog
from referral_assistant.message import msg
from referral_assistant.vaccination import (
    STANDINGS,
    Answer,
    Judgement,
    ProductNames,
    Schedule,
    judge,
    read_products,
    read_schedule,
)

if TYPE_CHECKING:
    from referral_assistant.session.session import Session

Json = dict[str, Any]
FOLDER = "vaccines"
_PRODUCTS = "products.toml"


@dataclass(frozen=True, slots=True)
class VisitVaccines:
    """What a schedule says of everyone in a visit, in their order."""

    schedule: Schedule
    visit: Visit
    on: date
    judgements: tuple[Judgement, ...]


def schedule_files(data_folder: Path) -> Mapping[str, Path]:
    """Return the schedules by name: those that ship, and the clinic's own, which come before one of the same name."""
    found = {
        path.stem: path
        for folder in (paths.resources() / FOLDER, data_folder / FOLDER)
        for path in sorted(folder.glob("*.toml"))
        if path.name != _PRODUCTS
    }
    return dict(sorted(found.items()))


def load_schedule(data_folder: Path, name: str) -> Schedule:
    """Read a schedule by its name. Raises InputError when there is none, or when it cannot be read."""
    files = schedule_files(data_folder)
    if name not in files:
        raise InputError(
            msg("There is no vaccine schedule “{name}”.", name=name[:80]),
            msg("There are: {names}.", names=", ".join(files)),
        )
    path = files[name]
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise StorageError(
            msg("{file} cannot be read: {fault}.", file=str(path), fault=fault.strerror or str(fault)),
            msg("Check that the file may be read."),
        ) from fault
    return read_schedule(content, path.name)


@cache
def product_names() -> ProductNames:
    """Return the names of vaccines that ship with the program."""
    return read_products((paths.resources() / FOLDER / _PRODUCTS).read_bytes(), _PRODUCTS)


def judge_visit(session: Session, visit: Visit, schedule: str | None, on: date | None) -> VisitVaccines:
    """Hold everyone in a visit against a schedule: the named one, else the clinic's, on the day ON, else the visit's."""
    loaded = load_schedule(session.folder, schedule or session.settings.vaccine_schedule)
    day = on or visit.on
    names = product_names()
    people = visit.household.people
    return VisitVaccines(loaded, visit, day, tuple(judge(loaded, one, visit.on, day, names) for one in people))


def vaccines_as_json(found: VisitVaccines, catalog: Catalog) -> Json:
    """Answer `vaccines --json`. What FORMATS names comes first; the rest is added to it."""
    schedule = found.schedule
    warning = schedule.warning(found.on)
    return {
        "schedule": schedule.id,
        "on": found.on.isoformat(),
        "people": [
            {
                "label": person.label,
                "antigens": [_antigen(answer, catalog) for answer in judgement.answers],
                "doses": _doses(judgement, catalog),
                "unknown_vaccines": list(judgement.unknown_vaccines),
            }
            for person, judgement in zip(found.visit.household.people, found.judgements, strict=True)
        ],
        "schedule_name": catalog.say(schedule.name),
        "schedule_label": catalog.say(schedule.label),
        "schedule_version": schedule.version,
        "reviewed_by": catalog.say(schedule.reviewed_by),
        "reviewed_on": schedule.reviewed_on.isoformat() if schedule.reviewed_on else None,
        "warnings": [catalog.say(warning)] if warning else [],
    }


def _antigen(answer: Answer, catalog: Catalog) -> Json:
    return {
        "antigen": answer.antigen.id,
        "status": str(answer.status),
        "dose": answer.dose,
        "from": answer.since.isoformat() if answer.since else None,
        "why": catalog.say(answer.why),
    }


def _doses(judgement: Judgement, catalog: Catalog) -> list[Json]:
    return [
        {
            "place": dose.place + 1,
            "antigen": dose.antigen,
            "standing": str(dose.standing),
            "dose": dose.number,
            "why": catalog.say(STANDINGS[dose.standing]),
        }
        for dose in judgement.doses
    ]


def vaccines_as_lines(answer: Json, catalog: Catalog) -> Iterator[str]:
    """Write the same answer for a person at a terminal."""
    _ = catalog.gettext
    yield f"{answer['schedule_name']} ({answer['schedule_version']}) · {answer['schedule_label']} · {answer['on']}"
    yield from answer["warnings"]
    for person in answer["people"]:
        yield ""
        yield person["label"]
        for one in person["antigens"]:
            yield f"  {one['antigen']}: {one['status']}  {one['why']}"
        if person["unknown_vaccines"]:
            yield f"  {_('Not known, look at the card again:')} {', '.join(person['unknown_vaccines'])}"

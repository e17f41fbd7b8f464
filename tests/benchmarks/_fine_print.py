"""Directories whose texts are all different, as varied as real ones: what `check` has to read sentence by sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from tests.benchmarks._records import syllables

# {w}: an invented word, {p}: a place, {n}: a number, {t}: a telephone number.
_SENTENCES = """\
Provides {w}, clothing, bus tokens and shelter to individuals and families in times of crisis from the {p} office.
Legal services for people who are homeless or at risk of homelessness in {p} and {p} county.
Age {n} and over, detoxed, physically able and willing to take part in a {w} therapy program.
Serves children ages {n} to {n} who attend school in {p}.
Call {t} Monday through Friday, 8 am to {n} pm, and ask for the {w} desk.
Walk in, or make an appointment at {p} at least {n} days before.
Offers {w} counselling, parenting groups and a weekly {w} meeting for mothers and babies.
Please bring a photo ID and proof of address from the {p} area.
A government issued identification and the last {n} pay stubs are required.
No identification is required at the {w} centre.
Open to everyone in {p}, regardless of immigration status.
Must be a resident of {p} with an income below {n}00 a month.
Volunteers of the {w} house cook a warm lunch for up to {n} people every day.
The bus number {n} stops in front of the {p} market; go past the {w} shop and turn left.
Helps people apply for benefits, a new identity card or a birth certificate at the {p} office.
Children under {n} need to come with an adult or a {w} worker.
Fees are on a sliding scale, {n} to {n} for each visit to the {w} clinic.
Interpreters for {w} and {w} can be booked under {t}.
Applicants must show a social security card or a {p} tax number.
The waiting list for the {w} course is about {n} weeks long.
Free vaccination on the first {w} of the month for all children of {p} up to {n} years.
Supported by the {w} foundation since {n}, and run by neighbours of {p}.
""".splitlines()
_BURMESE = (
    "{p} မှာ ကလေး {n} နှစ် အောက် အခမဲ့ ဆေးထိုးပေးသည်။",
    "{p} ဆေးခန်းသို့ မှတ်ပုံတင် ယူလာပါ။",
    "{p} တွင် ကျောင်းအပ်နှံရန် ကူညီပေးသည်။ {t} ကို ဖုန်းဆက်ပါ။",
)
_THAI = ("คลินิก {p} รับเด็กอายุ {n} ถึง {n} ปี", "โทร {t} ก่อนมาที่ {p}", "กรุณานำบัตรประชาชนมาที่สำนักงาน {p}")
_SPANISH = (
    "Ofrecemos clases de {w} para familias de {p} cada semana.",
    "Traiga una identificación con foto y comprobante de domicilio en {p}.",
    "Para niños de {n} a {n} años que viven en {p}.",
)


def write_varied(path: Path, services: int) -> None:
    """Write SERVICES services to PATH as HSDS JSON; no two have a text in common."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write("[\n")
        for number, service in enumerate(_services(services)):
            stream.write((",\n" if number else "") + json.dumps(service, ensure_ascii=False))
        stream.write("\n]\n")


def _services(count: int) -> Iterator[dict[str, Any]]:
    chance = Random(3)
    owners = [{"id": _uuid(chance), "name": _filled("{w} {w} {p}", chance).title()} for _ in range(max(count // 10, 1))]
    for number in range(count):
        pool = chance.choices((_SENTENCES, _SPANISH, _BURMESE, _THAI), (88, 4, 4, 4))[0]
        place = {"id": _uuid(chance), "name": _filled("{p}", chance), "location_type": "physical"}
        yield {
            "id": _uuid(chance),
            "name": _filled("{w} {w} of {p}", chance).title(),
            "description": f"{_text(pool, chance, 4)} {number}",
            "status": "active",
            "eligibility_description": f"{_text(pool, chance, 1)} {number}",
            "application_process": f"{_text(pool, chance, 1)} {number}",
            "fees_description": f"{_text(pool, chance, 1)} {number}",
            "assured_date": f"2026-{chance.randrange(1, 12):02}-15",
            "organization": chance.choice(owners),
            "phones": [{"id": _uuid(chance), "number": _filled("{t}", chance)}],
            "schedules": [{"id": _uuid(chance), "byday": "MO,TU,FR", "opens_at": "08:00:00", "closes_at": "16:00:00"}],
            "service_at_locations": [{"id": _uuid(chance), "location": place}],
        }


def _uuid(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _text(pool: tuple[str, ...] | list[str], chance: Random, sentences: int) -> str:
    return " ".join(_filled(chance.choice(pool), chance) for _ in range(sentences))


def _filled(sentence: str, chance: Random) -> str:
    """Put invented words, places and numbers into a sentence."""
    made: dict[str, Callable[[], str]] = {
        "{w}": lambda: "".join(chance.choices(syllables(), k=3)),
        "{p}": lambda: "".join(chance.choices(syllables(), k=3)).title(),
        "{n}": lambda: str(chance.randrange(2, 90)),
        "{t}": lambda: f"02-{chance.randrange(1000):03}-{chance.randrange(10000):04}",
    }
    for mark, make in made.items():
        while mark in sentence:
            sentence = sentence.replace(mark, make(), 1)
    return sentence

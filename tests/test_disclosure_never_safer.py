"""P3: nothing but a person's dated evidence makes a service safer, whatever happens to the directory in between."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from referral_assistant.directory import Directory
from referral_assistant.disclosure import DisclosureRow, Duty, Safety, Source, judge
from referral_assistant.session.evidence import Answer, Found, record_evidence
from tests.oracle import Row
from tests.oracle_cases import read_disclosure
from tests.rows import ON

ONE, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
_TEXTS = ("A clinic at the bridge.", "Open to all, no questions asked.", "Everyone is welcome. Safe and private.", "")


def some_row(random: Random) -> Row:
    fact, value = random.choice(
        (
            ("asks_status", "no"), ("asks_status", "no"), ("asks_status", "yes"), ("shares_with_authorities", "no"),
            ("shares_with_authorities", "yes"), ("firewall", "law"), ("firewall", "none"), ("asks_paper", "none"),
            ("asks_paper", "social_security_number"),
        )
    )  # fmt: skip
    day = ON - timedelta(days=random.choice((0, 1, 5, 20, 100, 200, 400)))
    return {
        "fact": fact,
        "value": value,
        "evidence": random.choice(list(Source)),
        "source": random.choice(("Ministry", "A nurse", "")),
        "checked_on": random.choice((day.isoformat(), day.isoformat(), "")),
    }


# --- the table itself ------------------------------------------------------------------------------------------------

_MAY_HELP = {("asks_status", "no"), ("shares_with_authorities", "no"), ("firewall", "law"), ("asks_paper", "none")}


def test_only_a_dated_word_of_someone_raises_it() -> None:
    random, raised = Random(1), 0
    for _ in range(6000):
        rows = [some_row(random) for _ in range(random.choice((0, 1, 2, 3, 4)))]
        more = some_row(random)
        before = judge([read_disclosure(row) for row in rows], ON).safety
        after = judge([read_disclosure(row) for row in (*rows, more)], ON).safety
        if after > before:
            raised += 1
            assert (more["fact"], more["value"]) in _MAY_HELP
            assert more["checked_on"]
            assert more["source"]
    assert raised > 100


def test_as_days_go_by_nothing_becomes_safer() -> None:
    random = Random(2)
    for _ in range(1500):
        rows = [read_disclosure(some_row(random)) for _ in range(random.choice((1, 2, 3, 4)))]
        duties = [Duty("d", "law", ON - timedelta(days=random.choice((1, 50, 300))))] if random.random() < 0.3 else []
        levels = [
            judge(rows, ON + timedelta(days=days), duties=duties).safety for days in (0, 1, 80, 90, 91, 180, 365, 9999)
        ]
        assert levels == sorted(levels, reverse=True)
        assert levels[-1] <= Safety.UNCONFIRMED


@pytest.mark.parametrize("how", Source)
@pytest.mark.parametrize("fact", ["asks_status", "shares_with_authorities"])
def test_a_report_of_being_asked_withdraws_it_at_once(how: Source, fact: str) -> None:
    best = [
        {"fact": "asks_status", "value": "no", "evidence": how, "source": "s", "checked_on": ON.isoformat()}
        for how in Source
    ]
    report = {"fact": fact, "value": "yes", "evidence": how, "source": "", "checked_on": ""}
    for day in ("", ON.isoformat(), (ON + timedelta(days=9)).isoformat()):
        rows = [read_disclosure(row) for row in (*best, {**report, "checked_on": day})]
        assert judge(rows, ON).safety is Safety.ASKS


def test_words_rows_and_duties_can_only_lower() -> None:
    random = Random(3)
    for _ in range(3000):
        rows = [read_disclosure(some_row(random)) for _ in range(random.choice((1, 2, 3, 4)))]
        plain = judge(rows, ON).safety
        duty = Duty("d", "law", ON - timedelta(days=random.choice((1, 50, 300))))
        for held in (
            judge(rows, ON, suspicious_words=("citizens",)),
            judge(rows, ON, unreadable=("x",)),
            judge(rows, ON, duties=[duty]),
        ):
            assert held.safety <= plain


# --- a directory that lives ------------------------------------------------------------------------------------------


@dataclass
class Life:
    """A directory, and every row that anyone ever told about its services and nobody took back."""

    directory: Directory
    folder: Path
    random: Random
    told: dict[str, list[DisclosureRow]] = field(default_factory=lambda: {ONE: [], OTHER: []})
    before: list[tuple[str, dict[str, list[DisclosureRow]]]] = field(default_factory=list)
    count: int = 0

    def arrive(self, source: str, *, with_rows: bool) -> None:
        """Import a package of a source: texts, and perhaps rows."""
        self.count += 1
        package = self.folder / f"package-{self.count}"
        package.mkdir()
        services = self.random.choice(([ONE], [OTHER], [ONE, OTHER]))
        write(package / "services.csv", [
            {"id": one, "name": f"House {one[0]}", "description": self.random.choice(_TEXTS), "status": "active"}
            for one in services
        ])  # fmt: skip
        rows = [(one, some_row(self.random)) for one in services for _ in range(self.random.choice((0, 1, 2)))]
        if with_rows and rows:
            write(package / "disclosure.csv", [{"service_id": one, **row, "only_if": ""} for one, row in rows])
        preview = self.directory.prepare_import(package, source, on=ON)
        self.keep(
            self.directory.apply(preview), [(one, read_disclosure(row)) for one, row in rows] if with_rows else []
        )

    def learn(self) -> None:
        """Write down what somebody found out."""
        found = Found(
            self.random.choice((Answer.ASKS, Answer.NOT_ASKED, Answer.SHARES)),
            self.random.choice((Source.PHONE_CALL, Source.VISIT, Source.FAMILY_REPORT)),
            self.random.choice(("Clinic A", "Clinic B")),
            ON - timedelta(days=self.random.choice((0, 3, 30))),
        )
        one = self.random.choice((ONE, OTHER))
        if one in {record.id for record in self.directory.records("service")}:
            edit = record_evidence(self.directory, one, found)
            self.keep(edit, [(one, row) for row in found.rows])
            # Who corrects an answer of the same day, found out in the same way, takes it back.
            new = {same_answer(row) for row in found.rows}
            kept = [row for row in self.told[one] if same_answer(row) not in new]
            self.told[one] = [*kept, *found.rows]

    def write_text(self) -> None:
        """Change a text by hand."""
        for record in list(self.directory.records("service")):
            data = {**record.data, "description": self.random.choice(_TEXTS), "fees_description": "Free for everyone."}
            self.keep(self.directory.save("service", data), [])

    def undo(self) -> None:
        """Take the newest edit back, with what it told."""
        if self.before:
            edit, self.told = self.before.pop()
            self.directory.undo(edit)

    def keep(self, edit: str | None, rows: list[tuple[str, DisclosureRow]]) -> None:
        if edit is not None:
            self.before.append((edit, {one: list(some) for one, some in self.told.items()}))
        for one, row in rows:
            self.told[one].append(row)

    def check(self) -> None:
        """Nothing is safer than all that was told makes it, and nothing is kept that nobody told."""
        for service in self.directory.services():
            told = self.told[service.id]
            assert service.judged(ON).safety <= judge(told, ON).safety
            known = {(row.fact, row.value, row.how, row.evidence.source, row.evidence.checked_on) for row in told}
            kept = {
                (row.fact, row.value, row.how, row.evidence.source, row.evidence.checked_on)
                for row in service.disclosure
            }
            assert kept <= known


def same_answer(row: DisclosureRow) -> tuple[object, ...]:
    return row.fact, row.how, row.evidence.source, row.evidence.checked_on


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def life(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Life]:
    with Directory.open(tmp_path / "data", "Clinic A") as directory:
        yield Life(directory, tmp_path, Random(request.param))


@pytest.mark.parametrize("life", range(6), indirect=True)
def test_no_sequence_of_imports_edits_and_undoing_makes_it_safer(life: Life) -> None:
    for _ in range(18):
        step = life.random.choice(("rows", "rows", "texts", "learn", "learn", "write", "undo"))
        if step in {"rows", "texts"}:
            life.arrive(life.random.choice("AB"), with_rows=step == "rows")
        elif step == "learn":
            life.learn()
        elif step == "write":
            life.write_text()
        else:
            life.undo()
        life.check()

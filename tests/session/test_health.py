"""The health of the directory over time: measured at month ends from its own history, and kept."""

from __future__ import annotations

import json
import time
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest

from referral_assistant.cli import main
from referral_assistant.disclosure import Source
from referral_assistant.session import Session
from referral_assistant.session import health as module
from referral_assistant.session.evidence import Answer, Found
from referral_assistant.session.health import FILE, Health, health, measure

IDS = [f"{number}1111111-1111-4111-8111-111111111111" for number in range(1, 5)]


def _service(number: int, need: str) -> dict[str, object]:
    term = {"id": "22222222-2222-4222-8222-222222222222", "name": "need", "taxonomy": "Referral Assistant"}
    needs = [{"id": IDS[number][:-1] + "9", "link_type": "need", "value": need, "taxonomy_term": term}]
    return {"id": IDS[number], "name": f"Place {number}", "status": "active", "attributes": needs}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a directory over three months: two places in August, evidence in September, a third place in October."""
    with Session.open(tmp_path / "data") as session:
        _on(monkeypatch, "2026-08-10")
        session.directory.save("service", _service(0, "basics.food"))
        session.directory.save("service", _service(1, "basics.food"))
        _on(monkeypatch, "2026-09-10")
        session.record_evidence(IDS[0], Found(Answer.NOT_ASKED, Source.PHONE_CALL, "Clinic", date(2026, 9, 10)))
        _on(monkeypatch, "2026-10-10")
        session.directory.save("service", _service(2, "health.child"))
        session.record_evidence(IDS[1], Found(Answer.ASKS, Source.PHONE_CALL, "Clinic", date(2026, 10, 10)))
    return tmp_path / "data"


def _on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let the next edits be of a day."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat(f"{day}T12:00:00+00:00").astimezone(tz)

    monkeypatch.setattr("referral_assistant.directory.commits.datetime", Clock)


def test_each_month_is_as_it_was(folder: Path) -> None:
    with Session.open(folder) as session:
        months = health(session, date(2026, 11, 5))
    assert [one.on for one in months] == ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-05"]
    assert [(one.confirmed, one.listed, one.asks) for one in months] == [(0, 2, 0), (1, 2, 0), (1, 3, 1), (1, 3, 1)]
    assert months[1].needs == {"basics.food": (1, 2)}
    assert months[-1].needs == {"basics.food": (1, 2), "health.child": (0, 1)}
    assert months[-1].areas == {"": (1, 3)}


def test_evidence_that_ends_lowers_the_share(folder: Path) -> None:
    with Session.open(folder) as session:
        later = health(session, date(2026, 9, 10) + timedelta(days=181))[-1]
    assert later.confirmed == 0


def test_what_was_measured_is_kept_by_its_edit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Session.open(folder) as session:
        first = health(session, date(2026, 11, 5))
        read: list[str] = []
        monkeypatch.setattr(module, "measure", lambda *_: read.append("again"))
        assert health(session, date(2026, 11, 5)) == first
        assert read == []
    assert json.loads((folder / FILE).read_text("utf-8"))["months"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": "x"}', '{"version": 1, "months": 3}'])
def test_a_damaged_file_is_measured_again(folder: Path, content: str) -> None:
    with Session.open(folder) as session:
        first = health(session, date(2026, 11, 5))
        (folder / FILE).write_text(content, "utf-8")
        assert health(session, date(2026, 11, 5)) == first


def test_today_is_what_the_index_says(folder: Path) -> None:
    with Session.open(folder) as session:
        today = date(2026, 11, 5)
        assert health(session, today)[-1] == measure(session, session.services, today)


def test_what_was_written_by_a_clock_ahead_of_ours_is_there_today(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referral_assistant.clock.today", lambda: date(2026, 8, 9))
    with Session.open(folder) as session:
        (now,) = health(session)
        assert (now.on, now.listed) == ("2026-08-09", 3)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
def test_the_day_of_an_edit_is_the_day_on_the_clinics_wall(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a day west of Greenwich the August edits were made on the 9th in the evening."""
    with Session.open(folder) as session:
        assert health(session, date(2026, 8, 9)) == []
        monkeypatch.setenv("TZ", "UTC+13")
        time.tzset()
        try:
            assert [one.listed for one in health(session, date(2026, 8, 9))] == [2]
        finally:
            monkeypatch.delenv("TZ")
            time.tzset()


def test_an_empty_directory_has_no_months(tmp_path: Path) -> None:
    with Session.open(tmp_path / "data") as session:
        assert health(session) == []
        assert Health("2026-01-01", 0, 0, 0, {}, {}).share == 0


def test_the_command_line_says_it_both_ways(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "health", "--json"]) == 0
    months = json.loads(capsys.readouterr().out)
    assert months[-1]["needs"]["health.child"] == {"confirmed": 0, "places": 1}
    assert main(["--data", str(folder), "health"]) == 0
    assert "health.child" in capsys.readouterr().out
    assert main(["--data", str(folder / "empty"), "health"]) == 0
    assert "empty" in capsys.readouterr().out

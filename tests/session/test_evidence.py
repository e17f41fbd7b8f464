"""Evidence in two clicks: what is written, what it makes of the safety, that it leaves and comes back whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from referral_assistant import clock
from referral_assistant.disclosure import Safety, Source
from referral_assistant.errors import InputError
from referral_assistant.service import Status
from referral_assistant.session import Session
from referral_assistant.session.browse import Narrowed, browse, judged_today
from referral_assistant.session.evidence import Answer, Found

TODAY = date(2026, 11, 24)
SERVICE = {
    "id": "11111111-1111-4111-8111-111111111111",
    "name": "Border clinic",
    "description": "A clinic at the bridge.",
    "status": "active",
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "data") as opened:
        opened.directory.save("service", SERVICE)
        yield opened


def safety(session: Session, on: date = TODAY) -> Safety:
    return judged_today(session, session.service(SERVICE["id"]), on).safety


def found(answer: Answer, on: date = TODAY, how: Source = Source.PHONE_CALL) -> Found:
    return Found(answer, how, "Mae Lin clinic", on)


def test_an_answer_makes_it_safe_until_it_expires(session: Session) -> None:
    assert safety(session) is Safety.UNCONFIRMED
    assert session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED))
    assert safety(session) is Safety.NOT_ASKED
    assert safety(session, TODAY + timedelta(days=180)) is Safety.NOT_ASKED
    assert safety(session, TODAY + timedelta(days=181)) is Safety.UNCONFIRMED


@pytest.mark.parametrize("answer", [Answer.ASKS, Answer.SHARES])
def test_a_yes_withdraws_it_at_once_and_undo_brings_it_back(session: Session, answer: Answer) -> None:
    session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED, TODAY - timedelta(days=3)))
    edit = session.record_evidence(SERVICE["id"], found(answer, how=Source.VISIT))
    assert edit
    assert safety(session) is Safety.ASKS
    session.undo(edit)
    assert safety(session) is Safety.NOT_ASKED


def test_the_later_answer_of_a_day_replaces_the_earlier(session: Session) -> None:
    session.record_evidence(SERVICE["id"], found(Answer.ASKS))
    session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED))
    assert safety(session) is Safety.NOT_ASKED
    assert len(session.service(SERVICE["id"]).disclosure) == 1


def test_another_clinics_answer_stays(session: Session) -> None:
    session.record_evidence(SERVICE["id"], Found(Answer.ASKS, Source.VISIT, "Other clinic", TODAY))
    session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED))
    assert len(session.service(SERVICE["id"]).disclosure) == 2
    assert safety(session) is Safety.ASKS


def test_the_same_answer_twice_is_no_edit(session: Session) -> None:
    assert session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED))
    assert session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED)) is None


def test_closed_and_open_again(session: Session) -> None:
    session.record_evidence(SERVICE["id"], found(Answer.CLOSED))
    assert session.service(SERVICE["id"]).status is Status.DEFUNCT
    session.record_evidence(SERVICE["id"], found(Answer.OPEN_AGAIN))
    assert session.service(SERVICE["id"]).status is Status.ACTIVE


def test_evidence_survives_export_and_import(session: Session, tmp_path: Path) -> None:
    session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED))
    session.record_evidence(SERVICE["id"], found(Answer.CLOSED))
    session.export(tmp_path / "out.zip", "hsds-tabular")
    with Session.open(tmp_path / "other") as other:
        preview = other.prepare_import(tmp_path / "out.zip")
        assert not preview.unreadable
        other.apply_import(preview)
        assert other.service(SERVICE["id"]).status is Status.DEFUNCT
        assert safety(other) is Safety.NOT_ASKED


def test_history_says_what_was_found(session: Session) -> None:
    session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED))
    newest = session.history(SERVICE["id"])[0]
    assert newest.summary == "They do not ask about status (phone call): Border clinic"


def test_no_such_service(session: Session) -> None:
    with pytest.raises(InputError):
        session.record_evidence("22222222-2222-4222-8222-222222222222", found(Answer.ASKS))


def test_browse_narrows_by_safety_as_a_visit_judges(session: Session) -> None:
    assert [one.service.name for one in browse(session, Narrowed("bord"), on=TODAY).found] == ["Border clinic"]
    assert browse(session, Narrowed(safety=Safety.NOT_ASKED), on=TODAY).found == ()
    session.record_evidence(SERVICE["id"], found(Answer.NOT_ASKED))
    assert len(browse(session, Narrowed(safety=Safety.NOT_ASKED), on=TODAY).found) == 1


def test_browse_knows_an_empty_directory_from_an_empty_answer(session: Session, tmp_path: Path) -> None:
    assert not browse(session, Narrowed("nothing like it")).empty_directory
    with Session.open(tmp_path / "new") as fresh:
        assert browse(fresh, Narrowed()).empty_directory


def test_a_senders_word_that_would_lift_a_duty_to_report_is_announced(tmp_path: Path) -> None:
    """In the invented region, work offices of the government are under a duty to report until somebody asked there."""
    told = "service_id,fact,value,evidence,source,checked_on\n1,asks_status,no,website,Leaflet,2026-10-01\n"
    visited = f"{told}1,asks_status,no,visit,Clinic B,{clock.today().isoformat()}\n"
    with Session.open(tmp_path / "data", region="example") as session:
        for rows in (told, visited):
            folder = tmp_path / "package"
            folder.mkdir(exist_ok=True)
            (folder / "services.csv").write_text("id,name,status\n1,Work office,active\n", "utf-8")
            (folder / "disclosure.csv").write_text(rows, "utf-8")
            preview = session.prepare_import(folder, "Clinic B")
            assert [one.service for one in preview.safer] == ["Work office"]
            session.apply_import(preview)


def test_a_search_judges_as_a_visit_does(tmp_path: Path) -> None:
    """A duty to report shows in what a search finds too: a work office that nobody asked is not called safe."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "services.csv").write_text("id,name,status\n1,Work office,active\n2,Kitchen,active\n", "utf-8")
    (folder / "needs.csv").write_text("service_id,need\n1,money.work\n2,basics.food\n", "utf-8")
    rows = "".join(f"{one},asks_status,no,law,Act 1,2026-11-01\n" for one in (1, 2))
    (folder / "disclosure.csv").write_text(f"service_id,fact,value,evidence,source,checked_on\n{rows}", "utf-8")
    with Session.open(tmp_path / "data", region="example") as session:
        session.apply_import(session.prepare_import(folder, "Clinic B"))
        assert session.search("work office")[0].safety is Safety.UNCONFIRMED
        assert session.search("kitchen")[0].safety is (
            Safety.NOT_ASKED if clock.today() <= date(2027, 11, 1) else Safety.UNCONFIRMED
        )

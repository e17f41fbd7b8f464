"""The badge of the editor is the judge's word on the record as it would be saved, for every record and every change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant import paths
from referral_assistant.directory.hsds.ids import derived_id, term
from referral_assistant.directory.sheet_rows import DoorRow, door_rows
from referral_assistant.disclosure import Safety
from referral_assistant.session import Session
from referral_assistant.session.browse import judged_today
from referral_assistant.session.door import judged_with


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("door") / "data"
    with Session.open(folder, region="example") as opened:
        opened.apply_import(opened.prepare_import(paths.resources() / "example-directory", "example"))
        yield opened


def test_what_stands_is_judged_as_everywhere(session: Session) -> None:
    for service in session.services:
        record = session.show(service.id)
        assert judged_with(session, record, door_rows(record)) == judged_today(session, service), service.name


def test_a_need_or_a_provider_that_is_taken_out_brings_the_duty_back(session: Session) -> None:
    office = next(one for one in session.services if one.name.startswith("Town work office"))
    record = session.show(office.id)
    rows = [DoorRow("asks_status", "no", "policy", "A notice", "2026-05-01")]
    day = office.confirmed_on
    assert day is not None
    judged = judged_with(session, record, rows, day)
    assert judged.duty is not None
    ngo = {"id": derived_id("x"), "link_type": "provider", "value": "ngo", "taxonomy_term": term("provider", "x")}
    others = [one for one in record["attributes"] if one["link_type"] not in {"provider", "need"}]
    free = judged_with(session, {**record, "attributes": [ngo, *others]}, rows, day)
    assert free.safety is Safety.NOT_ASKED
    assert judged_with(session, {**record, "attributes": others}, rows, day).duty is not None


def test_without_a_record_every_duty_counts(session: Session) -> None:
    row = DoorRow("asks_status", "no", "policy", "A notice", "2026-05-01")
    newest = max(duty.checked_on for duty in session.surroundings.duties)
    assert judged_with(session, None, [row], newest).duty is not None
    seen = DoorRow("asks_status", "no", "visit", "Reception", "2026-11-01")
    assert judged_with(session, None, [seen], newest.replace(month=11, day=2)).safety is Safety.NOT_ASKED

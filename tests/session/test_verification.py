"""Whom to call first, one round of calls, and what each answer writes into its record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from referral_assistant import clock
from referral_assistant.cli import main
from referral_assistant.condition import Evidence
from referral_assistant.disclosure import DisclosureRow, Fact, Safety, Source
from referral_assistant.errors import InputError
from referral_assistant.service import Service, Spot, Status
from referral_assistant.session import Session
from referral_assistant.session.papers import Form, write
from referral_assistant.session.papers_round import round_sheet
from referral_assistant.session.verification import MOST_TRIES, Chosen, Standing, ToCall, order, reason_in, worklist
from referral_assistant.session.verification_round import (
    FILE,
    Heard,
    Round,
    end_round,
    hear,
    open_round,
    skip,
    start_round,
    undo_last,
    write_down,
)

DAY = date(2026, 11, 24)
URGENCY = {"health.child": 1, "basics.food": 0, "education.early": 3}


def _place(name: str, *needs: str, area: str = "North", asked: int | None = None, value: str = "no") -> Service:
    """Make a place; ASKED: how many days ago somebody asked there by telephone."""
    rows: tuple[DisclosureRow, ...] = ()
    if asked is not None:
        evidence = Evidence("Clinic", DAY - timedelta(days=asked))
        rows = (DisclosureRow(Fact.ASKS_STATUS, value, Source.PHONE_CALL, evidence),)
    spots = (Spot(area=area),)
    return Service(name, name, "House", frozenset(needs), disclosure=rows, spots=spots, phones=("02",))


def _ordered(*places: Service, chosen: Chosen = Chosen(), tries: dict[str, int] | None = None) -> list[ToCall]:  # noqa: B008
    return order([(place, place.judged(DAY)) for place in places], URGENCY, DAY, chosen, tries)


def _names(found: list[ToCall]) -> list[str]:
    return [entry.service.name for entry in found]


def test_what_nobody_else_answers_comes_first() -> None:
    rare = _place("rare", "health.child")
    covered = _place("covered", "education.early")
    others = [_place(f"other {n}", "education.early", asked=10) for n in range(3)]
    found = _ordered(covered, rare, *others)
    assert _names(found) == ["rare", "covered"]
    assert (found[0].scarce, found[0].others, found[0].area) == (("health.child",), 0, "North")
    assert found[1].scarce == ()


def test_scarcity_is_counted_area_by_area() -> None:
    north, south = _place("n", "health.child"), _place("s", "health.child", area="South")
    confirmed = _place("c", "health.child", area="South", asked=5)
    assert _names(_ordered(south, north, confirmed)) == ["n", "s"]


def test_an_urgent_need_weighs_more() -> None:
    assert _names(_ordered(_place("late", "education.early"), _place("soon", "basics.food"))) == ["soon", "late"]


@pytest.mark.parametrize(
    ("asked", "standing"),
    [(None, Standing.NEVER), (181, Standing.ENDED), (180, Standing.ENDS), (150, Standing.ENDS), (149, None), (0, None)],
)
def test_evidence_is_renewed_before_it_ends(asked: int | None, standing: Standing | None) -> None:
    found = _ordered(_place("one", "health.child", asked=asked))
    assert [entry.standing for entry in found] == ([standing] if standing else [])


def test_what_is_not_called() -> None:
    asks = _place("asks", "health.child", asked=5, value="yes")
    silent = replace(_place("silent", "health.child"), phones=())
    found = order(
        [(one, one.judged(DAY)) for one in (asks, silent, _place("fine", "health.child", asked=1))], URGENCY, DAY
    )
    assert found == []


def test_it_is_narrowed_by_area_and_need() -> None:
    places = _place("a", "health.child"), _place("b", "basics.food"), _place("c", "basics.food", area="South")
    assert _names(_ordered(*places, chosen=Chosen("north"))) == ["b", "a"]
    assert _names(_ordered(*places, chosen=Chosen("", "basics.food"))) == ["b", "c"]


def test_a_place_that_never_answers_falls_to_the_end() -> None:
    places = _place("a", "basics.food"), _place("b", "education.early")
    assert _names(_ordered(*places, tries={"a": 1})) == ["a", "b"]
    assert _names(_ordered(*places, tries={"a": MOST_TRIES})) == ["b", "a"]


def test_the_order_does_not_depend_on_the_order_that_came_in() -> None:
    chance = Random(1)
    needs = sorted(URGENCY)
    places = [
        _place(f"p{n}", chance.choice(needs), area=chance.choice("NS"), asked=chance.choice((None, 10, 170, 200)))
        for n in range(60)
    ]
    first = _ordered(*places)
    for _ in range(5):
        chance.shuffle(places)
        assert _ordered(*places) == first


def test_the_reason_is_said_in_words(session: Session) -> None:
    english = session.catalog("en")
    (entry,) = _ordered(_place("a", "health.child", "basics.food"))
    assert reason_in(entry, english, DAY) == (
        "Answers 2 needs that no confirmed place covers in North", "Nobody has asked yet"
    )  # fmt: skip
    (entry,) = _ordered(_place("a", "health.child", asked=168))
    assert reason_in(entry, english, DAY)[1] == "What is known ends in 12 days"
    (entry,) = _ordered(_place("a", "health.child"), _place("b", "health.child", asked=1))
    assert reason_in(entry, english, DAY)[0] == "Answers 1 need that few confirmed places cover in North"


# A round


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from referral_assistant import paths

    folder = tmp_path_factory.mktemp("filled") / "data"
    with Session.open(folder, region="example") as opened:
        opened.apply_import(opened.prepare_import(paths.resources() / "example-directory", "example directory"))
    return folder


@pytest.fixture
def session(filled: Path, tmp_path: Path) -> Iterator[Session]:
    shutil.copytree(filled, tmp_path / "data")
    with Session.open(tmp_path / "data", region="example") as opened:
        yield opened


def _again(session: Session) -> Round:
    found = open_round(session)
    assert found is not None
    return found


def test_an_answer_goes_into_the_record_with_day_and_clinic(session: Session) -> None:
    found = hear(session, start_round(session, limit=5), 0, Heard.NOT_ASKED)
    service = session.service(found.calls[0].service)
    row = next(row for row in service.disclosure if row.evidence.checked_on == clock.today())
    assert (row.fact, row.value, row.how, row.evidence.source) == (
        Fact.ASKS_STATUS, "no", Source.PHONE_CALL, "This clinic"
    )  # fmt: skip
    assert service.judged(clock.today()).safety >= Safety.NOT_ASKED
    assert found.done == 1
    assert worklist(session)[0].service.id != service.id


def test_a_yes_takes_the_place_out_at_once(session: Session) -> None:
    found = hear(session, start_round(session, limit=2), 1, Heard.ASKS)
    assert session.service(found.calls[1].service).judged(clock.today()).safety is Safety.ASKS


def test_papers_are_written_down_by_kind(session: Session) -> None:
    found = start_round(session, limit=2)
    with pytest.raises(InputError):
        hear(session, found, 0, Heard.PAPERS)
    with pytest.raises(InputError):
        hear(session, found, 0, Heard.NOT_ASKED, ("photo_id",))
    with pytest.raises(InputError):
        hear(session, found, 0, Heard.PAPERS, ("none", "photo_id"))
    with pytest.raises(InputError):
        hear(session, found, 0, Heard.PAPERS, ("passport",))
    assert _again(session) == found
    hear(session, found, 0, Heard.PAPERS, ("photo_id", "income_proof"))
    rows = [row for row in session.service(found.calls[0].service).disclosure if row.fact is Fact.ASKS_PAPER]
    assert {"photo_id", "income_proof"} <= {row.value for row in rows}


def test_closed_is_the_tombstone_of_the_editor(session: Session) -> None:
    found = hear(session, start_round(session, limit=2), 0, Heard.CLOSED)
    assert session.service(found.calls[0].service).status is Status.DEFUNCT
    stones = [one for one in session.show(found.calls[0].service)["attributes"] if one.get("link_type") == "tombstone"]
    assert [one["value"] for one in stones] == ["defunct"]


def test_a_wrong_number_is_flagged_and_never_printed_again(session: Session) -> None:
    found = start_round(session, limit=2)
    before = session.service(found.calls[0].service)
    found = hear(session, found, 0, Heard.WRONG_NUMBER)
    after = session.service(before.id)
    assert (after.phones, after.wrong_phones) == ((), before.phones)
    problems = {(one["field"], one["problem"]) for one in session.check() if one["service_id"] == before.id}
    assert ("phones", "wrong_number") in problems
    assert ("phones", "missing") not in problems
    assert all(entry.service.id != before.id for entry in worklist(session))
    record = session.show(before.id)
    record["phones"] = [{"id": "11111111-1111-4111-8111-111111111111", "number": "555-0999"}]
    session.directory.save("service", record)
    session.read_again()
    assert session.service(before.id).phones == ("555-0999",)
    assert session.service(before.id).wrong_phones == ()


def test_no_answer_comes_again_later_and_is_given_up_after_three(session: Session) -> None:
    head = session.directory.head
    found = start_round(session, limit=2)
    first = found.calls[0].service
    for tried in range(1, MOST_TRIES + 1):
        found = hear(session, found, 0, Heard.NO_ANSWER)
        assert found.calls[0].tries == tried
        assert found.next_place() == 1
        if tried == 1:
            found = skip(session, found, 1)
            assert found.next_place() == 0
            found, _ = undo_last(session, found)
    assert session.directory.head == head
    assert found.done == 1
    assert [entry.service.id for entry in worklist(session, tries={first: MOST_TRIES})][-1] == first
    end_round(session)
    assert first not in [call.service for call in start_round(session, limit=2).calls]


def test_undo_takes_back_record_and_round_step_by_step(session: Session) -> None:
    begun = start_round(session, limit=3)
    records = [session.show(call.service) for call in begun.calls]
    found = hear(session, begun, 0, Heard.ASKS)
    found = hear(session, found, 1, Heard.CLOSED)
    found = skip(session, found, 2)
    for expected in (2, 1, 0):
        found, place = undo_last(session, _again(session))
        assert place == expected
    assert found == begun
    assert [session.show(call.service) for call in begun.calls] == records
    assert undo_last(session, found) == (found, None)


def test_a_round_outlives_the_program(session: Session) -> None:
    found = hear(session, start_round(session, limit=4), 2, Heard.NOT_ASKED)
    folder = session.folder
    session.close()
    with Session.open(folder) as opened:
        assert open_round(opened) == found


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"calls": 1}', b"\xff\xfe", b'{"started": "x", "calls": [], "steps": [], "tries": {}}'])  # fmt: skip
def test_a_damaged_round_is_put_aside(session: Session, content: bytes) -> None:
    (session.folder / FILE).write_bytes(content)
    assert open_round(session) is None
    assert (session.folder / "verification-round.damaged.json").read_bytes() == content
    assert start_round(session, limit=1).calls


def test_a_day_that_has_not_come_is_refused(session: Session) -> None:
    found = start_round(session, limit=1)
    with pytest.raises(InputError):
        write_down(session, found.calls[0].service, Heard.NOT_ASKED, on=clock.today() + timedelta(days=1))


def test_nothing_due_is_said(session: Session) -> None:
    with pytest.raises(InputError, match="nobody to call"):
        start_round(session, Chosen("Atlantis"))


def test_the_file_holds_ids_answers_and_days_and_nothing_else(session: Session) -> None:
    hear(session, start_round(session, limit=2), 0, Heard.NO_ANSWER)
    table = json.loads((session.folder / FILE).read_text("ascii"))
    assert set(table) == {"started", "calls", "steps", "tries"}
    assert set(table["calls"][0]) == {"service", "heard", "on", "tries", "passed"}


def _said(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def test_the_sheet_numbers_what_is_still_to_call(session: Session) -> None:
    found = hear(session, start_round(session, limit=4), 1, Heard.NOT_ASKED)
    order_ = round_sheet(session, found, Form("en", "my"))
    names = [session.service(call.service).name for call in found.calls]
    said = " ".join(_said(write([order_])).split())
    for row in (1, 3, 4):
        assert f"{row} · {names[row - 1]}" in said
    assert f"2 · {names[1]}" not in said
    for word in ("1 Status not asked", "7 No answer", "Which papers do people have to bring?"):
        assert word in said


# The command line


def _run(folder: Path, *arguments: str) -> int:
    return main(["--data", str(folder), "--region", "example", "verify", *arguments])


def test_the_command_line_does_it_all(session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = session.folder
    session.close()
    assert _run(folder, "list", "--limit", "3", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 3
    assert all(row["reason"] and row["phones"] for row in rows)
    assert _run(folder, "sheet", "-o", str(tmp_path / "sheet.pdf"), "--limit", "3") == 0
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert _run(folder, "answer", "2", "papers", "--paper", "photo_id") == 0
    assert _run(folder, "answer", rows[0]["service_id"], "not-asked", "--on", "2026-11-20") == 0
    capsys.readouterr()
    assert _run(folder, "round", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [call["heard"] for call in told["calls"]] == ["not-asked", "papers", None]
    assert told["done"] == 2
    assert _run(folder, "undo") == 0
    assert _run(folder, "list", "--need", "basics.food") == 0


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("answer", "9", "closed"), 1, "no round"),
        (("answer", "nobody", "closed"), 1, "no service"),
        (("answer", "1", "perhaps"), 2, "perhaps"),
        (("list", "--need", "money"), 1, "no need called"),
        (("list", "--area", "Atlantis"), 1, "Atlantis"),
        (("round", "--limit", "0"), 2, "0"),
    ],
)
def test_what_cannot_be_done_is_said(
    session: Session, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    folder = session.folder
    session.close()
    assert _run(folder, *arguments) == status
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told

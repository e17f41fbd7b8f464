"""The editor without its window: a record as a value, what changed, one edit, what changed meanwhile, what is added."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from referral_assistant import clock
from referral_assistant.cli import main
from referral_assistant.disclosure import Safety, Source
from referral_assistant.errors import InputError
from referral_assistant.service import Status
from referral_assistant.session import Session, adding, closing, confirming, drafts, editing, guarding
from referral_assistant.session.browse import judged_today
from referral_assistant.session.contacts import contact_rows, new_contact, with_contacts
from referral_assistant.session.evidence import Answer, Found
from referral_assistant.session.fields import FIELDS
from referral_assistant.settings import Settings, save_settings
from tests.directory.samples import write_json

SERVICE = "11111111-1111-4111-8111-111111111111"
ORGANIZATION = "22222222-2222-4222-8222-222222222222"
HOUSE = "33333333-3333-4333-8333-333333333333"
SHELTER = "44444444-4444-4444-8444-444444444444"
RECORDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("organization", {"id": ORGANIZATION, "name": "River aid", "description": "Helps."}),
    (
        "location",
        {
            "id": HOUSE,
            "name": "House",
            "location_type": "physical",
            "addresses": [{"id": "55555555-5555-4555-8555-555555555555", "address_1": "1 Road", "city": "Mae Lin"}],
        },
    ),
    (
        "service",
        {
            "id": SERVICE,
            "name": "Border clinic",
            "organization_id": ORGANIZATION,
            "description": "A clinic at the bridge.",
            "status": "active",
            "x_of_the_source": "kept",
            "phones": [{"id": "66666666-6666-4666-8666-666666666666", "number": "02 123", "x_more": 1}],
            "service_at_locations": [{"id": "77777777-7777-4777-8777-777777777777", "location_id": HOUSE}],
        },
    ),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "data").mkdir()
    save_settings(tmp_path / "data", Settings(clinic="Mae Lin clinic"))
    with Session.open(tmp_path / "data") as opened:
        opened.directory.save_together(RECORDS, "Begin")
        yield opened


def written(session: Session, draft: editing.Draft) -> str:
    saved = editing.save(session, draft)
    assert isinstance(saved, editing.Saved)
    assert saved.edit
    return saved.edit


SAMPLES = {
    "name": "Another name",
    "needs": "health.primary, vaccines.routine",
    "provider": "ngo",
    "papers": "Birth card\nPhoto",
    "entering": "walk_in, referral",
    "status": "temporarily closed",
    "capacity": "12",
    "free": "yes",
    "languages": "th, ksw",
    "phones": "02 124\n02 125",
    "email": "desk@example.org",
    "website": "https://example.org/help",
    "confirmed": "2026-11-01",
    "country": "TH",
    "latitude": "16.71",
    "coordinates": "16.7133, 98.5716",
    "longitude": "-98.5",
    "secret": "yes",
}
EVERY = [(kind, name) for kind, fields in FIELDS.items() for name in fields]


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_field_is_written_read_and_taken_away_again(session: Session, kind: str, name: str) -> None:
    record = {"service": SERVICE, "organization": ORGANIZATION, "location": HOUSE}[kind]
    draft = editing.open_record(session, record)
    before = editing.value(draft, record, name)
    text = SAMPLES.get(name, "Some words")
    changed = editing.put(draft, record, name, text)
    assert not editing.wrongs(changed)
    assert editing.value(changed, record, name) == text
    written(session, changed)
    again = editing.open_record(session, record)
    assert editing.value(again, record, name) == text
    assert editing.put(again, record, name, text) == again, "the same text is no change"
    back = editing.put(again, record, name, before)
    if not editing.wrongs(back):
        written(session, back)
        assert editing.value(editing.open_record(session, record), record, name) == before


def test_one_edit_holds_the_service_its_organization_and_its_places(session: Session) -> None:
    edits = len(session.history())
    draft = editing.open_record(session, SERVICE)
    assert [one.kind for one in draft.pieces] == ["service", "organization", "location"]
    draft = editing.put(draft, SERVICE, "notice", "Closed on Songkran")
    draft = editing.put(draft, ORGANIZATION, "website", "river.example")
    draft = editing.put(draft, HOUSE, "directions", "Behind the market")
    told = {(one.kind, change.field): change.after for one in editing.changes(draft) for change in one.fields}
    assert told == {
        ("service", "alert"): "Closed on Songkran",
        ("organization", "website"): "https://river.example",
        ("location", "transportation"): "Behind the market",
    }
    edit = written(session, draft)
    assert len(session.history()) == edits + 1
    session.undo(edit)
    assert session.show(ORGANIZATION) == RECORDS[0][1]
    assert session.show(SERVICE) == RECORDS[2][1]


def test_what_nobody_touched_stays_byte_for_byte(session: Session) -> None:
    draft = editing.open_record(session, SERVICE)
    for name in FIELDS["service"]:
        draft = editing.put(draft, SERVICE, name, editing.value(draft, SERVICE, name))
    assert not draft.is_changed
    assert editing.save(session, draft) == editing.Saved(None)
    draft = editing.put(draft, SERVICE, "phones", "02 123\n02 999")
    phones: Any = draft.subject.now["phones"]
    assert phones[0] == RECORDS[2][1]["phones"][0]
    assert phones[1]["number"] == "02 999"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", "  "),
        ("email", "desk at example"),
        ("website", "nowhere"),
        ("needs", "health.everything"),
        ("capacity", "a few"),
        ("free", "perhaps"),
        ("languages", "Thai and Burmese"),
        ("phones", "ask"),
        ("status", "gone"),
        ("confirmed", "2999-01-01"),
        ("summary", "x" * 20_001),
    ],
)
def test_a_text_that_a_field_cannot_take_waits_and_says_what_to_do(session: Session, name: str, text: str) -> None:
    draft = editing.put(editing.open_record(session, SERVICE), SERVICE, name, text)
    assert editing.value(draft, SERVICE, name) == text
    assert [one.field for one in editing.wrongs(draft)] == [name]
    with pytest.raises(InputError):
        editing.save(session, draft)
    right = editing.put(draft, SERVICE, name, SAMPLES.get(name, "Some words"))
    assert not editing.wrongs(right)


def test_digits_of_every_script_are_read(session: Session) -> None:
    draft = editing.put(editing.open_record(session, SERVICE), SERVICE, "capacity", "၁၂")
    assert editing.value(draft, SERVICE, "capacity") == "12"


# What changed meanwhile


def test_a_change_made_meanwhile_is_shown_and_nothing_is_written_over_it(session: Session) -> None:
    draft = editing.put(editing.open_record(session, SERVICE), SERVICE, "summary", "Mine")
    other = editing.put(editing.open_record(session, SERVICE), SERVICE, "summary", "Theirs")
    written(session, editing.put(other, SERVICE, "fees", "Twenty"))
    past = editing.save(session, draft)
    assert isinstance(past, editing.Overtaken)
    assert {one.field for one in past.there[0].fields} == {"description", "fees_description"}
    assert [(one.field, one.before, one.after) for one in past.both] == [("description", "Mine", "Theirs")]
    assert session.show(SERVICE)["description"] == "Theirs"
    for mine, text in ((False, "Theirs"), (True, "Mine")):
        both = editing.brought_up(session, draft, mine=mine)
        assert editing.value(both, SERVICE, "summary") == text
        assert editing.value(both, SERVICE, "fees") == "Twenty"
    written(session, editing.brought_up(session, draft))
    assert session.show(SERVICE)["fees_description"] == "Twenty"


def test_the_same_change_made_meanwhile_is_no_hindrance(session: Session) -> None:
    draft = editing.put(editing.open_record(session, SERVICE), SERVICE, "summary", "The same")
    written(session, draft)
    assert editing.overtaken(session, draft) is None
    assert editing.save(session, draft) == editing.Saved(None)


def test_a_record_that_was_taken_out_meanwhile_comes_back_only_when_told(session: Session) -> None:
    added = adding.new_service()
    added = editing.put(added, added.id, "name", "New desk")
    edit = written(session, added)
    draft = editing.put(editing.open_record(session, added.id), added.id, "summary", "More")
    session.undo(edit)
    past = editing.save(session, draft)
    assert isinstance(past, editing.Overtaken)
    written(session, editing.brought_up(session, draft))
    assert session.show(added.id)["name"] == "New desk"


# Adding


def test_a_service_from_nothing_with_organization_place_and_contact(session: Session) -> None:
    draft = adding.new_service()
    assert [one.field for one in editing.wrongs(draft)] == ["name"]
    draft = editing.put(draft, draft.id, "name", "Night school")
    draft = adding.add_organization(draft, "Teachers")
    draft = adding.add_place(draft, "Hall", country="TH")
    draft = adding.choose_place(session, draft, HOUSE)
    draft = draft.with_record(draft.id, with_contacts(draft.subject.now, [new_contact()]))
    assert "contacts" not in draft.subject.now
    row = new_contact()
    draft = draft.with_record(
        draft.id, with_contacts(draft.subject.now, [type(row)(row.id, "Ma Ma", email="ma@x.org")])
    )
    written(session, draft)
    service = session.service(draft.id)
    assert service.organization == "Teachers"
    assert [spot.name for spot in service.spots] == ["Hall", "House"]
    assert [one.name for one in contact_rows(session.show(draft.id))] == ["Ma Ma"]
    assert judged_today(session, service).safety is Safety.UNCONFIRMED


def test_an_organization_and_a_place_are_chosen_and_left(session: Session) -> None:
    draft = editing.open_record(session, SERVICE)
    draft = adding.without_organization(draft)
    draft = adding.leave_place(draft, HOUSE)
    assert [one.kind for one in draft.pieces] == ["service"]
    written(session, draft)
    assert session.show(HOUSE)["name"] == "House", "the place itself stays"
    draft = adding.choose_organization(session, editing.open_record(session, SERVICE), ORGANIZATION)
    written(session, adding.choose_place(session, draft, HOUSE))
    assert session.service(SERVICE).organization == "River aid"
    with pytest.raises(InputError):
        adding.choose_organization(session, draft, HOUSE)
    with pytest.raises(InputError):
        adding.choose_place(session, draft, ORGANIZATION)


def test_a_copy_is_no_safer_than_what_nobody_checked(session: Session) -> None:
    session.record_evidence(SERVICE, Found(Answer.NOT_ASKED, Source.VISIT, "Mae Lin clinic", clock.today()))
    draft = editing.open_record(session, SERVICE)
    written(session, editing.put(draft, SERVICE, "needs", "health.primary"))
    assert judged_today(session, session.service(SERVICE)).safety is Safety.NOT_ASKED
    copy = adding.duplicate(session, SERVICE)
    written(session, copy)
    service = session.service(copy.id)
    assert judged_today(session, service).safety is Safety.UNCONFIRMED
    assert service.needs == {"health.primary"}
    assert (service.name, service.organization) == ("Border clinic (copy)", "River aid")
    first, second = session.show(SERVICE), session.show(copy.id)
    assert first["phones"][0]["id"] != second["phones"][0]["id"]
    assert {one["id"] for one in first["attributes"]}.isdisjoint(one["id"] for one in second["attributes"])


def test_a_copy_keeps_the_warnings_and_no_tombstone(session: Session) -> None:
    session.record_evidence(SERVICE, Found(Answer.ASKS, Source.VISIT, "Mae Lin clinic", clock.today()))
    closing.close_service(session, SERVICE, Status.DEFUNCT)
    copy = adding.duplicate(session, SERVICE, "Second clinic")
    written(session, copy)
    service = session.service(copy.id)
    assert service.status is Status.ACTIVE
    assert judged_today(session, service).safety is Safety.ASKS


# Closing


@pytest.mark.parametrize("status", [Status.DEFUNCT, Status.NOT_OURS, Status.DO_NOT_LIST])
def test_a_tombstone_outlives_every_import(session: Session, tmp_path: Path, status: Status) -> None:
    first = {**RECORDS[2][1], "service_at_locations": []}
    file = write_json(tmp_path / "a.json", [first])
    session.apply_import(session.prepare_import(file, "first"))
    assert closing.close_service(session, SERVICE, status)
    assert closing.close_service(session, SERVICE, status) is None
    stone = session.show(SERVICE)["attributes"]
    again = [
        (file, "first"),
        (write_json(tmp_path / "b.json", [{**first, "description": "Open every day", "status": "active"}]), "first"),
        (write_json(tmp_path / "c.json", [{**first, "description": "From another"}]), "second"),
        (write_json(tmp_path / "d.json", [{**first, "attributes": [{**stone[0], "value": "defunct"}]}]), "third"),
        # Our own list, sent back with the stone and then without it: only a person here takes it away.
        (write_json(tmp_path / "e.json", [{**first, "attributes": stone}]), "mirror"),
        (write_json(tmp_path / "f.json", [{**first, "alert": "We are open"}]), "mirror"),
    ]
    for path, source in again:
        session.apply_import(session.prepare_import(path, source))
        assert session.service(SERVICE).status is status, path.name
    assert session.show(SERVICE)["alert"] == "We are open", "everything else still comes in"
    assert closing.reopen_service(session, SERVICE)
    assert session.service(SERVICE).status is Status.ACTIVE
    session.apply_import(session.prepare_import(again[3][0], "third"))
    assert session.service(SERVICE).status is Status.ACTIVE, "a stone that they sent before does not come back"


def test_only_services_are_closed(session: Session) -> None:
    with pytest.raises(InputError):
        closing.close_service(session, ORGANIZATION, Status.DEFUNCT)


# The guard, and the day of each part


def test_the_guard_reads_what_is_new_and_a_person_decides(session: Session) -> None:
    draft = editing.put(editing.open_record(session, SERVICE), SERVICE, "summary", "We help undocumented people.")
    (found,) = guarding.doubts(draft)
    assert "undocumented" in found.words
    assert (found.record_id, found.path) == (SERVICE, "description")
    assert guarding.doubts(guarding.accept(draft, found.text)) == ()
    written(session, draft)
    assert guarding.doubts(editing.put(editing.open_record(session, SERVICE), SERVICE, "fees", "None")) == ()


def test_words_inside_children_and_rows_are_read_too_and_codes_are_not(session: Session) -> None:
    draft = editing.open_record(session, SERVICE)
    draft = editing.put(draft, SERVICE, "provider", "faith")
    draft = editing.put(draft, SERVICE, "needs", "papers.birth, legal.detention")
    assert guarding.doubts(draft) == ()
    draft = editing.put(draft, SERVICE, "papers", "Photo\nCard of undocumented people")
    draft = editing.put(draft, SERVICE, "ask_for", "The desk for undocumented people")
    assert len(guarding.doubts(draft)) == 2
    clean = guarding.without_doubts(draft, guarding.doubts(draft))
    assert editing.value(clean, SERVICE, "papers") == "Photo"
    assert editing.value(clean, SERVICE, "ask_for") == ""
    assert editing.value(clean, SERVICE, "provider") == "faith"


def test_a_part_is_confirmed_on_a_day(session: Session) -> None:
    draft = editing.open_record(session, SERVICE)
    record = confirming.confirm(draft.subject.now, "when", date(2026, 11, 1), "Mae Lin clinic")
    record = confirming.confirm(record, "when", date(2026, 11, 20), "Mae Lin clinic")
    assert len(record["metadata"]) == 1
    assert confirming.confirmed_on(record, "when") == date(2026, 11, 20)
    assert confirming.confirmed_on(record, "cost") is None
    assert confirming.confirmed_on({**record, "assured_date": "2026-11-21"}, "when") == date(2026, 11, 21)
    assert confirming.with_line(record, "when", None) == draft.subject.now
    written(session, draft.with_record(SERVICE, record))


def test_a_secret_place_is_not_named_in_history(session: Session) -> None:
    draft = adding.add_place(editing.open_record(session, SERVICE), "Rose shelter")
    place = draft.pieces[-1].id
    draft = editing.put(draft, place, "secret", "yes")
    written(session, editing.put(draft, place, "address", "5 Hidden Lane"))
    assert "Rose" not in session.history()[0].summary
    assert "kept secret" in session.history()[0].summary


# The command line


def run(session: Session, *arguments: str) -> int:
    session.close()
    session.__dict__.pop("directory", None)
    return main(["--data", str(session.folder), *arguments])


def test_edit_and_add_on_the_command_line(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(session, "edit", SERVICE, "--set", "fees=Twenty baht", "--set", "entering=walk_in", "--dry-run") == 0
    assert "fees_description: nothing → 'Twenty baht'" in capsys.readouterr().out
    assert run(session, "edit", SERVICE, "--set", "fees=Twenty baht", "--confirm", "cost") == 0
    assert "saved by edit" in capsys.readouterr().out
    assert run(session, "edit", SERVICE, "--set", "fees=Twenty baht") == 0
    assert "Nothing to do" in capsys.readouterr().out
    assert run(session, "edit", SERVICE, "--close", "not-ours") == 0
    capsys.readouterr()
    assert run(session, "search") == 0
    assert SERVICE not in capsys.readouterr().out
    assert run(session, "search", "--unlisted") == 0
    assert SERVICE in capsys.readouterr().out
    assert run(session, "edit", SERVICE, "--reopen") == 0
    assert run(session, "add", "organization", "--name", "Kitchen", "--set", "provider=faith") == 0
    kitchen = capsys.readouterr().out.splitlines()[-1].split()[0]
    assert (
        run(session, "add", "service", "--name", "Rice", "--organization", kitchen, "--set", "needs=basics.food") == 0
    )
    rice = capsys.readouterr().out.splitlines()[-1].split()[0]
    assert run(session, "add", "location", "--name", "Hall", "--service", rice, "--set", "city=Mae Lin") == 0
    assert run(session, "add", "contact", "--service", rice, "--name", "Cook") == 0
    assert run(session, "duplicate", rice, "--name", "Noodles") == 0
    assert run(session, "edit", rice, "--place", HOUSE) == 0
    assert run(session, "edit", rice, "--leave-place", HOUSE) == 0
    with Session.open(session.folder) as opened:
        assert {one.name for one in opened.services} == {"Border clinic", "Rice", "Noodles"}
        assert opened.service(rice).organization == "Kitchen"
        assert confirming.confirmed_on(opened.show(SERVICE), "cost") == clock.today()


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("edit", SERVICE), 2, "Say one thing"),
        (("edit", SERVICE, "--set", "fees"), 2, "FIELD=VALUE"),
        (("edit", SERVICE, "--set", "colour=red"), 1, "has no field “colour”"),
        (("edit", SERVICE, "--set", "email=x"), 1, "desk@example.org"),
        (("edit", SERVICE, "--set", "summary=For undocumented people"), 1, "--keep-words"),
        (("edit", SERVICE, "--confirm", "colour"), 1, "no part “colour”"),
        (("edit", "99999999-9999-4999-8999-999999999999", "--set", "fees=1"), 1, "There is no record"),
        (("edit", SERVICE, "--organization", HOUSE), 1, "is no organization"),
        (("edit", ORGANIZATION, "--close", "closed"), 1, "only services are closed"),
        (("add", "service", "--name", " "), 1, "Write the name"),
        (("add", "contact", "--service", SERVICE), 2, "Say a --name"),
        (("duplicate", ORGANIZATION), 1, "Only a service can be copied"),
        (("drafts", "--discard", "1234"), 1, "There is no draft"),
    ],
)
def test_a_fault_is_one_sentence(
    session: Session, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    head = session.directory.head
    assert run(session, *arguments) == status
    assert sentence in capsys.readouterr().err
    with Session.open(session.folder) as opened:
        assert opened.directory.head == head


def test_words_are_kept_when_a_person_says_so(session: Session) -> None:
    assert run(session, "edit", SERVICE, "--set", "summary=For undocumented people", "--keep-words") == 0


def test_a_draft_of_the_window_is_saved_or_thrown_away(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    drafts.keep(session, editing.put(editing.open_record(session, SERVICE), SERVICE, "fees", "Ten"))
    assert run(session, "drafts") == 0
    assert "Border clinic" in capsys.readouterr().out
    assert run(session, "drafts", "--save", SERVICE[:8]) == 0
    assert run(session, "drafts") == 0
    assert "Nothing waits" in capsys.readouterr().out


def test_the_editor_knows_nothing_of_families() -> None:
    folder = Path(editing.__file__).parent
    for name in ("editing", "drafts", "adding", "guarding", "fields", "cells", "contacts", "confirming", "closing"):
        tree = ast.parse((folder / f"{name}.py").read_text("utf-8"))
        modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        family = {"household", "family", "visit", "matching", "interview", "referral"}
        assert not family & {part for module in modules for part in module.split(".")[1:]}, name

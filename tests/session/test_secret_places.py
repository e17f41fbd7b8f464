"""The address of a place that must stay secret stands nowhere, whatever is asked, until a person opens it knowingly."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from referral_assistant import clock
from referral_assistant.cli import main
from referral_assistant.directory.fold import fold
from referral_assistant.errors import InputError, ReferralError
from referral_assistant.i18n import Catalog
from referral_assistant.letters.discreet import text_of
from referral_assistant.session import Session
from referral_assistant.session.answers import match_as_json, match_as_text
from referral_assistant.session.booklet import BookletOrder, write_booklet
from referral_assistant.session.browse import Narrowed, browse
from referral_assistant.session.history import history_of, history_of_all
from referral_assistant.session.import_answers import broken_as_lines, changes_as_json, changes_as_lines
from referral_assistant.session.secret_places import open_knowingly, told
from tests.directory.samples import Data, at, location, organization, phone, service, uuid
from tests.directory.test_export import KINDS, SECRET

SHELTER, NEIGHBOUR, OFFICE, FLAT = 1, 2, 2001, 2000
NUMBER, LATITUDE, LONGITUDE = "5559871234", 16.71777, 98.56333
WAYS = ("the place is marked", "the service is marked", "another service of the place is marked", "both")
MARKERS = ("Quokkahaven", "ဇလဗြောင်ခြံ", "ซ่อนเร้นบ้าน", "مخبأالسر")
TODAY = clock.today()
FAMILY = """
language = "my"
on = {day}
[[people]]
label = "mother"
age_years = 30
needs = ["basics.shelter", "basics.food"]
"""


def attribute(number: int, link_type: str, value: str) -> Data:
    term = {"id": uuid(4900), "name": link_type, "description": "x", "taxonomy": "Referral Assistant"}
    return {"id": uuid(number), "link_type": link_type, "value": value, "taxonomy_term": term}


def safe(number: int) -> list[Data]:
    """Make the rows by which a service is offered at all."""
    day = (TODAY - timedelta(days=5)).isoformat()
    row = {"fact": "asks_status", "value": "no", "evidence": "visit", "source": "Clinic", "checked_on": day}
    everyone = {"group": "1", "scope": "household", "attribute": "open_to_all", "operator": "is", "value": "yes"}
    return [
        attribute(number, "disclosure", json.dumps(row)),
        attribute(number + 1, "conditions", json.dumps({**everyone, "source": "Clinic", "checked_on": day})),
        attribute(number + 2, "needs", json.dumps({"need": "basics.shelter"})),
        attribute(number + 3, "needs", json.dumps({"need": "basics.food"})),
    ]


def hidden_place(marker: str) -> Data:
    """Make a place with the marker in every text that it can hold."""
    street = {
        "id": uuid(4100), "address_1": f"7 {marker} 1", "address_2": f"{marker} 2", "city": f"{marker} 3",
        "region": f"{marker} 4", "state_province": f"{marker} 5", "postal_code": f"{marker} 6", "country": "TH",
        "address_type": "physical", "attention": f"{marker} 7",
    }  # fmt: skip
    return location(
        FLAT,
        name=f"{marker} house",
        alternate_name=f"{marker} also",
        description=f"Behind {marker}",
        transportation=f"Bus to {marker}",
        url=f"https://{marker}.example",
        latitude=LATITUDE,
        longitude=LONGITUDE,
        addresses=[street],
        phones=[phone(NUMBER, 3100, description=marker)],
        schedules=[
            {"id": uuid(4300), "byday": "MO", "opens_at": "08:00:00", "closes_at": "9:00:00", "description": marker}
        ],
        languages=[{"id": uuid(4400), "name": marker, "note": marker}],
        accessibility=[{"id": uuid(4500), "description": marker}],
        x_unknown=marker,
    )


def fill(session: Session, way: str, marker: str) -> None:
    """Save the shelter, a neighbour that has the same place, and an office that anybody may know."""
    mark = {**SECRET, "id": uuid(4200)}
    place, shelter = hidden_place(marker), {"attributes": [*safe(4600)], "phones": [phone("5550001")]}
    if way in {WAYS[0], WAYS[3]}:
        place["attributes"] = [SECRET]
    if way != WAYS[0]:
        shelter["attributes"].append(mark)
    links = [] if way == WAYS[2] else [at(OFFICE, id=uuid(8001))]
    save = session.directory.save
    save("organization", organization(1000, name="House of help"))
    save("location", location(OFFICE, name="Office"))
    save("location", place)
    save(
        "service",
        service(SHELTER, name="Night rooms", organization_id=uuid(1000), service_at_locations=[at(FLAT)], **shelter),
    )
    neighbour = service(NEIGHBOUR, name="Soup", service_at_locations=[at(FLAT, id=uuid(8000)), *links])
    save("service", {**neighbour, "attributes": safe(4700), "phones": [phone("5550002", 3200)]})
    # And once more, so that there is a history of it.
    save("location", {**place, "transportation": f"Turn left at {marker}"})


@pytest.fixture(params=[(way, MARKERS[place]) for place, way in enumerate(WAYS)], ids=WAYS)
def hidden(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Session, str]]:
    way, marker = request.param
    with Session.open(tmp_path / "data", region="example") as session:
        fill(session, way, marker)
        yield session, marker


def assert_untold(text: str, marker: str, where: str) -> None:
    for secret in (marker, fold(marker), NUMBER, str(LATITUDE), str(LONGITUDE)):
        assert secret not in text, f"{secret} in {where}"


def test_it_is_offered_and_its_address_is_not(hidden: tuple[Session, str]) -> None:
    session, _ = hidden
    assert session.service(uuid(SHELTER)).confidential
    assert session.service(uuid(NEIGHBOUR)).confidential
    assert [one.judgement.safety.name for one in browse(session, Narrowed("night rooms")).found] == ["NOT_ASKED"]


def test_no_search_finds_it_and_no_answer_tells_it(hidden: tuple[Session, str]) -> None:
    session, marker = hidden
    for text in (marker, f"7 {marker}", marker[:3], NUMBER):
        assert browse(session, Narrowed(text)).found == (), text
        assert browse(session, Narrowed(area=text)).found == (), text
    everything = browse(session, Narrowed())
    assert len(everything.found) == 2
    assert_untold(repr(everything), marker, "the list")
    assert_untold(repr(session.directory.areas()), marker, "the areas")
    assert_untold(repr(session.services), marker, "the services")
    assert_untold(json.dumps(session.check(), ensure_ascii=False), marker, "the check")
    assert_untold(repr(session.directory.duplicates("location")), marker, "the duplicates")


def test_no_paper_tells_it(hidden: tuple[Session, str]) -> None:
    session, marker = hidden
    visit = session.read_family(FAMILY.format(day=TODAY).encode(), "family.toml")
    printed = 0
    for kind in ("letter", "slip-a6", "slip-a5", "receipt-80mm", "plan", "call-sheet", "rights"):
        for one in (SHELTER, NEIGHBOUR):
            try:
                order = session.order(visit, language="en", second="my", kind=kind, service_id=uuid(one), qr=False)
                assert_untold(text_of(session.letter(order)), marker, kind)
                printed += 1
            except ReferralError as fault:
                assert_untold(str(fault), marker, f"why there is no {kind}")
    assert printed >= 8
    results = session.match(visit)
    catalog = Catalog.load("en")
    assert_untold(json.dumps(match_as_json(session, results, catalog), ensure_ascii=False), marker, "the matches")
    assert_untold(match_as_text(session, results, catalog), marker, "the matches as text")


def test_no_booklet_tells_it(hidden: tuple[Session, str]) -> None:
    session, marker = hidden
    try:
        assert_untold(text_of(write_booklet(session, BookletOrder("en", "my"))), marker, "the booklet")
    except InputError as fault:
        assert_untold(str(fault), marker, "why there is no booklet")
    session.directory.save("service", service(9, name="Open kitchen", attributes=safe(4800)))
    text = text_of(write_booklet(session, BookletOrder("en", "my")))
    assert "Open kitchen" in text
    assert "Night rooms" not in text
    assert_untold(text, marker, "the booklet")


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_no_export_tells_it_unless_it_is_asked_for(
    kind: str, name: str, hidden: tuple[Session, str], tmp_path: Path
) -> None:
    session, marker = hidden
    session.export(tmp_path / name, kind)
    assert_untold(everything_in(tmp_path / name), marker, name)
    session.export(tmp_path / f"all-{name}", kind, confidential=True)
    assert f"7 {marker} 1" in everything_in(tmp_path / f"all-{name}")


def everything_in(path: Path) -> str:
    """Return every text under a path, zips unpacked, and JSON without its escapes."""
    texts = []
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                texts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        else:
            texts.append(content.decode("utf-8", "replace"))
    return "\n".join(texts)


def test_no_file_of_the_data_folder_tells_it_but_the_records(hidden: tuple[Session, str], tmp_path: Path) -> None:
    session, marker = hidden
    session.search(marker)
    session.export(tmp_path / "all.json")
    for file in session.folder.rglob("*"):
        if file.is_file() and "directory.git" not in file.parts:
            content = file.read_bytes()
            for secret in (marker, fold(marker), NUMBER):
                assert secret.encode() not in content, file.name
    words = session.directory._index.database.execute(
        "SELECT count(*) FROM spaced WHERE spaced MATCH ?", [f'"{marker}"']
    )
    assert words.fetchone()[0] == 0


def test_no_history_tells_it(hidden: tuple[Session, str]) -> None:
    session, marker = hidden
    for one in (None, uuid(SHELTER), uuid(NEIGHBOUR), uuid(FLAT)):
        past = history_of(session, one) if one else history_of_all(session)
        assert_untold(repr(past), marker, f"the history of {one}")
    edits = history_of(session, uuid(FLAT)).edits
    assert len(edits) == 2
    assert [change.field for change in edits[0].fields] == ["transportation"]
    opened = history_of(session, uuid(FLAT), secrets=True).edits
    assert opened[0].fields[0].after == f"Turn left at {marker}"


def test_no_preview_of_an_import_tells_it(hidden: tuple[Session, str], tmp_path: Path) -> None:
    session, marker = hidden
    session.export(tmp_path / "all.json", confidential=True)
    changed = (tmp_path / "all.json").read_text("utf-8").replace("Turn left at", "Turn right at")
    (tmp_path / "all.json").write_text(changed, "utf-8")
    with Session.open(tmp_path / "other", region="example") as other:
        for who in (session, other):
            preview = who.prepare_import(tmp_path / "all.json")
            assert not preview.is_empty
            assert_untold(json.dumps(changes_as_json(who, preview), ensure_ascii=False), marker, "the preview")
            lines = [*changes_as_lines(who, preview), *broken_as_lines(preview), *map(str, preview.remarks)]
            assert_untold("\n".join(lines), marker, "the preview")
            who.apply_import(preview)
        assert other.service(uuid(NEIGHBOUR)).confidential
        assert_untold(repr(other.services), marker, "the other clinic")
        assert_untold(repr(history_of_all(other)), marker, "the other clinic's history")


def test_no_fault_tells_it(hidden: tuple[Session, str]) -> None:
    session, marker = hidden
    held = dict(session.directory.show(uuid(FLAT)).data)
    session.directory.save("location", {**held, "transportation": f"{marker} again"})
    edit = session.history(uuid(FLAT))[1].id
    with pytest.raises(InputError, match="was changed again since") as fault:
        session.undo(edit)
    assert_untold(str(fault.value), marker, "the fault")
    with pytest.raises(InputError) as other:
        session.directory.join(uuid(FLAT), uuid(SHELTER))
    assert_untold(str(other.value), marker, "the fault")


def test_what_is_marked_later_vanishes_everywhere_and_comes_back_when_it_is_not(tmp_path: Path) -> None:
    marker = MARKERS[0]
    with Session.open(tmp_path / "data", region="example") as session:
        place = hidden_place(marker)
        session.directory.save("location", place)
        session.directory.save("service", service(NEIGHBOUR, name="Soup", service_at_locations=[at(FLAT)]))
        session.directory.save(
            "service", service(SHELTER, name="Rooms", service_at_locations=[at(FLAT, id=uuid(8000))])
        )
        assert len(browse(session, Narrowed(marker)).found) == 2
        marked = service(SHELTER, name="Rooms", service_at_locations=[at(FLAT, id=uuid(8000))], attributes=[SECRET])
        session.directory.save("service", marked)
        assert browse(session, Narrowed(marker)).found == ()
        session.directory._index.rebuild()
        assert browse(session, Narrowed(marker)).found == ()
        session.directory.save("service", {**marked, "attributes": []})
        assert len(browse(session, Narrowed(marker)).found) == 2
        assert "Bus to" in repr(history_of(session, uuid(FLAT)))


# Opened knowingly


def test_a_person_can_open_it_knowingly(hidden: tuple[Session, str]) -> None:
    session, marker = hidden
    (spot,) = open_knowingly(session, uuid(SHELTER))
    assert spot.address.startswith(f"7 {marker} 1")
    assert spot.directions == f"Turn left at {marker}"
    assert len(open_knowingly(session, uuid(NEIGHBOUR))) == 1
    record, withheld = told(session, uuid(FLAT))
    assert withheld
    assert_untold(json.dumps(record, ensure_ascii=False), marker, "the record")
    assert told(session, uuid(FLAT), secrets=True)[0]["transportation"] == f"Turn left at {marker}"
    assert told(session, uuid(OFFICE)) == (session.show(uuid(OFFICE)), False)


@pytest.mark.parametrize("command", ["show", "history"])
def test_the_command_line_tells_it_only_when_asked(
    command: str, hidden: tuple[Session, str], capsys: pytest.CaptureFixture[str]
) -> None:
    session, marker = hidden
    session.close()
    session.__dict__.pop("directory", None)
    arguments: list[Any] = ["--data", str(session.folder), command, uuid(FLAT)]
    assert main([*arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert_untold(out + err, marker, command)
    assert command != "show" or "--show-secret" in err
    assert main([*arguments, "--json", "--show-secret"]) == 0
    assert f"Turn left at {marker}" in capsys.readouterr().out

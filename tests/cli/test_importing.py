"""Bring in lists from the command line: map, show, choose, mend, take the source's value."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from referral_assistant.cli import main
from tests.directory.samples import phone, service, uuid, write_json

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a hand that types a command, expects a status, and reads what was printed."""

    def typed(*words: str | Path, status: int = 0) -> str:
        code = main(["--data", str(tmp_path / "data"), *map(str, words)])
        out, err = capsys.readouterr()
        assert code == status, err
        assert (err == "") is (status == 0)
        return out if status == 0 else err

    return typed


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Where,Call us,Days,Remarks\nHut,02-555-1234,Sun,CafÃ©\nHouse,02-555-1235,Mon,\n", "utf-8")
    return path


def answer(text: str) -> Any:
    return json.loads(text)


def test_a_list_without_a_name_names_its_columns_and_what_to_type(run: Run, table: Path) -> None:
    assert run("import", table, status=1) == (
        "No column of list.csv is known to hold the names of services. Say which one does: --map “COLUMN=name”. "
        "The columns are “Where”, “Call us”, “Days”, “Remarks”.\n"
    )


def test_a_mapping_is_shown_before_it_is_used(run: Run, table: Path, tmp_path: Path) -> None:
    shown = answer(run("import", table, "--show-mapping", "--map", "where=name", "--map", "Days=hours", "--json"))[0]
    assert shown["columns"] == {"Where": "name", "Call us": "keep", "Days": "hours", "Remarks": "keep"}
    assert shown["unplaced"] == ["Call us", "Remarks"]
    assert shown["first"][0] == {
        "name": "Hut",
        "values": [{"field": "hours", "value": "Sun"}],
        "kept": {"Call us": "02-555-1234", "Remarks": "CafÃ©"},
        "faults": [],
    }
    assert "  Where = name\n" in run("import", table, "--show-mapping", "--map", "Where=name")
    assert not (tmp_path / "data" / "columns.json").exists()


def test_a_mapping_is_remembered_once_it_was_used(run: Run, table: Path) -> None:
    said = "--map", "Where=name", "--map", "Call us=phone"
    run("import", table, *said, "--dry-run")
    run("import", table, status=1)
    assert "2 services" in run("import", table, *said)
    assert answer(run("import", table, "--json"))["same"] == 2
    assert answer(run("import", table, "--show-mapping", "--json"))[0]["remembered"] is True
    (hit,) = answer(run("search", "Hut", "--json"))
    assert answer(run("show", hit["service_id"]))["phones"][0]["number"] == "02-555-1234"


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Where=nam", "There is no field “nam”. The fields are: name, "),
        ("Wher=name", "There is no column “Wher”. The columns are: “Where”, “Call us”, “Days”, “Remarks”."),
        ("Where", "There is no column “Where”. The columns are: "),
    ],
)
def test_a_word_that_fits_nothing(run: Run, table: Path, word: str, sentence: str) -> None:
    assert run("import", table, "--map", word, status=1).startswith(sentence)


def test_a_directory_format_needs_no_mapping(run: Run, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(1)])
    assert run("import", file, "--show-mapping", status=1).startswith("a.json needs no mapping")


def test_rows_can_be_said_to_be_something_else(run: Run, table: Path) -> None:
    told = answer(run("import", table, "--map", "Where=name", "--rows-are", "organization", "--json"))
    assert told["records"] == {"organization": 2, "service": 0, "location": 0}


def test_some_of_it(run: Run, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(n) for n in range(1, 5)])
    assert "Chosen: 1 new, 0 changed." in run("import", file, "--only", uuid(2))
    assert "Chosen: 2 new, 0 changed." in run("import", file, "--except", uuid(3))
    run("import", write_json(tmp_path / "a.json", [service(1, email="a@b.org"), service(3)]), "--new-only")
    assert "email" not in answer(run("show", uuid(1)))
    assert answer(run("show", uuid(3)))["name"] == "Service 3"
    assert run("import", file, "--only", "ffff", status=1).startswith("“ffff” is not among what would come in.")
    run("import", file, "--kind", "organization")
    assert "email" not in answer(run("show", uuid(1)))


def test_every_record_with_what_would_be_different(run: Run, tmp_path: Path) -> None:
    run("import", write_json(tmp_path / "a.json", [service(1, phones=[phone("1")])]))
    file = write_json(tmp_path / "a.json", [service(1, phones=[phone("2")]), service(2)])
    told = answer(run("import", file, "--dry-run", "--list", "--json"))
    assert [(one["state"], one["name"], one["file"]) for one in told["changes"]] == [
        ("new", "Service 2", "a.json"),
        ("changed", "Service 1", "a.json"),
    ]
    assert [(one["before"], one["after"]) for one in told["changes"][1]["fields"]] == [("1", "2")]
    assert "/number: '1' → '2'" in run("import", file, "--dry-run", "--list")


def test_the_sources_value_after_all(run: Run, tmp_path: Path) -> None:
    run("import", write_json(tmp_path / "a.json", [service(1, email="old@b.org")]))
    # Another source corrects it, and the first one still says what it said.
    run("import", write_json(tmp_path / "b.json", [service(1, email="new@b.org")]))
    file = tmp_path / "a.json"
    lines = run("import", file, "--list")
    assert "email: the source still says 'old@b.org'; yours is kept: 'new@b.org'" in lines
    run("import", file, "--theirs", f"{uuid(1)}:email")
    assert answer(run("show", uuid(1)))["email"] == "old@b.org"
    assert run("import", file, "--theirs", uuid(1), status=1).startswith("Nothing of ")


def test_mending_is_offered_and_never_silent(run: Run, table: Path) -> None:
    plain = run("import", table, "--map", "Where=name", "--dry-run")
    assert "Broken texts: 1; --mend mends them." in plain
    assert "“CafÃ©” → “Café”" in plain
    mended = run("import", table, "--map", "Where=name", "--mend")
    assert "Broken texts mended: 1." in mended
    (hit,) = answer(run("search", "Hut", "--json"))
    assert answer(run("show", hit["service_id"]))["Remarks"] == "Café"


def test_the_senders_word_is_left_out_when_it_is_not_wanted(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "services.csv").write_text("id,name\ns,School\n", "utf-8")
    rows = ["s,asks_status,no,law,X,2026-11-01", "s,shares_with_authorities,no,law,X,2026-11-01"]
    (folder / "disclosure.csv").write_text(
        "\n".join(["service_id,fact,value,evidence,source,checked_on", *rows]), "utf-8"
    )
    told = run("import", folder, "--no-safer")
    assert "safer: School" in told
    assert "Left out: the rows that would make a place safer." in told
    (hit,) = answer(run("search", "School", "--json"))
    assert hit["safety"] == "UNCONFIRMED"

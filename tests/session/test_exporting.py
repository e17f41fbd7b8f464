"""A table that lies beside records goes out with tables; every other export says that it left it out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from referral_assistant.cli import main


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "organizations.csv").write_text("id,name,description\no,Red House,x\n", "utf-8")
    (folder / "services.csv").write_text("id,name,organization_id,status\ns,School,o,active\n", "utf-8")
    (folder / "volunteers.csv").write_text("id,name\n1,Desk\n2,Door\n", "utf-8")
    return folder


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.xlsx", "a.zip", "a.folder"])
def test_nothing_is_left_out_in_silence(
    name: str, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "data")]
    assert main([*data, "import", str(package)]) == 0
    capsys.readouterr()
    assert main([*data, "export", str(tmp_path / name)]) == 0
    told = "Not in it: volunteers (2). Only tables (a folder or a zip) take them along." in capsys.readouterr().out
    assert told is name.endswith((".json", ".csv", ".xlsx"))


def test_by_tables_they_come_through_another_directory(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = ["--data", str(tmp_path / "a")], ["--data", str(tmp_path / "b")]
    for command in (
        [*first, "import", str(package), "--source", "x"],
        [*first, "export", str(tmp_path / "a.zip")],
        [*second, "import", str(tmp_path / "a.zip"), "--source", "x"],
        [*second, "export", str(tmp_path / "b.zip")],
    ):
        assert main(command) == 0, capsys.readouterr().err
    one, other = (zipfile.ZipFile(tmp_path / name) for name in ("a.zip", "b.zip"))
    assert {name: one.read(name) for name in one.namelist()} == {name: other.read(name) for name in other.namelist()}

"""Every real directory leaves as valid HSDS 3.2, and comes back byte for byte."""

from __future__ import annotations

import importlib.util
from argparse import Namespace
from pathlib import Path

import pytest

from referral_assistant.directory import Directory
from tests.directory.conftest import Held
from tests.directory.sources import imported, needs_shared, real

pytestmark = [real, needs_shared, pytest.mark.slow]
DIRECTORIES = [
    "dc-social-services/2021-09a-v2.0",
    "florida-social-services",
    "ilao-illinois-legal-aid/output",
    "ohana-sample",
    "oruk-3.0-mocks",
    "sample-hsds-datapackage-1.1/all_resources",
    "unhcr-jordan-2015",
    "bc211-one-agency",
    "../../hsds/spec/3.2/examples/csv",
]
KINDS = [("hsds-json", "all.json"), ("hsds-tabular", "all")]


@pytest.mark.parametrize(
    ("name", "kind", "file"),
    # The largest as tables only: its 1 134 nested services would take the JSON validator ten seconds.
    [*((name, *kind) for name in DIRECTORIES for kind in KINDS), ("dc-social-services/2022-06-v2.0", *KINDS[1])],
)
def test_it_is_valid_and_comes_back_the_same(
    name: str, kind: str, file: str, held: Held, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held(name).export(tmp_path / file, kind)
    _assert_valid(tmp_path / file, shared, capsys)
    with Directory.open(tmp_path / "other", "Clinic B") as other:
        imported(other, tmp_path / file, "source")
        other.export(tmp_path / f"again {file}", kind)
    assert _bytes(tmp_path / f"again {file}") == _bytes(tmp_path / file)
    # Here, where the records are held already, the export brings nothing new; under another name nothing is taken away.
    preview = held(name).prepare_import(tmp_path / file, "another name")
    assert (preview.new, preview.changed, preview.safer) == ((), (), ())
    assert preview.same == sum(1 for one in ("organization", "service", "location") for _ in held(name).records(one))


@pytest.mark.parametrize("name", ["dc-social-services", "ohana-sample/spec/support/fixtures"])
def test_packages_that_contradict_each_other_come_back_the_same(name: str, held: Held, tmp_path: Path) -> None:
    held(name).export(tmp_path / "all.zip", "hsds-tabular")
    with Directory.open(tmp_path / "other", "Clinic B") as other:
        imported(other, tmp_path / "all.zip", "source")
        other.export(tmp_path / "again.zip", "hsds-tabular")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "all.zip").read_bytes()


def _assert_valid(path: Path, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ask the official schemas, in this process: starting one for each file would take longer than asking."""
    found = importlib.util.spec_from_file_location("validate", shared / "hsds" / "validate.py")
    assert found is not None
    assert found.loader is not None
    validate = importlib.util.module_from_spec(found)
    found.loader.exec_module(validate)
    wanted = Namespace(path=path, kind=None, version="3.2", strict=False, max=20)
    valid = validate.check_package(path, wanted) if path.is_dir() else validate.check_json(path, wanted)
    said = capsys.readouterr().out
    assert valid, said[-2000:]
    assert "ERROR" not in said


def _bytes(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}

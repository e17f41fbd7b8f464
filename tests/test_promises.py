"""The promises P1, P2, P4 and P8 where they can be seen from outside (docs/privacy.md lists which test holds which)."""

from __future__ import annotations

import dataclasses
import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant import household, journal, referral, settings
from referral_assistant.condition import HOUSEHOLD_ATTRIBUTES, PERSON_ATTRIBUTES
from referral_assistant.paths import resources

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = (
    "status", "nationality", "national", "citizen", "immigration", "visa", "religion", "faith", "ethnic", "race",
    "tribe", "caste", "surname", "passport", "origin",
)  # fmt: skip
FAMILY = """
on = 2026-11-24
language = "my"
area = "mae-lin"
[household]
size = 4
income_month = 7311
[[people]]
label = "grandmother-of-the-twins"
age_years = 61
needs = ["health.chronic"]
[[people]]
label = "twin-with-the-red-cap"
age_years = 7
needs = ["education.enrolment"]
"""
# What a family said: none of it may be found on the disk after the program ended (P2).
SAID = ("grandmother-of-the-twins", "twin-with-the-red-cap", "7311")


def _field_names() -> Iterator[str]:
    for module in (household, referral, settings):
        for _, made in inspect.getmembers(module, dataclasses.is_dataclass):
            if made.__module__ == module.__name__:
                yield from (field.name for field in dataclasses.fields(made))
    yield from (*PERSON_ATTRIBUTES, *HOUSEHOLD_ATTRIBUTES, *referral.Category, *journal.Event)
    table = tomllib.loads((resources() / "interview.toml").read_text("utf-8"))
    yield from (question["attribute"] for question in table["question"])


def test_p1_no_field_question_or_log_entry_holds_what_must_not_be_known() -> None:
    names = list(_field_names())
    assert "age_years" in names
    assert "need" in names
    assert [name for name in names for word in FORBIDDEN if word in name.lower().split("_")] == []


def test_p1_no_question_asks_for_it() -> None:
    table = tomllib.loads((resources() / "interview.toml").read_text("utf-8"))
    sentences = [f"{question['text']} {question['why']}".lower() for question in table["question"]]
    assert len(sentences) > 10
    assert [one for one in sentences for word in FORBIDDEN if re.search(rf"\b{word}\b", one)] == []


@pytest.mark.parametrize(
    "key", ["status", "nationality", "religion", "ethnicity", "visa_type", "name", "country_of_origin"]
)
def test_p1_a_family_file_that_tells_it_is_refused_with_the_reason(key: str, tmp_path: Path) -> None:
    family = tmp_path / "family.toml"
    family.write_text(f'[[people]]\n{key} = "x"\nneeds = ["legal.advice"]\n')
    answer = run("--data", tmp_path / "data", "match", family)
    assert answer.returncode == 1
    assert key in answer.stderr
    assert "never asked" in answer.stderr


def test_p2_a_visit_leaves_nothing_on_the_disk(example: Path, tmp_path: Path) -> None:
    family = tmp_path / "family.toml"
    family.write_text(FAMILY)
    output = tmp_path / "plan.pdf"
    for command in (["match", family], ["letter", family, "--language", "en", "--kind", "plan", "-o", output]):
        answer = run("--data", example, "--region", "example", *command, home=tmp_path / "home")
        assert answer.returncode == 0, answer.stderr
    family.unlink()
    output.unlink()
    written = [path for folder in (example, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert len(written) > 3
    found = [(path, word) for path in written for word in SAID if word.encode() in path.read_bytes()]
    assert found == []


def test_p4_the_program_works_where_there_is_no_network_at_all(example: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if not unshare or subprocess.call([unshare, "-rn", "true"], stderr=subprocess.DEVNULL):
        pytest.skip("this machine does not allow a network namespace of one's own")
    family = tmp_path / "family.toml"
    family.write_text(FAMILY)
    alone = [unshare, "-rn"]
    answer = run("--data", example, "--region", "example", "match", family, before=alone)
    assert answer.returncode == 0, answer.stderr
    window = (
        "from pathlib import Path; import sys\n"
        "from PySide6.QtCore import QTimer\nfrom PySide6.QtWidgets import QApplication\n"
        "from referral_assistant.session import Session\nfrom referral_assistant.ui import app\n"
        "application = QApplication([])\n"
        "QTimer.singleShot(1500, lambda: application.exit(7 if QApplication.topLevelWidgets() else 1))\n"
        "with Session.open(Path(sys.argv[1])) as session: sys.exit(app.run(session))\n"
    )
    opened = subprocess.run(
        [*alone, sys.executable, "-c", window, str(example)],
        env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert opened.returncode == 7, opened.stderr


def test_p8_what_is_not_protected_is_said() -> None:
    for name in ("README.md", "SECURITY.md", "docs/privacy.md"):
        text = (ROOT / name).read_text("utf-8").lower()
        missing = [word for word in ("unlocked", "swap", "spool", "paper", "passphrase") if word not in text]
        assert (name, missing) == (name, [])


def test_every_promise_names_a_test_that_exists() -> None:
    text = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| P\d", line)]
    assert {row.split("|")[1].strip() for row in rows} == {f"P{number}" for number in range(1, 9)}
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    assert len(named) >= 16
    missing = [
        (path, test)
        for path, test in named
        if not (ROOT / path).is_file() or (test and f"def {test}" not in (ROOT / path).read_text("utf-8"))
    ]
    assert missing == []


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "clinic"
    answer = run("--data", folder, "import", resources() / "example-directory")
    assert answer.returncode == 0, answer.stderr
    return folder


def run(
    *arguments: object, before: list[str] | None = None, home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [*(before or []), sys.executable, "-m", "referral_assistant", *map(str, arguments)]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False, timeout=120)


def environment(home: Path | None = None) -> dict[str, str]:
    added = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
    if home is not None:
        home.mkdir(exist_ok=True)
        added |= {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(home)}
    return {**os.environ, **added}

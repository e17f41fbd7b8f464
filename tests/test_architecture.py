"""The fences hold, and each of them bites: a violation is planted in a copy and must be found."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "referral_assistant"
LONGEST_FILE = 400
LONGEST_FUNCTION = 50

# where it is planted, what is planted, the contract that must break
PLANTED = (
    ("need.py", "import referral_assistant.matching", "Imports point one way"),
    ("settings.py", "import referral_assistant.session", "Imports point one way"),
    ("session/answers.py", "import PySide6.QtCore", "Qt only in the window"),
    ("cli/visit.py", "import PySide6.QtWidgets", "Qt only in the window"),
    ("letters/words.py", "import sqlite3", "SQLite only in directory and ledger"),
    ("interview.py", "import sqlcipher3", "SQLite only in directory and ledger"),
    ("session/answers.py", "import reportlab.pdfgen", "ReportLab only in letters"),
    ("letters/words.py", "import babel.dates", "Babel only in i18n"),
    ("directory/record.py", "import referral_assistant.household", "The household is not stored and not printed (P2)"),
    ("letters/words.py", "import referral_assistant.matching", "The household is not stored and not printed (P2)"),
    ("referral.py", "import referral_assistant.household", "The household is not stored and not printed (P2)"),
    ("session/answers.py", "import socket", "Nothing reaches the network (P4)"),
    ("directory/store.py", "import http.client", "Nothing reaches the network (P4)"),
    ("stray.py", "", "Imports point one way"),
)
BANNED = (
    "import urllib.request",
    "from http import server",
    "from PySide6 import QtNetwork",
    "from PySide6.QtCore import QSettings",
    "from PySide6.QtCore import QTranslator",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(SOURCES, folder / "src" / "referral_assistant", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def _contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_contracts_hold(copy: Path) -> None:
    answer = _contracts(copy)
    assert answer.returncode == 0, answer.stdout
    assert "7 kept, 0 broken" in answer.stdout


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED, ids=[f"{file}: {line}" for file, line, _ in PLANTED])
def test_a_planted_import_is_found(file: str, line: str, contract: str, copy: Path) -> None:
    path = copy / "src" / "referral_assistant" / file
    before = path.read_text("utf-8") if path.is_file() else None
    path.write_text(f"{before or ''}\n{line}\n", "utf-8")
    try:
        answer = _contracts(copy)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, "utf-8")
    assert answer.returncode == 1
    told = f"{contract} BROKEN" in answer.stdout or (not line and "stray" in answer.stdout)
    assert told, answer.stdout


@pytest.mark.parametrize("line", BANNED)
def test_a_banned_name_is_found(line: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "src/referral_assistant/ui/x.py", "-"],
        cwd=ROOT, input=f"{line}\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 1
    assert "TID251" in answer.stdout


def _functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_files_and_functions_stay_small() -> None:
    files = {path: path.read_text("utf-8").count("\n") for path in SOURCES.rglob("*.py")}
    assert {path.name: lines for path, lines in files.items() if lines > LONGEST_FILE} == {}
    long = {
        f"{path.name}:{node.name}": length
        for path, node in _functions()
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_what_is_public_says_what_it_does() -> None:
    bare = [
        f"{path.relative_to(SOURCES)}:{node.name}"
        for path, node in _functions()
        if not node.name.startswith("_") and ast.get_docstring(node) is None and not _is_overload_of_a_library(node)
    ]
    # Properties and functions whose name and types say it all may stay without; they must stay few.
    assert len(bare) <= 0.04 * sum(1 for _ in _functions()), bare
    modules = [path.name for path in SOURCES.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert modules == []


def _is_overload_of_a_library(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Qt's own virtual functions are written in its own spelling."""
    return node.name != node.name.lower()


def test_main_window_only_assembles() -> None:
    path = SOURCES / "ui" / "main_window.py"
    assert path.read_text("utf-8").count("\n") < 150


def test_the_command_line_loads_without_qt() -> None:
    check = (
        "import sys; sys.modules['PySide6'] = None\nfrom referral_assistant.cli import main\nsys.exit(main(['--help']))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", check], env=_environment(), capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert "match" in answer.stdout


def test_match_and_letter_work_without_qt(tmp_path: Path) -> None:
    check = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from referral_assistant.cli import main\n"
        "family, output, data = sys.argv[1:]\n"
        "sys.exit(main(['--data', data, 'import', 'resources/example-directory'])"
        " or main(['--data', data, '--region', 'example', 'match', family])"
        " or main(['--data', data, '--region', 'example', 'letter', family, '--language', 'en', '--kind', 'rights', '-o', output]))"
    )
    family = tmp_path / "family.toml"
    family.write_text('on = 2026-11-24\n[[people]]\nage_years = 7\nneeds = ["education.enrolment"]\n')
    arguments = [sys.executable, "-c", check, str(family), str(tmp_path / "out.pdf"), str(tmp_path / "data")]
    answer = subprocess.run(arguments, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}

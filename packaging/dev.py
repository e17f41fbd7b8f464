#!/usr/bin/env python3
"""Set up and run Referral Assistant from a checkout: `run`, `test`, `lint`, `bench`, `catalogs`, `lock`.

Needs nothing but Python 3.11 or newer. Makes `.venv`, installs the pinned versions by hash, compiles the catalogues.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": ["requirements.txt"], "dev": ["requirements.txt", "requirements-dev.txt"]}
# Shared libraries that the PySide6 wheel and printing need on Debian and Ubuntu: (a file that proves it is there, its package).
SYSTEM_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libcups.so.2": "libcups2",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def main(arguments: list[str]) -> int:
    """Dispatch one of the commands named in the module's first line."""
    commands = {"run": run, "test": test, "lint": lint, "bench": bench, "catalogs": catalogs, "lock": lock}
    if not arguments or arguments[0] not in commands:
        print(f"usage: python3 packaging/dev.py {{{'|'.join(commands)}}} [ARGUMENT...]")
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may start
        print(f"Referral Assistant needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 1
    return commands[arguments[0]](arguments[1:])


def run(arguments: list[str]) -> int:
    """Open the window on the example directory, or pass ARGUMENTS to the command line."""
    set_up("run")
    return call(PYTHON, "-m", "referral_assistant", "--example", *arguments)


def test(arguments: list[str]) -> int:
    """Run lint, types, import contracts and tests; with ARGUMENTS, pytest alone with them."""
    set_up("dev")
    if arguments:
        return call(PYTHON, "-m", "pytest", *arguments)
    return lint([]) or call(PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile")


def lint(_arguments: list[str]) -> int:
    """Run ruff, mypy and the import contracts."""
    set_up("dev")
    scripts = PYTHON.parent
    return (
        call(PYTHON, "-m", "ruff", "check", ".")
        or call(PYTHON, "-m", "ruff", "format", "--check", ".")
        or call(PYTHON, "-m", "mypy")
        or call(scripts / "lint-imports")
    )


def bench(arguments: list[str]) -> int:
    """Run the benchmarks in tests/benchmarks, all or the one that is named."""
    set_up("dev")
    return call(PYTHON, "-m", "tests.benchmarks", *arguments)


def catalogs(arguments: list[str]) -> int:
    """Extract, update, compile or review the translations (packaging/catalogs.py)."""
    set_up("dev")
    return call(PYTHON, ROOT / "packaging/catalogs.py", *arguments)


def lock(_arguments: list[str]) -> int:
    """Pin every dependency for every platform again, with hashes and no host names; needs `uv`."""
    for name, extra in (("requirements", []), ("requirements-dev", ["-c", "packaging/requirements.txt"])):
        status = call(
            "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
            "--no-annotate", "-q", *extra, f"packaging/{name}.in", "-o", f"packaging/{name}.txt",
        )  # fmt: skip
        if status:
            return status
    return 0


def set_up(profile: str) -> None:
    """Make `.venv` and install what is missing; does nothing when the stamps still match the pinned versions."""
    install_system_libraries()
    make_venv()
    for name in LOCKS[profile]:
        requirements = ROOT / "packaging" / name
        digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
        stamp = VENV / f"{name}.sha256"
        if stamp.is_file() and stamp.read_text() == digest:
            continue
        print(f"Installing what packaging/{name} pins (once) …", flush=True)
        pip = (
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--require-hashes",
        )
        if call(*pip, "-r", requirements):
            sys.exit(f"Installing {requirements.name} failed. Check the connection to the package index and try again.")
        stamp.write_text(digest)
    compile_catalogues()


def compile_catalogues() -> None:
    """Compile every .po file that is newer than its .mo file."""
    for source in ROOT.glob("translations/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime:
            if call(PYTHON, ROOT / "packaging/catalogs.py", "compile"):
                sys.exit("A translation catalogue does not compile; the lines above say where.")
            return


def make_venv() -> None:
    """Create `.venv`; Debian's own Python lacks `ensurepip` until python3-venv is there."""
    if PYTHON.is_file() and any(VENV.glob("*.sha256")):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL):
        apt_install(["python3-venv"])
    if call(sys.executable, "-m", "venv", VENV):
        sys.exit("Could not make .venv; the lines above say why.")


def install_system_libraries() -> None:
    """Install the shared libraries that Qt needs, on Debian and Ubuntu."""
    if not shutil.which("dpkg"):
        return
    ldconfig = shutil.which("ldconfig") or "/sbin/ldconfig"
    known = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    missing = [package for library, package in SYSTEM_LIBRARIES.items() if f"{library} " not in known]
    if missing:
        apt_install(missing)


def apt_install(packages: list[str]) -> None:
    """Install Debian PACKAGES when this user may; else print the line to type, and go on."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.name == "nt" or os.geteuid() != 0:
        print(f"Some system packages are missing. Type this once:\n  sudo {line}", flush=True)
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=environment)
    if subprocess.call([*line.split(), "-qq"], env=environment, stdout=subprocess.DEVNULL):
        print(f"Some system packages could not be installed. Type this once:\n  {line}", flush=True)


def call(*command: str | Path) -> int:
    """Run COMMAND in the checkout with our sources importable; returns its exit status."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "PIP_NO_INPUT": "1"}
    where = Path.cwd() if command[1:3] == ("-m", "referral_assistant") else ROOT
    return subprocess.call([str(part) for part in command], cwd=where, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

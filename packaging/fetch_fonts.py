#!/usr/bin/env python3
"""Fill resources/fonts from pinned packages: `fetch_fonts.py [--accept]`.

Reads resources/fonts/fonts.toml, downloads each package with its own client (apt-get, npm), checks its hash, cuts the
subsets, and compares every file with resources/fonts/SHA256SUMS. `--accept` writes new sums and the table in README.md.
Needs apt-get, dpkg-deb, npm, and the project's environment (uharfbuzz cuts the subsets).
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "resources/fonts"
SUMS = FOLDER / "SHA256SUMS"
WEIGHTS = ("regular", "bold")


def main(arguments: list[str]) -> int:
    """Fetch, cut, check; return 1 when a hash differs and `--accept` was not given."""
    table = tomllib.loads((FOLDER / "fonts.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        folders = {name: fetch(package, Path(scratch) / name) for name, package in table["packages"].items()}
        made = {
            font[weight]["file"]: make(font[weight], folders[font["package"]])
            for font in table["fonts"].values()
            for weight in WEIGHTS
            if weight in font
        }
    if "--accept" in arguments:
        write_sums(made)
        write_table(table, made)
    elif wrong := differing(made):
        print(f"These differ from {SUMS.name}, nothing was written: {', '.join(wrong)}")
        return 1
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
    print(f"{len(made)} fonts, {sum(map(len, made.values())) / 1e6:.1f} MB, in {FOLDER.name}")
    return 0


def fetch(package: dict[str, str], scratch: Path) -> Path:
    """Download PACKAGE into SCRATCH, check it, unpack it; return the folder of its fonts."""
    scratch.mkdir()
    scratch.chmod(0o777)
    if package["kind"] == "debian":
        run("apt-get", "download", f"{package['name']}={package['version']}", folder=scratch)
        archive = next(scratch.glob("*.deb"))
        check(archive, package["integrity"])
        run("dpkg-deb", "-x", archive.name, "out", folder=scratch)
    else:
        run("npm", "pack", f"{package['name']}@{package['version']}", folder=scratch)
        archive = next(scratch.glob("*.tgz"))
        check(archive, package["integrity"])
        with tarfile.open(archive) as bundle:
            bundle.extractall(scratch / "out", filter="data")
    return scratch / "out" / package["folder"]


def run(*command: str, folder: Path) -> None:
    """Run COMMAND in FOLDER; stop with its own words when it fails."""
    if not shutil.which(command[0]):
        sys.exit(f"{command[0]} is needed to fetch the fonts and is not installed.")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")


def check(archive: Path, integrity: str) -> None:
    """Stop unless ARCHIVE has the hash INTEGRITY: `sha256-HEX` or npm's `sha512-BASE64`."""
    algorithm, _, wanted = integrity.partition("-")
    digest = hashlib.new(algorithm, archive.read_bytes())
    if wanted not in (digest.hexdigest(), base64.b64encode(digest.digest()).decode()):
        sys.exit(f"{archive.name} is not the package that was pinned ({algorithm} differs).")


def make(face: dict[str, str], folder: Path) -> bytes:
    """Return the font file that FACE describes, as it comes or cut to its characters."""
    source = folder / face.get("from", face["file"])
    if "charset" not in face and "characters" not in face:
        return source.read_bytes()
    return cut(source, {ord(character) for character in face.get("characters", "")} or characters_of(face["charset"]))


def characters_of(charset: str) -> set[int]:
    """Return the code points of a double-byte CHARSET, ASCII, Latin-1 punctuation and CJK punctuation."""
    found = {
        *range(0x20, 0x7F),
        *range(0xA0, 0x100),
        *range(0x2010, 0x2028),
        *range(0x3000, 0x3040),
        *range(0xFF01, 0xFF5F),
    }
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            try:
                found.update(map(ord, bytes((high, low)).decode(charset)))
            except UnicodeDecodeError:
                continue
    return found


def cut(source: Path, characters: set[int]) -> bytes:
    """Return the font of SOURCE with CHARACTERS only."""
    import uharfbuzz

    wanted: Any = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source))), wanted)
    return bytes(face.blob.data)


def differing(made: dict[str, bytes]) -> list[str]:
    """Return the names of MADE whose hash is not the one in SHA256SUMS."""
    lines = (line.split("  ") for line in SUMS.read_text(encoding="utf-8").splitlines())
    known = {name: digest for digest, name in lines}
    return [name for name, content in made.items() if hashlib.sha256(content).hexdigest() != known.get(name)]


def write_sums(made: dict[str, bytes]) -> None:
    """Write SHA256SUMS of MADE, as `sha256sum -c` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(made.items()))
    SUMS.write_text("".join(lines), encoding="utf-8")


def write_table(table: dict[str, Any], made: dict[str, bytes]) -> None:
    """Write the table of README.md below its marker line."""
    import uharfbuzz

    rows = ["| file | version of the font | package | kB | sha256 |", "|---|---|---|---|---|"]
    for font in table["fonts"].values():
        package = table["packages"][font["package"]]
        for name in (font[weight]["file"] for weight in WEIGHTS if weight in font):
            version = uharfbuzz.Face(uharfbuzz.Blob(made[name])).get_name(5).split(";")[0]
            digest = hashlib.sha256(made[name]).hexdigest()
            rows.append(
                f"| {name} | {version} | {package['name']} {package['version']} | {len(made[name]) // 1000} | `{digest}` |"
            )
    readme = FOLDER / "README.md"
    head = readme.read_text(encoding="utf-8").partition("\n| file |")[0]
    readme.write_text(head + "\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

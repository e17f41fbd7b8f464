"""Take in what speakers reviewed: `take FILE.json` what a clinic sent, `reviewed FILE.xlsx …` a sheet that was filled in here.

Each sentence gets its translation and a comment that says by role and day who read it; `compile` carries that into the program.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import catalogs


def take(path: Path) -> int:
    """Merge a file from a clinic's data folder (`translations/LANG.json`) into the catalogues of the language it is named after."""
    import polib

    from referral_assistant.errors import ReferralError
    from referral_assistant.i18n.amendments import FOLDER, read_amendments
    from referral_assistant.i18n.compiling import MARK

    tag = path.stem
    if not catalogs.catalogue(tag, "app").is_file() or not path.is_file():
        print(f"{path} is no file named after a language of translations/, such as my.json.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / FOLDER).mkdir()
        shutil.copy(path, Path(folder) / FOLDER)
        try:
            held = read_amendments(Path(folder), tag)
        except ReferralError as fault:
            print(fault, file=sys.stderr)
            return 1
    taken: set[str] = set()
    for domain in catalogs.DOMAINS:
        file = polib.pofile(str(catalogs.catalogue(tag, domain)), wrapwidth=catalogs.WIDTH)
        for entry in file:
            one = held.get(entry.msgid)
            if (
                one is None
                or (entry.msgid_plural or None) != one.plural
                or _is_newer(entry.tcomment, one.on.isoformat())
            ):
                continue
            if one.plural:
                entry.msgstr_plural = dict(enumerate(one.texts))
            else:
                entry.msgstr = one.texts[0]
            entry.tcomment = f"{MARK}{one.mark}"
            taken.add(entry.msgid)
        catalogs.save(file, catalogs.catalogue(tag, domain))
    print(f"{len(taken)} of {len(held)} sentences taken into {tag}.")
    return 0


def _is_newer(comment: str, day: str) -> bool:
    return comment.rpartition(", ")[2] > day if comment else False


def reviewed(arguments: list[str]) -> int:
    """Read a filled-in sheet with the program's own command; what it would keep in a data folder goes into the catalogues."""
    from referral_assistant.cli import main

    with tempfile.TemporaryDirectory() as folder:
        status = main(["--data", folder, "catalogs", "reviewed", *arguments])
        for path in sorted(Path(folder).glob("translations/*.json")):
            status = status or take(path)
    return status

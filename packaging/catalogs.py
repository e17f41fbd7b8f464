#!/usr/bin/env python3
"""Translations: `update` extracts and merges, `compile` makes .mo files, `check` finds mistakes, `status` prints the table.

`add` makes a new language. `review` and `reviewed` write and read the sheet that a native speaker fills in, as the program
does for a clinic; `take` merges what a clinic sent back.

Two domains: `letters` is what can stand on paper, `app` all that people read. A sentence of both is translated once;
`update` carries it over. Nothing fuzzy is ever kept. `update` twice changes nothing.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

TRANSLATIONS = ROOT / "translations"
DOMAINS = ("app", "letters")
WIDTH = 110
_CALLS = {"msg": 1, "_": 1, "gettext": 1, "ngettext": 2}
_DATA_KEYS = frozenset(
    {
        "name",
        "explanation",
        "if_nothing",
        "child_says",
        "text",
        "why",
        "unit",
        "after_use",
        "label",
        "sentence",
        "ask",
        "not_for",
        "reviewed_by",
    }
)
_DATA = ("needs.toml", "interview.toml", "regions/*.toml", "letters/*.toml", "vaccines/*.toml")
_ON_PAPER = (
    "letters/",
    "referral.py",
    "reasons.py",
    "vaccination",
    "session/papers",
    "session/agreed",
    "session/booklet",
    "geography",
)
_DATA_ON_PAPER = ("needs.toml", "regions/", "letters/", "vaccines/")
Found = dict[tuple[str, str | None], list[str]]
"""(msgid, plural msgid) -> the files in which it stands, in order of appearance."""


def main(arguments: list[str]) -> int:
    """Dispatch one of the commands named in the module's first line."""
    plain = {"update": update, "compile": compile_all, "check": check, "status": status}
    match arguments:
        case [command] if command in plain:
            return plain[command]()
        case ["add", _, *_]:
            from catalog_add import add

            return add(arguments[1:])
        case ["glossary", path]:
            from catalog_glossary import print_agreement

            return print_agreement(Path(path))
        case ["take", path]:
            from catalog_take import take

            return take(Path(path))
        case ["reviewed", *rest] if rest:
            from catalog_take import reviewed

            return reviewed(rest)
        case ["review", *rest] if rest:
            from referral_assistant.cli import main as program

            return program(["catalogs", "review", *rest])
    print(f"usage: catalogs {{{'|'.join(plain)}}}\n       catalogs add LANG [--from LANG] …")
    print("       catalogs review LANG -o FILE.xlsx\n       catalogs reviewed FILE.xlsx --by ROLE --on DAY [--yes]")
    print("       catalogs take LANG.json\n       catalogs glossary GLOSSARY.tsv")
    return 2


def extract() -> dict[str, Found]:
    """Collect every sentence by domain, from the sources and from the data."""
    found: dict[str, Found] = {domain: {} for domain in DOMAINS}
    for path in sorted((ROOT / "src/referral_assistant").rglob("*.py")):
        name = path.relative_to(ROOT / "src/referral_assistant").as_posix()
        domains = _domains(name, _ON_PAPER)
        for sentence in _in_source(path):
            _put(found, domains, sentence, f"src/referral_assistant/{name}")
    for pattern in _DATA:
        for path in sorted((ROOT / "resources").glob(pattern)):
            name = path.relative_to(ROOT / "resources").as_posix()
            for text in _in_data(tomllib.loads(path.read_text("utf-8"))):
                _put(found, _domains(name, _DATA_ON_PAPER), (text, None), f"resources/{name}")
    return found


def _domains(name: str, on_paper: tuple[str, ...]) -> tuple[str, ...]:
    """What stands on paper is shown in the window too, as a preview or as the reason of a refusal."""
    return DOMAINS if name.startswith(on_paper) else ("app",)


def _put(found: dict[str, Found], domains: tuple[str, ...], sentence: tuple[str, str | None], where: str) -> None:
    if not any(letter.isalpha() for letter in _without_fields(sentence[0])):
        return
    for domain in domains:
        places = found[domain].setdefault(sentence, [])
        if where not in places:
            places.append(where)


def _without_fields(text: str) -> str:
    return "".join(part.partition("}")[2] if index else part for index, part in enumerate(text.split("{")))


def _in_source(path: Path) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        wanted = _CALLS.get(name)
        if wanted is None or len(node.args) < wanted:
            continue
        texts = [
            arg.value for arg in node.args[:wanted] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if len(texts) == wanted:
            yield (texts[0], texts[1] if wanted == 2 else None)


def _in_data(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _in_data(inner, "text" if key == "words" else name)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict):
                yield from _in_data(inner, key)
    elif isinstance(value, str) and key in _DATA_KEYS:
        yield value


def update() -> int:
    """Write app.pot and letters.pot, and bring every catalogue in line with them."""
    import polib

    from referral_assistant.i18n import LANGUAGES

    found = extract()
    for domain in DOMAINS:
        template = polib.POFile(wrapwidth=WIDTH)
        template.metadata = metadata("", domain)
        template.extend(_entry(polib, sentence, places) for sentence, places in found[domain].items())
        save(template, TRANSLATIONS / f"{domain}.pot")
    for tag in LANGUAGES:
        if tag != "en":
            _update_language(polib, tag, found)
    return 0


def _update_language(polib: Any, tag: str, found: dict[str, Found]) -> None:
    known: dict[tuple[str, str | None], Any] = {}
    for domain in DOMAINS:
        path = catalogue(tag, domain)
        if path.is_file():
            held = polib.pofile(str(path), wrapwidth=WIDTH)
            for entry in held:
                if entry.msgstr or any(entry.msgstr_plural.values()):
                    known.setdefault((entry.msgid, entry.msgid_plural or None), entry)
    for domain in DOMAINS:
        file = polib.POFile(wrapwidth=WIDTH)
        file.metadata = metadata(tag, domain)
        for sentence, places in found[domain].items():
            entry = _entry(polib, sentence, places, forms=_forms(tag))
            if (old := known.get(sentence)) is not None:
                entry.msgstr, entry.tcomment = old.msgstr, old.tcomment
                if sentence[1]:
                    entry.msgstr_plural = old.msgstr_plural
            file.append(entry)
        save(file, catalogue(tag, domain))


def catalogue(tag: str, domain: str) -> Path:
    """Return where the catalogue of a language and domain is kept."""
    return TRANSLATIONS / tag / "LC_MESSAGES" / f"{domain}.po"


def _entry(polib: Any, sentence: tuple[str, str | None], places: list[str], forms: int = 2) -> Any:
    one, many = sentence
    entry = polib.POEntry(msgid=one, occurrences=[(place, "") for place in places])
    if many:
        entry.msgid_plural = many
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if "{" in one:
        entry.flags.append("python-brace-format")
    return entry


def plural_rule(tag: str) -> str:
    """Return the gettext plural rule of a language."""
    table = tomllib.loads((ROOT / "translations" / "languages.toml").read_text("utf-8"))
    return str(table[tag]["plural"])


def _forms(tag: str) -> int:
    return int(plural_rule(tag).partition(";")[0].partition("=")[2])


def metadata(tag: str, domain: str, plural: str = "") -> dict[str, str]:
    """Return the header of a catalogue, or of a template when TAG is empty."""
    shared = {
        "Project-Id-Version": "Referral Assistant",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Domain": domain,
    }
    return {**shared, "Language": tag, "Plural-Forms": plural or plural_rule(tag)} if tag else shared


def save(file: Any, path: Path) -> None:
    """Write a catalogue if it differs from what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = str(file) + "\n"
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")


def compile_all() -> int:
    """Compile every catalogue to the .mo file beside it; needs Babel alone."""
    from babel.messages.pofile import PoFileError, read_po

    from referral_assistant.i18n.compiling import compiled

    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        try:
            with source.open("rb") as stream:
                read = read_po(stream, abort_invalid=True)
        except PoFileError as fault:
            print(f"{source.relative_to(ROOT)}: {fault}")
            return 1
        source.with_suffix(".mo").write_bytes(compiled(read))
    return 0


def check() -> int:
    """Print every mistake in every catalogue; exit status 1 when there is one."""
    from catalog_mistakes import mistakes_in

    found = [line for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")) for line in mistakes_in(path)]
    print("\n".join(found) or "No mistakes.")
    return 1 if found else 0


def status() -> int:
    """Print the table of docs/translations.md: how much of each language is there, and who reviewed it."""
    print(status_table())
    return 0


def status_table() -> str:
    """Return the table of languages: translated sentences, and whether a native speaker has read them."""
    import polib

    from referral_assistant.i18n import LANGUAGES

    lines = ["| language | | paper | all | read by a native speaker |", "|---|---|---|---|---|"]
    for tag, language in LANGUAGES.items():
        if tag == "en":
            continue
        cells, read = [], 0
        for domain in ("letters", "app"):
            file = polib.pofile(str(catalogue(tag, domain)))
            done = sum(1 for entry in file if entry.msgstr or any(entry.msgstr_plural.values()))
            cells.append(f"{done} of {len(file)}")
            read = sum(1 for entry in file if entry.tcomment.startswith("reviewed:"))
        reviewed = f"{read} sentences" if read else "not yet: a draft"
        lines.append(f"| {language.english_name} | {tag} | {' | '.join(cells)} | {reviewed} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The command that brings in directories: what its columns mean, what comes in, what is mended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from referral_assistant.cli.root import FilePath, Opened, commands, print_json
from referral_assistant.directory import ColumnMapping, PlainTable, Preview, UnplacedError
from referral_assistant.errors import InputError
from referral_assistant.message import msg

KINDS = ("organization", "service", "location")


@commands.command("import")
@click.argument("paths", nargs=-1, required=True, type=FilePath(path_type=Path))
@click.option("--source", metavar="NAME", help="Whom the records come from; kept beside each.")
@click.option("--dry-run", is_flag=True, help="Only show what would come in.")
@click.option("--list", "lists", is_flag=True, help="Name every record with what would be different in it.")
@click.option("--only", multiple=True, metavar="ID", help="Take only this record (and what it points at). Repeatable.")
@click.option("--except", "besides", multiple=True, metavar="ID", help="Take everything but this record. Repeatable.")
@click.option("--new-only", is_flag=True, help="Take what is new; change nothing that is here.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Take only records of this kind.")
@click.option("--from-file", "files", multiple=True, metavar="NAME", help="Take only what stands in this file.")
@click.option("--no-safer", is_flag=True, help="Leave out rows that would make a service safer on the sender's word.")
@click.option("--theirs", multiple=True, metavar="ID[:FIELD]", help="Take the source's value where ours was kept.")
@click.option("--mend", is_flag=True, help="Mend text that was broken on its way (garbled, Zawgyi).")
@click.option("--map", "words", multiple=True, metavar="COLUMN=FIELD", help="Say what a column of a list is.")
@click.option("--rows-are", type=click.Choice(KINDS), help="Say what each row of a list is.")
@click.option("--show-mapping", is_flag=True, help="Show what columns are taken for, with ten rows; nothing comes in.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def import_(opened: Opened, /, paths: tuple[Path, ...], **how: Any) -> None:
    """Import directories: HSDS JSON or tabular (1.x to 3.x), Open Referral UK, Ohana, 211 XML, CSV, XLSX.

    The columns of a list as CSV or XLSX are guessed; --map corrects the guess and is remembered for that header.
    """
    answers: list[Any] = []
    try:
        for path in paths:
            answer = (_show_mapping if how["show_mapping"] else _import)(opened, path, how)
            answers.append(answer)
    finally:
        # One document for all of them; what came in before a fault came in, and is answered for.
        if how["as_json"] and answers:
            print_json(answers if len(paths) > 1 else answers[0])


def _import(opened: Opened, path: Path, how: dict[str, Any]) -> dict[str, Any]:
    """Bring in one directory and say so in words, unless it is answered in JSON; returns that answer."""
    from referral_assistant.session.import_answers import broken_as_lines, changes_as_json, changes_as_lines
    from referral_assistant.session.importing import choice_of, count_taken, take_in

    preview, mapped = _prepared(opened, path, how)
    narrowed = {name: how[name] for name in ("only", "besides", "new_only", "kinds", "files", "theirs")}
    choice = choice_of(preview, safer=not how["no_safer"], **narrowed)
    commit = None
    if not how["dry_run"]:
        commit = take_in(opened.session, preview, choice, mapped)
    from referral_assistant.session.answers import import_as_json, import_as_lines

    answer = import_as_json(preview, commit)
    if how["as_json"]:
        return answer | (changes_as_json(opened.session, preview) if how["lists"] else {})
    click.echo("\n".join(import_as_lines(preview, commit)))
    if choice.records is not None:
        click.echo("Chosen: {} new, {} changed.".format(*count_taken(preview, choice)))
    if preview.safer and choice.safer is not None:
        click.echo("Left out: the rows that would make a place safer.")
    for line in (*broken_as_lines(preview), *(changes_as_lines(opened.session, preview) if how["lists"] else ())):
        click.echo(line)
    return answer


def _prepared(
    opened: Opened, path: Path, how: dict[str, Any]
) -> tuple[Preview, list[tuple[PlainTable, ColumnMapping]]]:
    """Prepare the import; where words say what columns are, once more by them."""
    session, source, mend = opened.session, how["source"], how["mend"]
    asked = how["words"] or how["rows_are"]
    try:
        preview = session.prepare_import(path, source, mend=mend)
        tables = preview.tables
    except UnplacedError as fault:
        if not asked:
            columns = ", ".join(f"“{name}”" for name in fault.tables[0].header[:20])
            step = msg("Say which one does: --map “COLUMN=name”. The columns are {columns}.", columns=columns)
            raise InputError(fault.sentence, step) from fault
        tables = fault.tables
    if not asked:
        return preview, []
    mapped = _mapped(tables, how["words"], how["rows_are"])
    return session.prepare_import(path, source, mend=mend, mappings={one.signature: to for one, to in mapped}), mapped


def _mapped(
    tables: Sequence[PlainTable], words: Sequence[str], kind: str | None
) -> list[tuple[PlainTable, ColumnMapping]]:
    from referral_assistant.session.importing import check_words, mapping_of_words

    check_words(tables, words)
    made = [(table, mapping_of_words(table, words, kind)) for table in tables]
    return [(table, mapping) for table, mapping in made if mapping is not None]


def _show_mapping(opened: Opened, path: Path, how: dict[str, Any]) -> list[dict[str, Any]]:
    """Say in words what columns are taken for, unless it is answered in JSON; returns that answer."""
    from referral_assistant.session.import_answers import mapping_as_json, mapping_as_lines

    try:
        tables = opened.session.prepare_import(path, how["source"]).tables
    except UnplacedError as fault:
        tables = fault.tables
    if not tables:
        raise InputError(
            msg("{file} needs no mapping: its columns are those of a directory format.", file=path.name),
            msg("Import it as it is."),
        )
    mapped = {table.file: mapping for table, mapping in _mapped(tables, how["words"], how["rows_are"])}
    shown = [(table, mapped.get(table.file, table.mapping)) for table in tables]
    if how["as_json"]:
        return [mapping_as_json(table, mapping) for table, mapping in shown]
    for table, mapping in shown:
        click.echo("\n".join(mapping_as_lines(table, mapping)))
    return []

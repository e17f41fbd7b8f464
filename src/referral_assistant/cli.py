"""The command line: everything the window does, with stable names, exit statuses and JSON (DESIGN 9, FORMATS).

Exit status: 0 done, 1 the input or the world is at fault (one sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referral_assistant import __version__
from referral_assistant.errors import InputError, NotBuiltYetError, ReferralError
from referral_assistant.message import msg

if TYPE_CHECKING:
    from referral_assistant.session import Session

OpenWindow = Callable[[Callable[[], "Session"]], int]
FORMATS = ("hsds-json", "hsds-tabular", "csv", "xlsx")
KINDS = ("letter", "plan", "rights", "slip-a6", "slip-a5", "receipt-80mm", "call-sheet", "vaccine-slip")


def main(arguments: list[str], open_window: OpenWindow | None = None) -> int:
    """Run the command line; return its exit status. Never shows a traceback for what input or the world can cause.

    OPEN_WINDOW runs the window on a data folder that it opens itself; the command line knows nothing of windows.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = commands.main(arguments, prog_name="referral-assistant", standalone_mode=False, obj=open_window)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except click.Abort:
        return _fail("Stopped.")
    except ReferralError as fault:
        return _fail(str(fault))
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as fault:
        return _fail(f"{fault.filename or 'The system'}: {fault.strerror or fault}.")
    return result if isinstance(result, int) else 0


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


class Opened:
    """Opens the data folder when a command first needs it, and closes it at the end."""

    def __init__(self, data: Path | None, example: bool, region: str | None) -> None:
        self._data, self._example, self._region = data, example, region
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The open data folder."""
        if self._session is None:
            from referral_assistant.session import Session

            self._session = Session.open(self._data, example=self._example, region=self._region)
        return self._session

    def close(self) -> None:
        """Close the data folder if it was opened."""
        if self._session is not None:
            self._session.close()


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Data folder (else REFERRAL_ASSISTANT_DATA)."
)
@click.option("--example", is_flag=True, help="Use the example directory, unless a data folder is named.")
@click.option("--region", metavar="ID", help="Region whose rights, duties to report and areas count, for this run.")
@click.version_option(__version__, prog_name="referral-assistant")
@click.pass_context
def commands(context: click.Context, data: Path | None, example: bool, region: str | None) -> int | None:
    """Find services that do not make a family disclose its immigration status; print the letter. Offline.

    Without a command, open the window.
    """
    open_window: OpenWindow | None = context.obj
    opened = Opened(data, example, region)
    context.obj = opened
    context.call_on_close(opened.close)
    if context.invoked_subcommand is None and open_window is not None:
        return open_window(lambda: opened.session)
    return None


@commands.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", metavar="NAME", help="Whom the records come from; kept beside each.")
@click.option("--dry-run", is_flag=True, help="Only show what would come in.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def import_(opened: Opened, paths: tuple[Path, ...], source: str | None, dry_run: bool, as_json: bool) -> None:
    """Import directories: HSDS JSON or tabular (1.x to 3.x), Open Referral UK, Ohana, 211 XML, CSV, XLSX."""
    from referral_assistant.session.answers import import_as_json, import_as_lines

    for path in paths:
        preview = opened.session.prepare_import(path, source)
        commit = None if dry_run else opened.session.apply_import(preview)
        if as_json:
            _print_json(import_as_json(preview, commit))
        else:
            click.echo("\n".join(import_as_lines(preview, commit)))


@commands.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Else told by the ending of PATH.")
@click.option("--confidential", is_flag=True, help="Include confidential addresses. Dangerous in wrong hands.")
@click.pass_obj
def export(opened: Opened, path: Path, kind: str | None, confidential: bool) -> None:
    """Export the directory."""
    opened.session.export(path, kind, confidential=confidential)
    click.echo(f"Written to {path}.")


@commands.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def search(opened: Opened, text: str, limit: int, as_json: bool) -> None:
    """Search the directory, in any script."""
    from referral_assistant.session.answers import hit_as_json

    hits = opened.session.search(text, limit)
    if as_json:
        _print_json([hit_as_json(hit) for hit in hits])
        return
    for hit in hits:
        click.echo(f"{hit.service}  ({hit.organization})  [{hit.safety.name}]  {hit.service_id}")
    if not hits:
        click.echo("Nothing found. Try fewer or shorter words.")


@commands.command()
@click.argument("record_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The record as it is kept (it always is).")
@click.pass_obj
def show(opened: Opened, record_id: str, as_json: bool) -> None:  # noqa: ARG001 - JSON is the only form so far
    """Show a record."""
    _print_json(opened.session.show(record_id))


@commands.command()
@click.argument("record_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def history(opened: Opened, record_id: str, as_json: bool) -> None:
    """Show every edit of a record, newest first."""
    from referral_assistant.session.answers import edit_as_json

    edits = [edit_as_json(edit) for edit in opened.session.history(record_id)]
    if as_json:
        _print_json(edits)
        return
    for edit in edits:
        click.echo(f"{edit['edit'][:12]}  {edit['on']}  {edit['by']}  {edit['summary']}")
        for change in edit["fields"]:
            click.echo(f"    {change['field']}: {change['before']!r} → {change['after']!r}")


@commands.command()
@click.argument("edit")
@click.pass_obj
def undo(opened: Opened, edit: str) -> None:
    """Undo EDIT, as a new edit."""
    undone = opened.session.undo(edit)
    click.echo(f"Undone by edit {undone}." if undone else "Nothing to undo: the records are already as they were.")


@commands.command()
@click.argument("family")
@click.option("--json", "as_json", is_flag=True)
@click.option("--language", default="en", show_default=True, metavar="LANG", help="Language of reasons and questions.")
@click.pass_obj
def match(opened: Opened, family: str, as_json: bool, language: str) -> None:
    """Match a FAMILY file (TOML or JSON, - for standard input) with the directory."""
    from referral_assistant.session.answers import match_as_json, match_as_text

    session = opened.session
    visit = session.read_family(*_read(family))
    results = session.match(visit)
    catalog = session.catalog_for(language)
    if as_json:
        _print_json(match_as_json(session, results, catalog))
    else:
        click.echo(match_as_text(session, results, catalog))


@commands.command()
@click.argument("family")
@click.option("--service", "service_id", metavar="ID", help="The service that the letter is for.")
@click.option("--language", required=True, metavar="LANG")
@click.option("--second", metavar="LANG", help="Second language on the same paper.")
@click.option("--kind", type=click.Choice(KINDS), default="letter", show_default=True)
@click.option("--paper", type=click.Choice(("a4", "letter")), help="For letters and plans; else the region's.")
@click.option("--large", is_flag=True, help="Large print.")
@click.option("--note", metavar="TEXT", help="A remark on the letter; refused when it gives the family away.")
@click.option("--share", metavar="A,B,…", help="What the family agreed to share; else the need and the language.")
@click.option("--qr", is_flag=True, help="Add the reference and the service's id as a QR symbol.")
@click.option("-o", "output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def letter(opened: Opened, /, family: str, output: Path, **order: Any) -> None:
    """Write a letter, slip, plan, rights card, call sheet or vaccine slips for a FAMILY file as PDF."""
    session = opened.session
    visit = session.read_family(*_read(family))
    if order["kind"] == KINDS[-1]:
        form = {key: order[key] for key in ("language", "second", "large")}
        content = session.vaccine_slips(visit, **form)
    else:
        content = session.letter(session.order(visit, **order))
    session.save(output, content)
    click.echo(f"Written to {output}.")


@commands.command()
@click.argument("family")
@click.option("--schedule", metavar="NAME", help="A schedule of the clinic; else the region's.")
@click.option("--on", "on", metavar="DATE", help="The day to judge by.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--language", default="en", show_default=True, metavar="LANG")
@click.pass_obj
def vaccines(opened: Opened, family: str, schedule: str | None, on: str | None, as_json: bool, language: str) -> None:
    """Say which vaccines to ask the vaccinator about."""
    session = opened.session
    visit = session.read_family(*_read(family))
    answer = session.vaccines(visit, schedule, _day(on), session.catalog_for(language))
    if as_json:
        _print_json(answer)
        return
    from referral_assistant.session.vaccines import vaccines_as_lines

    click.echo("\n".join(vaccines_as_lines(answer, session.catalog_for(language))))


@commands.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(opened: Opened, as_json: bool) -> None:
    """List what in the directory needs a person's eye."""
    problems = opened.session.check()
    if as_json:
        _print_json(problems)
        return
    for problem in problems:
        detail = problem["proposal"] or ""
        click.echo(f"{problem['service_id']}  {problem['field']}: {problem['problem']}  {detail}")


@commands.command("check-text")
@click.argument("file", default="-")
@click.option("--json", "as_json", is_flag=True)
def check_text(file: str, as_json: bool) -> None:
    """Say of each line whether it seems to reveal status, nationality, religion or ethnicity."""
    from referral_assistant.session.answers import text_verdicts, verdict_as_text

    for line, verdict in text_verdicts(_read(file)[0]):
        if as_json:
            click.echo(json.dumps(verdict, ensure_ascii=False))
        elif verdict["reveals"]:
            click.echo(verdict_as_text(line, verdict))


@commands.command()
@click.pass_obj
def selftest(opened: Opened) -> int:
    """Check that fonts, shaping, store, catalogues and printing are all present and right."""
    from referral_assistant.session.selftest import run_selftest

    failed = 0
    for name, fault in run_selftest(opened.session):
        click.echo(f"{'FAIL' if fault else 'ok  '}  {name}{f': {fault}' if fault else ''}")
        failed += bool(fault)
    return 1 if failed else 0


def _later(name: str, arguments: Iterable[str]) -> Callable[..., None]:
    """Announce a command whose issue has not come yet: help works, using it says so in one sentence."""

    @commands.command(name, help="Not built yet.", context_settings={"ignore_unknown_options": True})
    @click.argument("arguments", nargs=-1, metavar=" ".join(arguments))
    def announced(arguments: tuple[str, ...]) -> None:  # noqa: ARG001
        raise NotBuiltYetError(name)

    return announced


_later("bundle", ["FILE"])
_later("receive", ["FILE", "[--dry-run]"])
_later("conflicts", ["[--json]"])
_later("resolve", ["…"])
_later("report", ["--quarter 2026Q3", "-o FILE.{pdf,csv}"])


def _read(name: str) -> tuple[bytes, str]:
    """Read a file argument, `-` being standard input; returns its content and its name."""
    if name == "-":
        return sys.stdin.buffer.read(), "standard input"
    try:
        return Path(name).read_bytes(), name
    except OSError as fault:
        raise InputError(
            msg("{file} cannot be read: {fault}.", file=name, fault=fault.strerror or str(fault)),
            msg("Check the name and try again."),
        ) from fault


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise InputError(msg("“{value}” is not a day such as 2026-11-23.", value=text)) from fault


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))

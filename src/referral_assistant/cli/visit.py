"""Commands about a family, and about free text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from referral_assistant.cli.root import FilePath, Opened, commands, day_argument, print_json, read_argument

KINDS = ("letter", "plan", "rights", "slip-a6", "slip-a5", "receipt-80mm", "call-sheet", "vaccine-slip")
FILE = FilePath(allow_dash=True)
PRIORITIES = ("today", "soon", "routine")


@commands.command()
@click.argument("family", type=FILE)
@click.option("--json", "as_json", is_flag=True)
@click.option("--language", default="en", show_default=True, metavar="LANG", help="Language of reasons and questions.")
@click.pass_obj
def match(opened: Opened, family: str, as_json: bool, language: str) -> None:
    """Match a FAMILY file (TOML or JSON, - for standard input) with the directory."""
    from referral_assistant.session.answers import match_as_json, match_as_text

    session = opened.session
    visit = session.read_family(*read_argument(family))
    results = session.match(visit)
    catalog = session.catalog_for(language)
    if as_json:
        print_json(match_as_json(session, results, catalog))
    else:
        click.echo(match_as_text(session, results, catalog))


@commands.command()
@click.argument("family", type=FILE)
@click.option("--service", "service_id", metavar="ID", help="The service that the letter is for.")
@click.option("--language", required=True, metavar="LANG")
@click.option("--second", metavar="LANG", help="Second language on the same paper.")
@click.option("--kind", type=click.Choice(KINDS), default="letter", show_default=True)
@click.option("--paper", type=click.Choice(("a4", "letter")), help="For letters and plans; else the region's.")
@click.option("--large", is_flag=True, help="Large print.")
@click.option("--note", metavar="TEXT", help="A remark on the letter; refused when it gives the family away.")
@click.option("--share", metavar="A,B,…", help="What the family agreed to share; else the need and the language.")
@click.option("--qr", is_flag=True, help="Add the reference and the service's id as a QR symbol.")
@click.option("--discreet", is_flag=True, help="No word that tells the need, also where the need is not marked so.")
@click.option("--priority", type=click.Choice(PRIORITIES), help="How soon to answer; else as urgent as the need is.")
@click.option("--copies", type=click.IntRange(1, 3), default=1, show_default=True, help="That many in the file.")
@click.option("--clinic-copy", is_flag=True, help="Add the clinic's own: reference, service and week.")
@click.option("-o", "output", required=True, type=FilePath(path_type=Path, dir_okay=False))
@click.pass_obj
def letter(opened: Opened, /, family: str, output: Path, priority: str | None, **order: Any) -> None:
    """Write a letter, slip, plan, rights card, call sheet or vaccine slips for a FAMILY file as PDF."""
    from referral_assistant.referral import Priority

    session = opened.session
    order["priority"] = Priority(priority) if priority else None
    visit = session.read_family(*read_argument(family))
    if order["kind"] == KINDS[-1]:
        form = {key: order[key] for key in ("language", "second", "large")}
        content = session.vaccine_slips(visit, **form)
    else:
        content = session.letter(session.order(visit, **order))
    session.save(output, content)
    click.echo(f"Written to {output}.")


@commands.command()
@click.argument("family", type=FILE)
@click.option("--schedule", metavar="NAME", help="A schedule of the clinic; else the region's.")
@click.option("--on", "on", metavar="DATE", help="The day to judge by.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--language", default="en", show_default=True, metavar="LANG")
@click.pass_obj
def vaccines(opened: Opened, family: str, schedule: str | None, on: str | None, as_json: bool, language: str) -> None:
    """Say which vaccines to ask the vaccinator about."""
    session = opened.session
    visit = session.read_family(*read_argument(family))
    answer = session.vaccines(visit, schedule, day_argument(on), session.catalog_for(language))
    if as_json:
        print_json(answer)
        return
    from referral_assistant.session.vaccines import vaccines_as_lines

    click.echo("\n".join(vaccines_as_lines(answer, session.catalog_for(language))))


@commands.command("check-text")
@click.argument("file", default="-", type=FILE)
@click.option("--json", "as_json", is_flag=True)
def check_text(file: str, as_json: bool) -> None:
    """Say of each line whether it seems to reveal status, nationality, religion or ethnicity."""
    from referral_assistant.session.answers import text_verdicts, verdict_as_text

    for line, verdict in text_verdicts(*read_argument(file)):
        if as_json:
            click.echo(json.dumps(verdict, ensure_ascii=False))
        elif verdict["reveals"]:
            click.echo(verdict_as_text(line, verdict))

"""Commands about the languages: the review sheet out, the filled-in sheet back, how far each language is."""

from __future__ import annotations

from pathlib import Path

import click

from referral_assistant import clock
from referral_assistant.cli.root import FilePath, Opened, commands, day_argument, print_json


@commands.group()
def catalogs() -> None:
    """Review the translations: sheets for native speakers, and how far each language is."""


@catalogs.command()
@click.argument("language", metavar="LANG")
@click.option("-o", "--output", type=FilePath(path_type=Path, dir_okay=False), required=True, metavar="FILE.xlsx")
@click.pass_obj
def review(opened: Opened, language: str, output: Path) -> None:
    """Write the review sheet of LANG: a workbook to fill in, or to print."""
    from referral_assistant.session.reviewing import write_review

    count = write_review(opened.session, language, output)
    click.echo(f"{count} lines written to {output}, what does most harm first.")


@catalogs.command()
@click.argument("path", metavar="FILE.xlsx", type=FilePath(path_type=Path))
@click.option("--by", metavar="ROLE", help="Who reviewed it, by role: “health interpreter”. No name.")
@click.option("--on", "day", metavar="DAY", help="When, as 2026-11-23; today when absent.")
@click.option("--yes", is_flag=True, help="Take it in; else only shown.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def reviewed(opened: Opened, path: Path, by: str | None, day: str | None, yes: bool, as_json: bool) -> None:
    """Read a filled-in sheet: show what it would change and, with --yes, change it."""
    from referral_assistant.session.review_answers import review_as_json, review_as_lines
    from referral_assistant.session.reviewing import accept_review, read_review

    found = read_review(opened.session, path)
    kept = accept_review(opened.session, found, by or "", day_argument(day) or clock.today()) if yes else None
    if as_json:
        print_json(review_as_json(found, kept))
    else:
        click.echo("\n".join(review_as_lines(found, kept)))


@catalogs.command()
@click.argument("languages", metavar="[LANG...]", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def status(opened: Opened, languages: tuple[str, ...], as_json: bool) -> None:
    """Show how much of each language is translated, and how much of that a native speaker has read."""
    from referral_assistant.session.review_answers import standing_as_json, standing_as_line
    from referral_assistant.session.reviewing import standings

    found = standings(opened.session, languages)
    if as_json:
        print_json([standing_as_json(one) for one in found])
        return
    for one in found:
        click.echo(standing_as_line(one))

"""Commands about regions: their facts with source and age, and whether a clinic's own file is right."""

from __future__ import annotations

from pathlib import Path

import click

from referral_assistant import clock
from referral_assistant.cli.root import FilePath, Opened, commands, day_argument, print_json


@commands.command()
@click.argument("path", metavar="[FILE.toml]", required=False, type=FilePath(path_type=Path))
@click.option("--on", "day", metavar="DAY", help="The day to judge ages by; today when absent.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def region(opened: Opened, path: Path | None, day: str | None, as_json: bool) -> None:
    """Show the facts of the region in use, or of FILE, with source and age; a mistake in FILE is named.

    A clinic's own file goes into the folder “regions” of the data folder, named after its id.
    """
    from referral_assistant.session.region_facts import fact_as_json, fact_as_line, facts_of, region_for

    on = day_argument(day) or clock.today()
    facts = list(facts_of(region_for(opened.session, path)))
    if as_json:
        print_json([fact_as_json(fact, on) for fact in facts])
        return
    for fact in facts:
        click.echo(fact_as_line(fact, on))

"""The command that prints the directory as a booklet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from referral_assistant.cli.root import FilePath, Opened, commands


@commands.command()
@click.option("--language", default="en", show_default=True, metavar="LANG", help="Main language of the booklet.")
@click.option("--second", default="", metavar="LANG", help="Second language, under the first.")
@click.option("--area", default="", metavar="AREA", help="Only places in this area (any part of its name).")
@click.option("--need", default="", metavar="NEED", help="Only places for this need, or group of needs such as health.")
@click.option("--paper", default="", type=click.Choice(("", "a4", "letter", "a5")), help="Else the region's.")
@click.option("--large", is_flag=True, help="Large print.")
@click.option("-o", "output", required=True, type=FilePath(path_type=Path, dir_okay=False))
@click.pass_obj
def booklet(opened: Opened, /, output: Path, **order: Any) -> None:
    """Print the directory as a booklet (PDF): by need and area, with contents and an index of names.

    Secret and closed places are never in it; those that ask about status stand in a list of their own, to be warned of.
    """
    from referral_assistant.session.booklet import BookletOrder, write_booklet

    session = opened.session
    session.save(output, write_booklet(session, BookletOrder(**order)))
    click.echo(f"Written to {output}.")

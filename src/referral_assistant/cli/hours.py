"""The command about opening hours."""

from __future__ import annotations

import click

from referral_assistant.cli.root import Opened, commands


@commands.command()
@click.argument("record_id", metavar="ID")
@click.option(
    "--set",
    "week",
    metavar="WEEK",
    help="Write the week, such as “mon-fri 08:00-16:30; sat 8-12”; other days are closed.",
)
@click.pass_obj
def hours(opened: Opened, record_id: str, week: str | None) -> None:
    """Show the opening hours of a service or a place, or write its week."""
    from referral_assistant.session.hours import hours_as_lines, set_week

    if week is not None:
        edit = set_week(opened.session, record_id, week)
        click.echo(f"Saved by edit {edit}." if edit else "Nothing to do: the record says so already.")
    lines = hours_as_lines(opened.session.show(record_id))
    click.echo("\n".join(lines) or "Nobody has recorded its hours.")

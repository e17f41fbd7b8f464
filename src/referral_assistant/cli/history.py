"""Commands about what happened: history, undo, restore."""

from __future__ import annotations

import click

from referral_assistant.cli.root import Opened, commands, day_argument, print_json
from referral_assistant.directory.secrets import HIDDEN


@commands.command()
@click.argument("record_id", metavar="[ID]", required=False)
@click.option("--limit", type=click.IntRange(1, 100_000), default=1000, show_default=True)
@click.option("--show-secret", is_flag=True, help="Show where a secret place is. Dangerous in wrong hands.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def history(opened: Opened, record_id: str | None, limit: int, show_secret: bool, as_json: bool) -> None:
    """Show every edit of a record, or of the whole directory, newest first."""
    from referral_assistant.session.answers import edit_as_json
    from referral_assistant.session.history import history_of, history_of_all

    session = opened.session
    past = (
        history_of(session, record_id, limit, secrets=show_secret)
        if record_id is not None
        else history_of_all(session, limit)
    )
    edits = [edit_as_json(edit) for edit in past.edits]
    if as_json:
        print_json(edits)
        return
    for edit in edits:
        click.echo(f"{edit['edit'][:12]}  {edit['on']}  {edit['by']}  {edit['summary']}")
        for change in edit["fields"]:
            click.echo(f"    {change['field']}: {change['before']!r} → {change['after']!r}")
    if past.hides:
        click.echo(f"{HIDDEN}: where a secret place is. --show-secret shows it.")


@commands.command()
@click.argument("edit")
@click.pass_obj
def undo(opened: Opened, edit: str) -> None:
    """Undo EDIT, as a new edit."""
    undone = opened.session.undo(edit)
    click.echo(f"Undone by edit {undone}." if undone else "Nothing to undo: the records are already as they were.")


@commands.command()
@click.argument("record_id", metavar="ID")
@click.option("--on", "on", metavar="DATE", help="As it was at the end of that day, such as 2026-11-23.")
@click.option("--edit", metavar="EDIT", help="As it was after that edit.")
@click.pass_obj
def restore(opened: Opened, record_id: str, on: str | None, edit: str | None) -> None:
    """Bring a record back as it was, as a new edit."""
    from referral_assistant.session.history import restore as bring_back

    if (on is None) == (edit is None):
        raise click.UsageError("Say when: --on DATE or --edit EDIT.")
    restored = bring_back(opened.session, record_id, day_argument(on), edit)
    click.echo(f"Restored by edit {restored}." if restored else "Nothing to restore: it is as it was then.")

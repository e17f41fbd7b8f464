"""Commands about the directory."""

from __future__ import annotations

from pathlib import Path

import click

from referral_assistant.cli.root import FilePath, Opened, commands, print_json

FORMATS = ("hsds-json", "hsds-tabular", "csv", "xlsx")


@commands.command()
@click.argument("path", type=FilePath(path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Else told by the ending of PATH.")
@click.option("--confidential", is_flag=True, help="Include confidential addresses. Dangerous in wrong hands.")
@click.pass_obj
def export(opened: Opened, path: Path, kind: str | None, confidential: bool) -> None:
    """Export the directory."""
    from referral_assistant.session.exporting import not_in_it

    opened.session.export(path, kind, confidential=confidential)
    click.echo(f"Written to {path}.")
    if left := not_in_it(opened.session, path, kind):
        click.echo(str(left))
    if confidential:
        click.echo("It tells where secret places are: give it only to people whom you would tell yourself.", err=True)


@commands.command()
@click.argument("record_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The record as it is kept (it always is).")
@click.option("--show-secret", is_flag=True, help="Show where a secret place is. Dangerous in wrong hands.")
@click.pass_obj
def show(opened: Opened, record_id: str, as_json: bool, show_secret: bool) -> None:  # noqa: ARG001 - always JSON
    """Show a record. Of a secret place it tells only that it is there, unless it is asked for."""
    from referral_assistant.session.secret_places import told

    record, withheld = told(opened.session, record_id, secrets=show_secret)
    print_json(record)
    if withheld:
        click.echo("This place is kept secret: --show-secret shows where it is.", err=True)


@commands.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--duplicates", is_flag=True, help="Look for services that are likely the same too; takes longer.")
@click.pass_obj
def check(opened: Opened, as_json: bool, duplicates: bool) -> None:
    """List what in the directory needs a person's eye."""
    from referral_assistant.session.check import check as checked

    problems = checked(opened.session, duplicates=duplicates)
    if as_json:
        print_json(problems)
        return
    for problem in problems:
        detail = problem["proposal"] or problem.get("other") or problem.get("why") or ""
        click.echo(f"{problem['service_id']}  {problem['field']}: {problem['problem']}  {detail}")

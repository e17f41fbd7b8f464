"""Commands about the directory."""

from __future__ import annotations

from pathlib import Path

import click

from referral_assistant.cli.root import Opened, commands, print_json

FORMATS = ("hsds-json", "hsds-tabular", "csv", "xlsx")


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
@click.argument("record_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The record as it is kept (it always is).")
@click.pass_obj
def show(opened: Opened, record_id: str, as_json: bool) -> None:  # noqa: ARG001 - JSON is the only form so far
    """Show a record."""
    print_json(opened.session.show(record_id))


@commands.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(opened: Opened, as_json: bool) -> None:
    """List what in the directory needs a person's eye."""
    problems = opened.session.check()
    if as_json:
        print_json(problems)
        return
    for problem in problems:
        detail = problem["proposal"] or ""
        click.echo(f"{problem['service_id']}  {problem['field']}: {problem['problem']}  {detail}")

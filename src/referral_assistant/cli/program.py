"""Commands about the program itself, and those that have not come yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from referral_assistant.cli.root import Opened, commands
from referral_assistant.errors import NotBuiltYetError


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

"""The root of the command line: the data folder, how faults become exit statuses, what all commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referral_assistant import __version__
from referral_assistant.errors import InputError, ReferralError
from referral_assistant.message import msg

if TYPE_CHECKING:
    from referral_assistant.session import Session

OpenWindow = Callable[[Callable[[], "Session"]], int]


_OBEYED = frozenset(map(chr, (*range(32), *range(127, 160), 0x2028, 0x2029, 0x202D, 0x202E)))


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
        where = fault.filename or "What was to be written"
        return _fail(f"{where}: {fault.strerror or fault}. Check the disk, make room, and try again.")
    return result if isinstance(result, int) else 0


def _fail(sentence: str) -> int:
    if sys.stderr is not None:  # else print would write into the answer
        print(_on_one_line(sentence), file=sys.stderr)
    return 1


def _on_one_line(sentence: str) -> str:
    """Write what a terminal would obey (a new line, an escape) as what it is: words given to us come back in sentences."""
    return "".join(repr(letter)[1:-1] if letter in _OBEYED else letter for letter in sentence)


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


class FilePath(click.Path):
    """The name of a file or folder. An empty one is refused: Python would take it for the folder we are in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. Raises a usage error for an empty name."""
        if value == "":
            self.fail("The name is empty.", param, ctx)
        return super().convert(value, param, ctx)


class _Command(click.Command):
    """A command whose words are all readable text before anything begins."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises InputError for bytes that are no text."""
        _refuse_what_is_no_text(ctx)
        return super().invoke(ctx)


class _Group(click.Group):
    """A group of such commands; its own options are read the same way."""

    command_class = _Command
    group_class = type

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named. Raises InputError for bytes that are no text."""
        _refuse_what_is_no_text(ctx)
        return super().invoke(ctx)


def _refuse_what_is_no_text(context: click.Context) -> None:
    """Refuse bytes that are no text, wherever no file is named: the names of files may be of any bytes."""
    for option in context.command.params:
        if isinstance(option.type, click.Path):
            continue
        value = context.params.get(option.name or "")
        for word in value if isinstance(value, tuple) else (value,):
            if isinstance(word, str) and not _is_text(word):
                name = option.opts[0] if isinstance(option, click.Option) else option.human_readable_name
                raise InputError(
                    msg("What was given for {name} is no readable text.", name=name), msg("Type it again.")
                )


def _is_text(word: str) -> bool:
    """Say whether a word can be written down: bytes that the terminal could not read cannot."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


@click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data", type=FilePath(path_type=Path, file_okay=False), help="Data folder (else REFERRAL_ASSISTANT_DATA)."
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


def read_argument(name: str) -> tuple[bytes, str]:
    """Read a file argument, `-` being standard input; returns its content and its name."""
    if name == "-":
        if sys.stdin is None:  # closed by the caller, or a program without a terminal
            raise InputError(msg("Standard input is closed."), msg("Name a file instead of “-”."))
        return sys.stdin.buffer.read(), "standard input"
    try:
        return Path(name).read_bytes(), name
    except OSError as fault:
        raise InputError(
            msg("{file} cannot be read: {fault}.", file=name, fault=fault.strerror or str(fault)),
            msg("Check the name and try again."),
        ) from fault


def day_argument(text: str | None) -> date | None:
    """Read a day such as 2026-11-23. Raises InputError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise InputError(msg("“{value}” is not a day such as 2026-11-23.", value=text)) from fault


def print_json(value: object) -> None:
    """Print an answer as JSON, as FORMATS describes it."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))

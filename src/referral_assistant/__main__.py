"""Start the program: the window when there is no command, the command line else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referral_assistant.session import Session


def main() -> None:
    """Run what the arguments ask for and leave with its exit status."""
    arguments = sys.argv[1:]
    if all(argument == "--example" for argument in arguments):
        sys.exit(_open_window(example=bool(arguments)))
    from referral_assistant.cli import main as run

    sys.exit(run(arguments, _window))


def _window(open_session: Callable[[], Session]) -> int:
    from referral_assistant.ui.app import run

    return run(open_session)


def _open_window(*, example: bool) -> int:
    """Open the window without the command line, whose imports it does not need."""
    from referral_assistant.errors import ReferralError

    try:
        return _window(lambda: _session(example=example))
    except ReferralError as fault:
        print(fault, file=sys.stderr)  # noqa: T201 - one sentence, as the command line does
        return 1


def _session(*, example: bool) -> Session:
    from referral_assistant.session import Session

    return Session.open(example=example)


if __name__ == "__main__":
    main()

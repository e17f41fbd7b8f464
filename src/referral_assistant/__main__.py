"""Start the program: the window when there is no command, the command line else."""

from __future__ import annotations

import sys


def main() -> None:
    """Run what the arguments ask for and leave with its exit status."""
    from referral_assistant.cli import main as run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

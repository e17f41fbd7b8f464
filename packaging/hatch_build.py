"""Compile the catalogues into the wheel: no .mo file is kept in the repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compile every .po and put the .mo files, the list of languages and the templates where the installed program looks for them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run before files are collected. Raises RuntimeError when a catalogue does not compile."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "packaging"))
        import catalogs

        if catalogs.compile_all():
            raise RuntimeError("a translation catalogue does not compile; the lines above say where")
        folder = root / "translations"
        # Beside the catalogues: which languages there are, and what the review sheet of an installed program needs.
        for path in sorted(
            (*folder.glob("*/LC_MESSAGES/*.mo"), *folder.glob("*.toml"), *folder.glob("*.pot"), *folder.glob("*.tsv"))
        ):
            inside = path.relative_to(folder)
            build_data["force_include"][str(path)] = f"referral_assistant/translations/{inside.as_posix()}"

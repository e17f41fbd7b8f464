"""Compile the catalogues into the wheel: no .mo file is kept in the repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compile every .po and put the .mo files where the installed program looks for them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run before files are collected. Raises RuntimeError when a catalogue does not compile."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "packaging"))
        import catalogs

        if catalogs.compile_all():
            raise RuntimeError("a translation catalogue does not compile; the lines above say where")
        for compiled in sorted((root / "translations").glob("*/LC_MESSAGES/*.mo")):
            inside = compiled.relative_to(root / "translations")
            build_data["force_include"][str(compiled)] = f"referral_assistant/translations/{inside.as_posix()}"

"""Find the data that lies beside the checkout and is not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parents[2] / "shared"
_CHOSEN = Path(os.environ.get("REFERRAL_ASSISTANT_SHARED", _BESIDE))

SHARED: Path | None = _CHOSEN if _CHOSEN.is_dir() else None
WHY_SKIPPED = "the folder of real directories and labelled texts is not beside the checkout"

"""What fine print proposes: a row that a person may accept, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What a text says."""

    ASKS_STATUS = "asks_status"
    CITIZENS_ONLY = "citizens_only"
    ASKS_PAPER = "asks_paper"
    EXPLICITLY_OPEN = "explicitly_open"
    CONDITION = "condition"


class Demand(StrEnum):
    """Whether what a field names is what the service demands: all of it, the short lines of a list, or only what it says."""

    ALL = "all"
    LISTS = "lists"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a text says. `detail`: the paper, or the condition as `age_years between 6..14`.

    `words` are those that say it, as they stand in the text; `quote` is the sentence around them.
    """

    said: Said
    detail: str = ""
    words: tuple[str, ...] = ()
    quote: str = ""

    @property
    def text(self) -> str:
        """The proposal as FORMATS section 6 writes it."""
        return f"{self.said}:{self.detail}" if self.detail else str(self.said)

    @property
    def lowers(self) -> bool:
        """Whether the service must not be shown as safe while the text stands: it asks for status or its number."""
        asks = self.said in {Said.ASKS_STATUS, Said.CITIZENS_ONLY}
        return asks or self.detail == "social_security_number"

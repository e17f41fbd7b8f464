"""Names of vaccines as they stand on cards, in any script, and what each vaccine holds."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from referral_assistant.errors import InputError
from referral_assistant.message import msg

_PARTS = re.compile(r"\s*(?:[+&/,;、，・]| and | et | y |และ|এবং|और|و)\s*")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class ProductNames:
    """Every known name, folded -> what it holds. `spelled` keeps one good spelling of each for suggestions."""

    holds: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, str]

    def find(self, name: str) -> tuple[str, ...]:
        """Return what a vaccine of this name holds, sorted; empty when the name is not known.

        A number behind the name is the dose ("OPV 2"), unless the name with it is known ("PCV 13"). Several names joined
        by a comma or a plus ("BCG + OPV 0") are several vaccines.
        """
        if held := self._one(name[:_LONGEST]):
            return held
        parts = [part for part in _PARTS.split(name[:_LONGEST]) if part]
        found = [self._one(part) for part in parts]
        if len(parts) > 1 and all(found):
            return tuple(sorted({component for held in found for component in held}))
        return ()

    def suggestions(self, name: str, limit: int = 5) -> tuple[str, ...]:
        """Return known names that look like NAME, best first."""
        folded = fold_name(name[:_LONGEST])
        starts = [known for known in self.holds if folded and known.startswith(folded)]
        near = get_close_matches(folded, self.holds, limit, 0.6)
        return tuple(dict.fromkeys(self.spelled[known] for known in [*starts, *near]))[:limit]

    def _one(self, name: str) -> tuple[str, ...]:
        folded = fold_name(name)
        return self.holds.get(folded) or self.holds.get(_without_number(folded)) or ()


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Fold a name for looking it up: no case, no accents of Latin letters, no spaces or marks between, plain digits."""
    folded = []
    for letter in unicodedata.normalize("NFKD", name).casefold():
        category = unicodedata.category(letter)
        if category == "Nd":
            folded.append(str(unicodedata.digit(letter)))
        elif category[0] in "LN" or (category[0] == "M" and folded and not folded[-1].isascii()):
            folded.append(letter)
    return "".join(folded)


def _without_number(folded: str) -> str:
    bare = folded.rstrip("0123456789")
    return bare if bare != folded else re.sub("(?<=.)(i{1,3}|iv|v)$", "", folded)


def read_products(content: bytes, file: str) -> ProductNames:
    """Read the file of products. Raises InputError naming FILE and the product when a name means two things."""
    holds: dict[str, tuple[str, ...]] = {}
    spelled: dict[str, str] = {}
    for product in tomllib.loads(content.decode("utf-8"))["product"]:
        held = tuple(sorted(product["holds"]))
        for name in product["names"]:
            folded = fold_name(name)
            if not folded or holds.setdefault(folded, held) != held:
                raise InputError(
                    msg("{file}: the name “{name}” stands for two things, or for none.", file=file, name=name)
                )
            spelled.setdefault(folded, name)
    return ProductNames(holds, spelled)

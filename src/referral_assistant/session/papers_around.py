"""Who refers, and what the region adds to a paper: the letterhead, the right behind a need, the numbers to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from referral_assistant.errors import InputError
from referral_assistant.i18n import Catalog
from referral_assistant.letters.contents import Around, HelpNumber, Sender, StatedRight
from referral_assistant.letters.discreet import telling
from referral_assistant.message import msg
from referral_assistant.regions import Region, Right
from referral_assistant.settings import Letterhead

LARGEST_LOGO = 2_000_000
# Whom to call first, by the group of the need; then anyone, an emergency number last.
_PREFERRED = {
    "education": ("child",),
    "vaccines": ("child",),
    "protection": ("violence", "child"),
    "health": ("emergency", "ambulance"),
    "legal": ("migrants",),
    "money": ("migrants",),
}
_ANYONE = ("migrants", "child", "violence", "mental", "emergency", "ambulance", "police")


def sender_of(head: Letterhead, folder: Path) -> Sender:
    """Return the letterhead with its logo read. Raises InputError when the logo cannot be used."""
    return Sender(
        head.name,
        head.address,
        head.phone,
        head.hours,
        head.signature_line,
        _logo(head.logo, folder),
        dict(head.closing),
    )


def _logo(name: str, folder: Path) -> bytes | None:
    """Read the logo from the data folder, and from nowhere else."""
    if not name:
        return None
    path = folder / Path(name).name
    try:
        if path.stat().st_size > LARGEST_LOGO:
            raise InputError(
                msg("The logo {file} is larger than {limit} bytes.", file=path.name, limit=LARGEST_LOGO),
                msg("Make it smaller."),
            )
        return path.read_bytes()
    except OSError as fault:
        raise InputError(
            msg("{file} cannot be read: {fault}.", file=str(path), fault=fault.strerror or str(fault)),
            msg("Choose the logo again in the settings."),
        ) from fault


def around_of(
    region: Region,
    needs: Sequence[str],
    on: date,
    catalogs: Sequence[Catalog],
    *,
    discreet: bool,
    most: int,
    else_any: bool = False,
) -> Around:
    """Return at most MOST rights behind NEEDS (ELSE_ANY: else of the region), the numbers to call, what use means later.

    On discreet paper, and for all who hold it, nothing is said that tells the need.
    """
    found = _in_turn([region.rights_for(need, on) for need in needs])
    if not found and else_any:
        found = [right for right in region.rights if right.basis.is_current(on)]
    rights = [_stated(right) for right in found if not discreet or not _tells(right, catalogs)]
    return Around(tuple(rights[:most]), _help(region, needs, on), region.after_use)


def _in_turn(of_needs: Sequence[Sequence[Right]]) -> list[Right]:
    """Return the first right of every need, then the second of every need, and so on, each right once."""
    longest = max((len(rights) for rights in of_needs), default=0)
    turns = (rights[place] for place in range(longest) for rights in of_needs if place < len(rights))
    return list(dict.fromkeys(turns))


def _tells(right: Right, catalogs: Sequence[Catalog]) -> bool:
    said = (str(right.text), right.article, right.basis.source, *(catalog.say(right.text) for catalog in catalogs))
    return any(telling(text) for text in said)


def _stated(right: Right) -> StatedRight:
    return StatedRight(right.text, right.article, right.basis.source, right.basis.checked_on)


def _help(region: Region, needs: Sequence[str], on: date) -> tuple[HelpNumber, ...]:
    order = [kind for need in needs for kind in _PREFERRED.get(need.partition(".")[0], ())] + list(_ANYONE)
    current = [line for line in region.helplines if line.basis.is_current(on)]
    ranked = sorted(current, key=lambda line: order.index(line.kind) if line.kind in order else len(order))
    return tuple(HelpNumber(line.name, line.number, line.hours) for line in ranked)

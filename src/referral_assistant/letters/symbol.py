"""The QR symbol: the reference and the service's id, never a fact about the family."""

from __future__ import annotations

from referral_assistant.letters.blocks import QR

SIZE = 24.0
"""Millimetres; with 41 modules across each is 0.6 mm, which a telephone reads at arm's length."""
SEPARATOR = " "


def symbol(reference: str, service_id: str) -> QR:
    """Return the symbol of a reference at a service; error correction M, so that a fold or a stain does no harm."""
    import segno

    made = segno.make(f"{reference}{SEPARATOR}{service_id}", error="m", micro=False, boost_error=False)
    return QR(tuple(tuple(bool(module) for module in row) for row in made.matrix), SIZE)

"""The free text of a service record that fine print is read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from referral_assistant.directory.fine_print.proposal import Proposal
from referral_assistant.directory.fine_print.reader import read_fine_print

Data = Mapping[str, Any]
# Whether what a field names is what the service demands.
_FIELDS = {
    "description": False,
    "application_process": False,
    "eligibility_description": True,
    "fees_description": False,
    "fees": False,
    "alert": False,
    "wait_time": False,
    "interpretation_services": False,
    "accreditations": False,
    "licenses": False,
}
_LISTED = (
    ("required_documents", ("document",), True),
    ("cost_options", ("option", "amount_description"), False),
    ("service_at_locations", ("description",), False),
)


def fine_print_of(data: Data) -> Iterator[tuple[str, str, bool]]:
    """Yield (field, text, whether what it names is demanded) of every free text of a service record."""
    for field, value in data.items():
        if isinstance(value, str) and value and (field in _FIELDS or field.startswith("x_")):
            yield field, value, _FIELDS.get(field, False)
    for name, keys, demanded in _LISTED:
        for row in data.get(name, ()):
            yield from ((name, str(row[key]), demanded) for key in keys if row.get(key))


def proposals_of(data: Data) -> list[tuple[str, Proposal]]:
    """Return (field, proposal) for everything that the free text of a service record says."""
    return [
        (field, proposal)
        for field, text, demanded in fine_print_of(data)
        for proposal in read_fine_print(text, demanded=demanded)
    ]


def suspicious_words(data: Data) -> tuple[str, ...]:
    """Return the words by which a record's own text suggests that status matters: what `judge` weighs."""
    words = (word for _, proposal in proposals_of(data) if proposal.lowers for word in proposal.words)
    return tuple(dict.fromkeys(words))

"""The free text of a service record that fine print is read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from referral_assistant.directory.fine_print.proposal import Demand, Proposal, Said
from referral_assistant.directory.fine_print.reader import read_fine_print

Data = Mapping[str, Any]
Read = Callable[[str, Demand], tuple[Proposal, ...]]
_FIELDS = {
    "eligibility_description": Demand.ALL,
    "application_process": Demand.LISTS,
}
# An age in them is that of a price, not of the service.
_PRICES = frozenset({"fees", "fees_description", "cost_options"})
_SPOKEN = frozenset(
    {"description", "fees_description", "fees", "alert", "wait_time", "interpretation_services"}
    | {"accreditations", "licenses"}
)
_LISTED = (
    ("required_documents", ("document",), Demand.ALL),
    ("cost_options", ("option", "amount_description"), Demand.SAID),
    ("service_at_locations", ("description",), Demand.SAID),
)


def fine_print_of(data: Data) -> Iterator[tuple[str, str, Demand]]:
    """Yield (field, text, how much of what it names is demanded) for every free text of a service record."""
    for field, value in data.items():
        if isinstance(value, str) and value and (field in _FIELDS or field in _SPOKEN or field.startswith("x_")):
            yield field, value, _FIELDS.get(field, Demand.SAID)
    for name, keys, demand in _LISTED:
        for row in data.get(name, ()):
            yield from ((name, str(row[key]), demand) for key in keys if row.get(key))


def proposals_of(data: Data, read: Read = read_fine_print) -> list[tuple[str, Proposal]]:
    """Return (field, proposal) for everything that the free text of a service record says, as READ reads it."""
    return [
        (field, proposal)
        for field, text, demand in fine_print_of(data)
        for proposal in read(text, demand)
        if proposal.said is not Said.CONDITION or field not in _PRICES
    ]


def suspicious_words(data: Data) -> tuple[str, ...]:
    """Return the words by which a record's own text suggests that status matters: what `judge` weighs."""
    words = (word for _, proposal in proposals_of(data) if proposal.lowers for word in proposal.words)
    return tuple(dict.fromkeys(words))

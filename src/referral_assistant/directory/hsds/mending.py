"""Find text that was broken on its way (read in a wrong encoding, written for Zawgyi), and mend it when a person says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from referral_assistant.directory.hsds.text import repaired
from referral_assistant.i18n.zawgyi import is_burmese, is_zawgyi, misplaced, to_unicode
from referral_assistant.message import Message, msg

Record = Mapping[str, Any]
# So many texts written for Zawgyi make a file one of Zawgyi, when hardly any in it is surely Unicode.
_ENOUGH = 3


class Fault(StrEnum):
    """What is wrong with a text."""

    MOJIBAKE = "mojibake"
    ZAWGYI = "zawgyi"


class Broken(NamedTuple):
    """One broken text of a record: the field, what it says and what it would say."""

    field: str
    fault: Fault
    text: str
    better: str

    def reason(self, name: str, *, mended: bool) -> Message:
        """Say it about the record called NAME."""
        if mended:
            return msg(
                "was mended in “{name}”: “{before}” is now “{better}”",
                name=name,
                before=self.text[:80],
                better=self.better[:80],
            )
        if self.fault is Fault.ZAWGYI:
            return msg(
                "is Burmese for the Zawgyi font in “{name}”; in Unicode it is “{better}”",
                name=name,
                better=self.better[:80],
            )
        return msg("looks garbled in “{name}”; it may mean “{better}”", name=name, better=self.better[:80])


class Mender:
    """Knows what is broken in the records of one import."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Look through RECORDS: a text that could be either is taken for what the others are."""
        self._doubtful = [
            (record, field, text)
            for record in records
            for field, text in _texts(record)
            if is_burmese(text) or repaired(text) is not None
        ]
        burmese = [text for _, _, text in self._doubtful if is_burmese(text)]
        zawgyi = sum(map(is_zawgyi, burmese))
        unicode = sum(misplaced(to_unicode(text)) > misplaced(text) for text in burmese) if zawgyi >= _ENOUGH else 0
        self._leans_to_zawgyi = zawgyi >= _ENOUGH and unicode * 5 <= zawgyi

    def broken(self) -> Iterator[tuple[Record, Broken]]:
        """Yield each broken text with the record that it is in."""
        for record, field, text in self._doubtful:
            if (found := self._better(text)) is not None:
                yield record, Broken(field, found[0], text, found[1])

    def mended(self, record: Record) -> dict[str, Any]:
        """Return RECORD with everything mended."""
        return {key: self._mended(key, value) for key, value in record.items()}

    def _mended(self, key: str, value: Any) -> Any:
        if isinstance(value, str):
            found = None if value.isascii() or _is_id(key) else self._better(value)
            return found[1] if found else value
        if isinstance(value, dict):
            return self.mended(value)
        return [self._mended(key, one) for one in value] if isinstance(value, list) else value

    def _better(self, text: str) -> tuple[Fault, str] | None:
        if (better := repaired(text)) is not None:
            return Fault.MOJIBAKE, better
        if not is_burmese(text):
            return None
        better = to_unicode(text)
        leans = self._leans_to_zawgyi and misplaced(better) == 0
        return (Fault.ZAWGYI, better) if better != text and (leans or is_zawgyi(text)) else None


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of every text beyond ASCII inside a record, ids left out."""
    ahead: list[tuple[Record, str]] = [(record, "")]
    while ahead:
        here, path = ahead.pop()
        for key, inner in here.items():
            kind = type(inner)
            if kind is str:
                if not inner.isascii() and not _is_id(key):
                    yield f"{path}{key}", inner
            elif kind is dict:
                ahead.append((inner, f"{path}{key}/"))
            elif kind is list:
                ahead += [(one, f"{path}{key}/") for one in inner if type(one) is dict]


def _is_id(key: str) -> bool:
    return key == "id" or key.endswith("_id")

"""Telephone numbers as they are dialled in the region: read in any digits, checked, and what to do about a wrong one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from referral_assistant.directory.editable import western_digits
from referral_assistant.message import Message, msg

LONGEST = 60
_HIDDEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_EXTENSION = re.compile(r"(?i)^(.*\d)[\s,;]*(?:[^\W\d_][^\d\s]{0,9}|#)[\s.:]*(\d{1,6})$")
_SEVERAL = re.compile(r"[,;/|\n،၊、]|\s(?:or|and|หรือ|သို့မဟုတ်|أو|یا)\s")
# What is tried in place of digits that are missing; a country's plan looks at the first ones.
_FILLERS = ("0123456", "1234567", "2222222", "5555555", "7777777", "9999999")
_SHORTEST, _MOST = 3, 15


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of a number: nothing when it is right. `suggestion`: the number that is meant, when that is sure.

    `extension` is what stood behind the number. What does not `block` may be kept: the person may know better.
    """

    sentence: Message | None = None
    suggestion: str = ""
    extension: str = ""
    blocks: bool = False


_RIGHT = Checked()


def check_number(text: str, region: str, country: Message | None = None) -> Checked:
    """Check a telephone number as dialled in REGION (ISO 3166-1; empty when unknown), called COUNTRY in sentences.

    Short numbers of helplines, such as 1300, are right where the country has numbers of that length.
    """
    told = tidy_number(text)
    digits = re.sub(r"\D", "", told)
    if not digits:
        return Checked(msg("Write the number with its digits."), blocks=True)
    several = [part.strip() for part in _SEVERAL.split(told) if len(re.sub(r"\D", "", part)) >= _SHORTEST]
    if len(several) > 1 and len(digits) > 9:
        said = msg("Write one number here, and add the other as a number of its own.")
        return Checked(said, several[0], blocks=True)
    if (found := _EXTENSION.match(told)) and len(re.sub(r"\D", "", found[1])) >= 5:
        said = msg("Write what is dialled behind the number into its own field.")
        return Checked(said, found[1].strip(), found[2], blocks=True)
    if len(digits) > _MOST + 5 or len(told) > LONGEST:
        return Checked(msg("This is longer than any telephone number. Read it again."), blocks=True)
    if not region and not told.startswith("+"):
        few = len(digits) < _SHORTEST
        return Checked(msg("This is shorter than any telephone number. Read it again.")) if few else _RIGHT
    return _checked(told, region, country)


def tidy_number(text: str) -> str:
    """Write a number with digits from 0 to 9 and without marks that cannot be seen."""
    told = unicodedata.normalize("NFKC", _HIDDEN.sub("", western_digits(text[: LONGEST * 4])))
    return " ".join(western_digits(told).split())


def _checked(told: str, region: str, country: Message | None) -> Checked:
    import phonenumbers

    try:
        number = phonenumbers.parse(told, region or None)
    except phonenumbers.NumberParseException:
        return Checked(
            msg("This cannot be read as a telephone number. Write its digits, and nothing else."), blocks=True
        )
    here = phonenumbers.country_code_for_region(region) if region else 0
    if number.country_code != here:
        country = msg("+{code}", code=str(number.country_code))
    if phonenumbers.is_valid_number(number):
        return _as_dialled(told, number, here)
    if number.country_code == here and _is_short(told, number, region):
        return _RIGHT
    if told.startswith("00") and (abroad := _checked(f"+{told[2:].lstrip()}", region, country)) and not abroad.sentence:
        return Checked(msg("Did you mean {number}?", number=f"+{told[2:]}"), f"+{told[2:]}")
    return Checked(_what_is_wrong(number, country or msg("{code}", code=region)))


def _as_dialled(told: str, number: Any, here: int) -> Checked:
    """Say how a right number is dialled where it was written without the digits that lead out of the house."""
    import phonenumbers

    if told.startswith("+") or number.country_code != here:
        return _RIGHT
    dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    if re.sub(r"\D", "", dialled) == re.sub(r"\D", "", told):
        return _RIGHT
    if re.sub(r"\D", "", told) != phonenumbers.national_significant_number(number):
        return _RIGHT
    return Checked(msg("From within the country it is dialled {number}.", number=dialled), dialled)


def _is_short(told: str, number: Any, region: str) -> bool:
    from phonenumbers import shortnumberinfo

    return not told.startswith("+") and bool(shortnumberinfo.is_possible_short_number_for_region(number, region))


def _what_is_wrong(number: Any, country: Message) -> Message:
    missing, spare = _missing(number), _spare(number)
    if missing == 1:
        return msg("This number has one digit too few for {country}. Read it again, or ask.", country=country)
    if missing and not (spare and spare < missing):
        return msg("This number has {count} digits too few for {country}. Read it again, or ask.", count=missing, country=country)  # fmt: skip
    if spare == 1:
        return msg("This number has one digit too many for {country}. Read it again, or ask.", country=country)
    if spare:
        return msg("This number has {count} digits too many for {country}. Read it again, or ask.", count=spare, country=country)  # fmt: skip
    return msg("No number in {country} looks like this. Read it again, or ask.", country=country)


def _missing(number: Any) -> int:
    """Return how many digits at the end would make it a number; 0 when none would."""
    told = str(number.national_number)
    return next((count for count in range(1, 6) if any(_is_number(number, told + one[:count]) for one in _FILLERS)), 0)


def _spare(number: Any) -> int:
    """Return how many digits at the end are too many; 0 when taking some away makes no number."""
    told = str(number.national_number)
    counts = (count for count in range(1, 5) if len(told) > count + _SHORTEST)
    return next((count for count in counts if _is_number(number, told[:-count])), 0)


def _is_number(number: Any, national: str) -> bool:
    """Say whether the country has such a number; a zero in front is part of it in some (Italy), not in most."""
    import phonenumbers

    code = number.country_code
    plain = phonenumbers.PhoneNumber(country_code=code, national_number=int(national))
    with_zero = phonenumbers.PhoneNumber(country_code=code, national_number=int(national), italian_leading_zero=True)
    return any(map(phonenumbers.is_valid_number, (plain, with_zero)))

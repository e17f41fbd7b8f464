"""Recognise Burmese written for the Zawgyi font and turn it into Unicode.

Zawgyi put glyphs on the code points that Unicode gives to letters of Mon, Karen and Shan, and stored them in the order
in which they are drawn. The table says what each glyph is (Unicode Technical Note 11; CLDR publishes the same as its
transform Zawgyi-my, against which tests/directory/test_zawgyi.py holds ours where ICU is installed).
"""

from __future__ import annotations

import re

_KINZI = "\u1004\u103a\u1039"
_STACKED = {
    **dict(zip("\u1060\u1061\u1062\u1063", "\u1000\u1001\u1002\u1003", strict=True)),
    **dict(zip("\u1065\u1066\u1067\u1068\u1069", "\u1005\u1006\u1006\u1007\u1008", strict=True)),
    **dict(zip("\u106c\u106d\u1070\u1071\u1072", "\u100b\u100c\u100f\u1010\u1010", strict=True)),
    **dict(zip("\u1073\u1074\u1075\u1076\u1077", "\u1011\u1011\u1012\u1013\u1014", strict=True)),
    **dict(zip("\u1078\u1079\u107a\u107b\u107c", "\u1015\u1016\u1017\u1018\u1019", strict=True)),
    **dict(zip("\u1085\u1093", "\u101c\u1018", strict=True)),
}
_GLYPHS = {
    **{glyph: f"\u1039{letter}" for glyph, letter in _STACKED.items()},
    **dict.fromkeys("\u103b\u107e\u107f\u1080\u1081\u1082\u1083\u1084", "\u103c"),
    **dict.fromkeys("\u103a\u107d", "\u103b"),
    **dict.fromkeys("\u1094\u1095", "\u1037"),
    "\u1033": "\u102f",
    "\u1034": "\u1030",
    "\u1039": "\u103a",
    "\u103c": "\u103d",
    "\u103d": "\u103e",
    "\u105a": "\u102b\u103a",
    "\u1064": _KINZI,
    "\u106a": "\u1009",
    "\u106b": "\u100a",
    "\u106e": "\u100d\u1039\u100d",
    "\u106f": "\u100d\u1039\u100e",
    "\u1086": "\u103f",
    "\u1087": "\u103e",
    "\u1088": "\u103e\u102f",
    "\u1089": "\u103e\u1030",
    "\u108a": "\u103d\u103e",
    "\u108b": f"{_KINZI}\u102d",
    "\u108c": f"{_KINZI}\u102e",
    "\u108d": f"{_KINZI}\u1036",
    "\u108e": "\u102d\u1036",
    "\u108f": "\u1014",
    "\u1090": "\u101b",
    "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c",
    "\u1096": "\u1039\u1010\u103d",
    "\u1097": "\u100b\u1039\u100b",
    "\u104e": "\u104e\u1004\u103a\u1038",
}
_TABLE = str.maketrans(_GLYPHS)
_LETTER = "[\u1000-\u102a\u103f\u104e\u25cc]"
_STACK = "(?:\u1039[\u1000-\u1021])*"
# Order in which Unicode stores the signs of one syllable.
_ORDER = {
    sign: rank
    for rank, sign in enumerate(
        "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u102f\u1030\u102b\u102c\u1036\u1037\u103a\u1038"
    )
}
_KILLER = "\u103a"
_SIGNS = re.compile(f"[{''.join(_ORDER)}]{{2,}}")
_BEFORE_LETTER = re.compile(f"(\u1031?)(\u103c?)((?:{_KINZI})?{_LETTER})({_STACK})")
_KINZI_AFTER = re.compile(f"({_LETTER}{_STACK}[\u103b-\u103e]*\u1031?){_KINZI}")
# A digit or a letter that looks the same as another and was typed instead of it.
_ZERO_FOR_WA = re.compile("\u1040(?=[\u102b-\u103e])|(?<=[\u1000-\u1021\u102b-\u103e])\u1040(?![\u1040-\u1049])")
_SEVEN_FOR_RA = re.compile("\u1047(?=[\u102b-\u103e])")
# One well-formed syllable of Burmese in Unicode, an independent vowel, a sign of punctuation or a number.
_SYLLABLE = re.compile(
    f"(?:{_KINZI})?[\u1000-\u1021\u103f](?:\u1039[\u1000-\u1021])*(?:\u103a\u103b)?\u103b?\u103c?\u103d?\u103e?"
    "\u1031?[\u102d\u102e\u1032]?(?:\u103a(?=\u102f))?[\u102f\u1030]?[\u102b\u102c]?\u103a?\u1036?\u1037?\u103a?\u1038?"
    "|[\u1023-\u102a]\u1039?[\u102d-\u1032\u1036-\u1038\u103a]*|[\u1040-\u104f]"
)
# A vowel or a medial before its letter, and a virama with nothing to stack: no language in Unicode has these.
_IMPOSSIBLE = re.compile(
    "(?:^|[^\u1000-\u102a\u103b-\u103f\u1050-\u109f])[\u1031\u103b]+[\u1000-\u102a]|\u1039(?![\u1000-\u1021\u105a-\u105d])"
)
_MYANMAR = re.compile("[\u1000-\u109f]")
_RUN = re.compile("[\u1000-\u109f][\u1000-\u109f \u200b-\u200d]*")


def to_unicode(text: str) -> str:
    """Return TEXT, written for Zawgyi, in Unicode. What is not Burmese stays."""
    return _RUN.sub(lambda run: _converted(run[0]), text)


def is_zawgyi(text: str) -> bool:
    """Say whether TEXT is Burmese for Zawgyi: signs stand as no language writes them in Unicode, and fit once converted.

    Karen, Shan and Mon use the code points that Zawgyi took; what they write in Unicode is never taken for Zawgyi.
    """
    if not _IMPOSSIBLE.search(text):
        return False
    return misplaced(to_unicode(text)) * 4 <= misplaced(text)


def is_burmese(text: str) -> bool:
    """Say whether TEXT has letters of the Myanmar block."""
    return _MYANMAR.search(text) is not None


def misplaced(text: str) -> int:
    """Count the Burmese characters that stand where Unicode has no place for them."""
    return len(_MYANMAR.findall(_SYLLABLE.sub("", text)))


def _converted(run: str) -> str:
    text = run.replace("\u200b", "").replace("\u200c", "").replace("\u200d", "").translate(_TABLE)
    # Some wrote the sign alone, some spelt out what it stands for.
    text = text.replace("\u1004\u103a\u1038\u1004\u103a\u1038", "\u1004\u103a\u1038")
    text = _ZERO_FOR_WA.sub("\u101d", text)
    text = _SEVEN_FOR_RA.sub("\u101b", text)
    text = _KINZI_AFTER.sub(lambda found: _before_last_letter(found[1]), text)
    text = _BEFORE_LETTER.sub(r"\3\4\2\1", text)
    return _SIGNS.sub(_in_order, text)


def _before_last_letter(syllable: str) -> str:
    at = max(position for position, sign in enumerate(syllable) if re.match(_LETTER, sign))
    return f"{syllable[:at]}{_KINZI}{syllable[at:]}"


def _in_order(found: re.Match[str]) -> str:
    """Sort the signs of a syllable; a sign that was typed twice, as Zawgyi let people do, is there once."""
    signs = list(dict.fromkeys(found[0]))
    ordered = sorted(signs, key=_ORDER.__getitem__)
    if _KILLER in signs and _kills_first(signs):
        ordered.remove(_KILLER)
        ordered.insert(0, _KILLER)
    return "".join(ordered)


def _kills_first(signs: list[str]) -> bool:
    """Say whether the killer belongs to the letter and not to the syllable: as in the words for "man" and for "I"."""
    if "\u103b" in signs:
        return signs.index(_KILLER) < signs.index("\u103b")
    return set(signs) <= {_KILLER, "\u102f", "\u1037", "\u1038"} and "\u102f" in signs

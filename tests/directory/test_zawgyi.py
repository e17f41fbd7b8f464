"""Burmese written for the Zawgyi font is recognised and becomes Unicode; what is Unicode, in any language, is left alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_assistant.directory import Directory
from referral_assistant.i18n.zawgyi import is_zawgyi, to_unicode
from tests.bad_input.corpus import SERVICE
from tests.directory.samples import service, uuid, write_json

ROOT = Path(__file__).resolve().parents[2]
# The same words, as they are stored for Zawgyi and in Unicode.
PAIRS = [
    ("ေဆးခန္း", "ဆေးခန်း"),
    ("ေက်ာင္း", "ကျောင်း"),
    ("ျမန္မာ", "မြန်မာ"),
    ("က်န္းမာေရး", "ကျန်းမာရေး"),
    ("အကူအညီ", "အကူအညီ"),
    ("ကြၽန္ုပ္တို႔", "ကျွန်ုပ်တို့"),
    ("ေယာက္်ား", "ယောက်ျား"),
    ("ပညာေရး", "ပညာရေး"),
    ("သေဘၤာ", "သင်္ဘော"),
    ("တကၠသိုလ္", "တက္ကသိုလ်"),
    ("ဌာန", "ဌာန"),
    ("၎င္း", "၎င်း"),
    ("ႏိုင္ငံ", "နိုင်ငံ"),
    ("ၾကည့္႐ႈ", "ကြည့်ရှု"),
    ("ကုိ", "ကို"),
    ("စီမံခ်က္", "စီမံချက်"),
]
# Not Burmese, or Burmese in Unicode: never to be touched.
UNICODE = [
    "ကလေးများအတွက် အခမဲ့ ဆေးခန်း",
    "ကျွန်ုပ်တို့ထံ ပြန်လာပါ။",
    "တၢ်အိၣ်ဆူၣ်အိၣ်ချ့",
    "ပှၤဂ့ၢ်ဝီအတၢ်ခွဲးတၢ်ယာ်",
    "ဖိသၣ်တၢ်မၤစၢၤ",
    "လိၵ်ႈလၢႆးတႆး",
    "မႂ်ႇသုင်ၶႃႈ",
    "ႁူင်းႁဵၼ်း",
    "အရေဝ်ဘာသာမန်",
    "ဖၠုံ",
    "โรงพยาบาล",
    "Clinic",
    "",
    "၁၂၃ ၄၅၆",
]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("zawgyi", "unicode"), PAIRS)
def test_words(zawgyi: str, unicode: str) -> None:
    assert _nfc(to_unicode(zawgyi)) == _nfc(unicode)


@pytest.mark.parametrize(("zawgyi", "unicode"), [pair for pair in PAIRS if len(pair[0]) > 6 and pair[0] != pair[1]])
def test_zawgyi_is_recognised(zawgyi: str, unicode: str) -> None:
    assert is_zawgyi(f"{zawgyi} ေဆးခန္း")
    assert not is_zawgyi(unicode)


@pytest.mark.parametrize("text", UNICODE)
def test_unicode_is_left_alone(text: str) -> None:
    assert not is_zawgyi(text)


@given(st.text(alphabet=[*map(chr, range(0x1000, 0x10A0)), " ", "a", "\u200b"], max_size=20))
def test_any_letters_in_any_order_come_through(text: str) -> None:
    assert isinstance(to_unicode(text), str)
    assert isinstance(is_zawgyi(text), bool)


def _burmese() -> list[str]:
    """Return the Burmese sentences of our own catalogue."""
    content = (ROOT / "translations" / "my" / "LC_MESSAGES" / "app.po").read_text("utf-8")
    return [
        text for text in re.findall(r'^msgstr "(.+)"$', content, re.MULTILINE) if re.search("[\u1000-\u109f]", text)
    ]


def _by_icu(transform: str, lines: list[str]) -> list[str]:
    command = ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", transform]
    done = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=True)
    return done.stdout.decode().split("\n")


@pytest.mark.skipif(shutil.which("uconv") is None, reason="ICU's uconv, the oracle, is not installed")
def test_our_own_sentences_there_and_back_as_icu_does_it() -> None:
    unicode = _burmese()
    zawgyi = _by_icu("my-Zawgyi", unicode)
    theirs = _by_icu("Zawgyi-my", zawgyi)
    ours = [to_unicode(text) for text in zawgyi]
    same = sum(_nfc(one) == _nfc(other) for one, other in zip(ours, theirs, strict=True))
    back = sum(_nfc(one) == _nfc(other) for one, other in zip(ours, unicode, strict=True))
    assert len(unicode) > 500
    assert same / len(unicode) > 0.995
    # Zawgyi writes "ditto" (U+104E) and four alike: what is lost on the way there cannot come back, to ICU neither.
    assert back >= sum(_nfc(one) == _nfc(other) for one, other in zip(theirs, unicode, strict=True))
    assert back / len(unicode) > 0.975
    written = [text for text, before in zip(zawgyi, unicode, strict=True) if text != before]
    assert sum(map(is_zawgyi, written)) / len(written) > 0.9
    assert not any(map(is_zawgyi, unicode))


# On its way into a directory


def test_it_is_offered_shown_and_comes_in_only_when_accepted(directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(1, name="က်န္းမာေရး ေဆးခန္း", description="Clinic")])
    plain = directory.prepare_import(file)
    (remark,) = plain.remarks
    assert remark.field == "name"
    assert str(remark.reason) == (
        "is Burmese for the Zawgyi font in “က်န္းမာေရး ေဆးခန္း”; in Unicode it is “ကျန်းမာရေး ဆေးခန်း”"
    )
    assert plain.new[0].name == "က်န္းမာေရး ေဆးခန္း"
    mended = directory.prepare_import(file, mend=True)
    assert mended.new[0].name == "ကျန်းမာရေး ဆေးခန်း"
    assert "is now “ကျန်းမာရေး ဆေးခန်း”" in str(mended.remarks[0].reason)
    directory.apply(mended)
    assert [hit.service for hit in directory.search("ဆေးခန်း")] == ["ကျန်းမာရေး ဆေးခန်း"]


@pytest.mark.parametrize("again", [True, False])
def test_mended_once_it_stays_mended(again: bool, directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(1, name="က်န္းမာေရး ေဆးခန္း")])
    directory.apply(directory.prepare_import(file, mend=True))
    preview = directory.prepare_import(file, mend=again)
    assert preview.is_empty


def test_mending_can_come_later_and_spares_what_we_corrected(directory: Directory, tmp_path: Path) -> None:
    file = write_json(tmp_path / "a.json", [service(1, name="က်န္းမာေရး ေဆးခန္း", description="ျမန္မာ ေက်ာင္း")])
    directory.apply(directory.prepare_import(file))
    directory.save("service", {**directory.show(uuid(1)).data, "name": "Our name"})
    directory.apply(directory.prepare_import(file, mend=True))
    held = directory.show(uuid(1)).data
    assert (held["name"], held["description"]) == ("Our name", "မြန်မာ ကျောင်း")


def test_a_word_that_could_be_either_is_what_the_others_are(directory: Directory, tmp_path: Path) -> None:
    doubtful = service(1, name="အျခား")
    surely = [service(number, name=name) for number, name in enumerate(["ေဆးခန္း", "ေက်ာင္း", "ျမန္မာ", "ပညာေရး"], 2)]
    alone = directory.prepare_import(write_json(tmp_path / "alone.json", [doubtful]), mend=True)
    among = directory.prepare_import(write_json(tmp_path / "among.json", [doubtful, *surely]), mend=True)
    assert alone.new[0].name == "အျခား"
    assert among.new[0].name == "အခြား"


def test_mojibake_is_mended_the_same_way(directory: Directory, tmp_path: Path) -> None:
    garbled = "Café".encode().decode("cp1252")
    file = write_json(
        tmp_path / "a.json", [{**SERVICE, "name": garbled, "phones": [{"number": "5", "description": garbled}]}]
    )
    plain, mended = directory.prepare_import(file), directory.prepare_import(file, mend=True)
    assert [remark.field for remark in plain.remarks] == ["name", "phones/description"]
    assert (plain.new[0].name, mended.new[0].name) == (garbled, "Café")
    directory.apply(mended)
    assert directory.show(str(SERVICE["id"])).data["phones"][0]["description"] == "Café"

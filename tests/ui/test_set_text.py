"""Every script stands on the screen as HarfBuzz sets it: by Qt where Qt is right, by us where it is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication

from referral_assistant.i18n import LANGUAGES
from referral_assistant.letters.line import set_lines
from referral_assistant.ui.set_text import SET_BY_US, SetText
from referral_assistant.ui.text import ElidedText, Text
from referral_assistant.ui.typeface import font_for, load_fonts

URDU = "بچے کی پیدائش شروع ہو رہی ہے، بچہ یا بڑا بہت بیمار ہے"
SENTENCES = {
    "my": "ကျောင်းသုံးဘာသာစကား သင်ခြင်း ဒီနေ့ ဘယ်သူတွေ", "th": "วันนี้ใครมาบ้าง น้ำผึ้ง ที่ปลอดภัย", "lo": "ມື້ນີ້ໃຜຢູ່ນີ້ ນ້ຳ",
    "km": "ការចុះឈ្មោះចូលរៀន ថ្ងៃនេះ", "vi": "Hôm nay ai ở đây", "zh_Hans": "今天谁在这里", "bn": "আজ এখানে কে আছেন", "hi": "आज यहाँ कौन है विद्यालय",
    "ne": "आज यहाँ को हुनुहुन्छ", "ta": "இன்று இங்கே யார்", "si": "අද මෙහි කවුද ශ්‍රී", "fa": "امروز چه کسی اینجاست", "ps": "نن دلته څوک دي", "ar": "من هنا اليوم",
}  # fmt: skip


@pytest.mark.parametrize("tag", SENTENCES)
def test_qt_sets_it_as_harfbuzz_does(qapp: QApplication, tag: str) -> None:
    load_fonts()
    font = font_for(tag, 100)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for word in SENTENCES[tag].split():
        by_qt = QFontMetricsF(font).horizontalAdvance(word)
        by_harfbuzz = set_lines(word, tag, bold=False, width=1e9)[0].width / 10
        assert by_qt == pytest.approx(by_harfbuzz, abs=2), word


def test_every_language_is_held_to_it() -> None:
    held = {LANGUAGES[tag].script for tag in SENTENCES} | {"Latn"}
    assert [tag for tag, language in LANGUAGES.items() if language.script not in held and tag not in SET_BY_US] == []


def test_urdu_stands_as_on_paper(qapp: QApplication) -> None:
    label = Text(URDU, "ur", 20)
    by_engine = set_lines(URDU, "ur", bold=False, width=1e9)[0].width * 20 / 1000
    assert label.sizeHint().width() == pytest.approx(by_engine, abs=25)
    assert label.said() == URDU
    assert label.accessibleName() == URDU


@pytest.mark.parametrize("text", [URDU, "کیا کسی کو ابھی مدد چاہیے؟", "نئی ملاقات"])
def test_no_ink_of_urdu_is_cut(qapp: QApplication, text: str) -> None:
    label = Text(text, "ur", 28, bold=True, colour="#000000")
    label.centre()
    tight, roomy = ink(label, label.sizeHint()), ink(label, label.sizeHint() + QSize(80, 80))
    assert tight > 0
    assert tight == pytest.approx(roomy, rel=0.01)


def ink(label: Text, size: QSize) -> int:
    """Add up how dark a label is that is drawn in the middle of a size."""
    size.setWidth(-(-size.width() // 4) * 4)  # lines of a picture end at four bytes
    image = QImage(size, QImage.Format.Format_Grayscale8)
    image.fill(255)
    held = label.size()
    label.resize(size)
    label.setStyleSheet("background: white")
    label.render(image)
    label.resize(held)
    return sum(255 - value for value in bytes(image.constBits()))


def test_urdu_is_broken_into_lines_that_fit(qapp: QApplication) -> None:
    label = Text(URDU, "ur", 16, wraps=True)
    whole = label.sizeHint().width()
    assert label.heightForWidth(whole) < label.heightForWidth(whole // 2) <= 3 * label.heightForWidth(whole)
    lines = SetText(URDU, "ur", 16, bold=False).lines(150)
    assert len(lines) > 1
    assert all(line.width * 16 / 1000 <= 150 for line in lines)
    assert " ".join(line.text for line in lines).split() == URDU.split()


def test_a_long_name_in_urdu_is_shortened_and_said_whole(qapp: QApplication) -> None:
    label = ElidedText(URDU, "ur", 16)
    label.resize(120, label.sizeHint().height())
    label.show()
    assert label._set is not None
    assert label._set.advance <= 120
    assert label.toolTip() == URDU
    label.resize(label.sizeHint())
    assert label.toolTip() == ""


def test_what_no_font_has_is_left_to_qt(qapp: QApplication) -> None:
    assert Text("مدرسہ \U0001f600", "ur", 16)._set is None

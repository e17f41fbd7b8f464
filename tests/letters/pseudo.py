"""Catalogues that stand in for translations: every sentence as real words of the language, about as long as a translation."""

from __future__ import annotations

import gettext
import re

from referral_assistant.i18n import LANGUAGES, Catalog

# Article 1 of the Universal Declaration of Human Rights, and how much longer than English the language usually is.
SAMPLES: dict[str, tuple[float, str]] = {
    "my": (
        1.25,
        "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။ ",
    ),
    "km": (
        1.2,
        "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។ មនុស្ស មានវិចារណញ្ញាណនិងសតិសម្បជញ្ញៈជាប់ពីកំណើត ",
    ),
    "th": (
        0.95,
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ ",
    ),
    "ar": (
        0.9,
        "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق، وقد وهبوا عقلًا وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح الإخاء. ",
    ),
    "ur": (1.0, "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔ "),
    "ta": (
        1.35,
        "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும் உரிமைகளிலும் சமமானவர்கள், அவர்கள் நியாயத்தையும் மனச்சாட்சியையும் உடையவர்கள். ",
    ),
    "vi": (
        1.15,
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. Mọi con người đều được tạo hoá ban cho lý trí. ",
    ),
}
_FIELD = re.compile(r"\{\w+\}")


class _Translations(gettext.NullTranslations):
    def __init__(self, stretch: float, sample: str) -> None:
        super().__init__()
        self._stretch, self._sample = stretch, sample

    def gettext(self, message: str) -> str:
        fields = "".join(f" {field}" for field in _FIELD.findall(message))
        words = _FIELD.sub("", message).strip(" .:,")
        if not any(letter.isalpha() for letter in words):
            return message
        wanted = max(4, round(len(words) * self._stretch))
        start = sum(message.encode()) % (len(self._sample) // 2)
        start = max(self._sample.find(" ", start) + 1, 0)
        taken = (self._sample * 6)[start : start + wanted]
        # A combining mark may not be cut from its letter: end at a space, or where the next sign is a letter.
        end = start + len(taken)
        while (
            (self._sample * 6)[end : end + 1]
            and not (self._sample * 6)[end].isalpha()
            and (self._sample * 6)[end] != " "
        ):
            end += 1
        return (self._sample * 6)[start:end].strip() + fields


def pseudo_catalog(tag: str, *, reviewed: bool = True) -> Catalog:
    """Return a catalogue whose sentences are plausible in length and in script; English is itself."""
    if tag == "en":
        return Catalog.load("en", "letters")
    stretch, sample = SAMPLES[tag]
    return Catalog(LANGUAGES[tag], _Translations(stretch, sample), reviewed=reviewed)

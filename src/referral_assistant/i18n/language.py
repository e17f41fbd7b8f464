"""The languages that the program speaks: own name, script, direction; names as in CLDR 48."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language: BCP 47 tag with an underscore (as catalogues are named), ISO 15924 script, direction."""

    tag: str
    own_name: str
    english_name: str
    script: str
    right_to_left: bool = False

    @property
    def bcp47(self) -> str:
        """The tag as PDF and HTML write it."""
        return self.tag.replace("_", "-")


LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("en", "English", "English", "Latn"),
        Language("my", "မြန်မာ", "Burmese", "Mymr"),
        Language("th", "ไทย", "Thai", "Thai"),
        Language("lo", "ລາວ", "Lao", "Laoo"),
        Language("km", "ខ្មែរ", "Khmer", "Khmr"),
        Language("vi", "Tiếng Việt", "Vietnamese", "Latn"),
        Language("id", "Bahasa Indonesia", "Indonesian", "Latn"),
        Language("ms", "Bahasa Melayu", "Malay", "Latn"),
        Language("fil", "Filipino", "Filipino", "Latn"),
        Language("zh_Hans", "简体中文", "Chinese (Simplified)", "Hans"),
        Language("bn", "বাংলা", "Bangla", "Beng"),
        Language("hi", "हिन्दी", "Hindi", "Deva"),
        Language("ne", "नेपाली", "Nepali", "Deva"),
        Language("ta", "தமிழ்", "Tamil", "Taml"),
        Language("si", "සිංහල", "Sinhala", "Sinh"),
        Language("ur", "اردو", "Urdu", "Arab", right_to_left=True),
        Language("fa", "فارسی", "Persian", "Arab", right_to_left=True),
        Language("ps", "پښتو", "Pashto", "Arab", right_to_left=True),
        Language("ar", "العربية", "Arabic", "Arab", right_to_left=True),
    )
}

NOT_IN_CLDR = {
    "cnh": "Hakha Chin", "haz": "Hazaragi", "kjp": "Eastern Pwo Karen", "kmr": "Kurmanji Kurdish", "ksw": "S'gaw Karen",
    "kyu": "Kayah", "mnw": "Mon", "prs": "Dari", "pwo": "Pwo Karen",
}  # fmt: skip
"""Names of languages that families speak and that CLDR 48 does not name in any language of ours."""


def language_of(tag: str | None) -> Language | None:
    """Find the language for a BCP 47 tag (`zh-Hans`, `zh_Hans`, `zh`, `ar-JO`); None when we have no catalogue for it."""
    if not tag:
        return None
    wanted = tag.strip().replace("-", "_").lower()
    by_tag = {known.lower(): language for known, language in LANGUAGES.items()}
    if wanted in by_tag:
        return by_tag[wanted]
    primary = wanted.split("_")[0]
    found = [language for known, language in by_tag.items() if known.split("_")[0] == primary]
    return found[0] if found and "hant" not in wanted else None

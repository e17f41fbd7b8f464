"""The fonts that ship: those of the pinned packages, each with its hash, covering what the languages need."""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
import unicodedata
from itertools import product
from types import ModuleType

import pytest

from referral_assistant.i18n import LANGUAGES
from referral_assistant.letters.fonts import Library, library
from tests.letters.hard_sentences import SENTENCES
from tests.letters.reading import lines
from tests.letters.reference import FONTS, face

TABLE = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))
FILES = {font[weight]["file"] for font in TABLE["fonts"].values() for weight in ("regular", "bold") if weight in font}


@pytest.fixture(scope="module")
def fetch() -> ModuleType:
    path = FONTS.parents[1] / "packaging/fetch_fonts.py"
    spec = importlib.util.spec_from_file_location("fetch_fonts", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_file_has_the_hash_that_is_written_down() -> None:
    rows = (line.split("  ") for line in (FONTS / "SHA256SUMS").read_text("utf-8").splitlines())
    sums = {name: digest for digest, name in rows}
    assert set(sums) == FILES
    assert {path.name for path in FONTS.glob("*.ttf")} == FILES
    for name, digest in sums.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest, name


def test_the_readme_names_every_file_with_its_package_and_hash() -> None:
    text = (FONTS / "README.md").read_text("utf-8")
    for name in FILES:
        row = next(line for line in text.splitlines() if line.startswith(f"| {name} |"))
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() in row
    for package in TABLE["packages"].values():
        assert f"{package['name']} {package['version']}" in text


def test_the_licence_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8").upper()


def test_packages_are_pinned_by_version_and_hash() -> None:
    for package in TABLE["packages"].values():
        assert package["version"][0].isdigit()
        algorithm, _, digest = package["integrity"].partition("-")
        assert (algorithm, len(digest)) in {("sha256", 64), ("sha512", 88)}


def test_a_package_with_another_hash_stops(fetch: ModuleType, tmp_path: object) -> None:
    archive = FONTS / "OFL.txt"
    fetch.check(archive, f"sha256-{hashlib.sha256(archive.read_bytes()).hexdigest()}")
    with pytest.raises(SystemExit, match="not the package that was pinned"):
        fetch.check(archive, "sha256-" + "0" * 64)


def test_a_cut_is_the_same_again_and_holds_what_was_asked_for(fetch: ModuleType) -> None:
    source = FONTS / "NotoSans-Regular.ttf"
    once, again = fetch.cut(source, set(map(ord, "abc "))), fetch.cut(source, set(map(ord, "abc ")))
    assert once == again
    assert len(once) < 10_000
    assert fetch.differing({"NotoSans-Regular.ttf": once}) == ["NotoSans-Regular.ttf"]
    assert fetch.differing({"NotoSans-Regular.ttf": source.read_bytes()}) == []


def test_the_common_sets_of_chinese(fetch: ModuleType) -> None:
    regular, bold = (library().font("chinese", bold=bold) for bold in (False, True))
    assert regular
    assert bold
    gbk, common = fetch.characters_of("gbk"), fetch.characters_of("gb2312")
    signs = {code for code in gbk if 0x4E00 <= code < 0xA000}
    assert len(signs) == 20_902
    assert sum(not regular.covers(chr(code)) for code in signs) <= 1
    assert all(bold.covers(chr(code)) for code in common if 0x4E00 <= code < 0xA000)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_has_fonts_in_both_weights_and_starts_with_its_own(language: str) -> None:
    for bold in (False, True):
        chain = library().chain(language, bold=bold)
        sample = LANGUAGES[language].own_name
        letter = next(character for character in sample if unicodedata.category(character)[0] == "L")
        assert chain.primary.covers(letter), language
        assert chain.primary.path.stem.endswith("Bold" if bold else "Regular")


def test_every_font_has_a_space_for_text_without_ink() -> None:
    for key in TABLE["fonts"]:
        font = library().font(key, bold=False)
        assert font
        assert font.space
        assert not font.handle.get_glyph_extents(font.space).width, key


@pytest.mark.parametrize("language", SENTENCES)
def test_lines_are_as_high_as_their_letters_need(language: str) -> None:
    """Ink stays in the box of its line, but for the longest strokes of Nastaliq, and the box is not much higher than that."""
    tops, bottoms = [], []
    for bold, text in product((False, True), SENTENCES[language]):
        for line in lines(text, language, bold=bold):
            for run in line.runs:
                name, _, weight = run.font.path.stem.rpartition("-")
                for gid, _, _, _, rise, _ in run.glyphs:
                    box = face(name, weight)[1].get_glyph_extents(gid)
                    tops.append((rise + box.y_bearing) / 1000 - line.ascent)
                    bottoms.append((-rise - box.y_bearing - box.height) / 1000 - line.descent)
    allowed = 0.12 if language == "ur" else 0.03
    assert max(tops) <= allowed
    assert max(bottoms) <= allowed
    assert max(tops) + max(bottoms) > -0.55


def test_marks_and_signs_of_the_papers_ship() -> None:
    chain = Library(FONTS).chain("en", bold=False)
    for sign in "☐☒☑✓✂☎→←≥≤×±–—…“”‘’«»•·€£¥฿₫₭₹₨৳₱៛°½¼¾№™©®":
        assert chain.font_of(sign), sign

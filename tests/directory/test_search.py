"""Search as you type, in any script, with any filter, whatever is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referral_assistant.directory import Directory, Filters
from referral_assistant.directory.sheets import attribute_of
from referral_assistant.disclosure import Safety
from tests.directory.samples import at, location, organization, service, uuid

NAMES = {
    "en": "Clinic for mothers and children",
    "fr": "École des réfugiés",
    "vi": "Trường học Việt Nam",
    "de": "Große Straße 5",
    "my": "မြဝတီ ကလေးဆေးခန်း",
    "th": "โรงพยาบาลแม่สอด",
    "lo": "ໂຮງຮຽນປະຖົມ",
    "km": "មន្ទីរពេទ្យកុមារ",
    "zh": "移民儿童学校",
    "ar": "مَدرسة الأطفال المجانية",
    "fa": "کلینیک رایگان کودکان",
    "ur": "بچوں کا ہسپتال",
    "hi": "बच्चों का अस्पताल",
    "bn": "শিশু হাসপাতাল",
    "ta": "குழந்தைகள் மருத்துவமனை",
    "si": "ළමා රෝහල",
    "ru": "Детская поликлиника",
}
NUMBERS = {language: number for number, language in enumerate(NAMES, 1)}
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Directory.open(tmp_path_factory.mktemp("data"), "Clinic A") as directory:
        for language, name in NAMES.items():
            directory.save("service", service(NUMBERS[language], name=name, description=f"About {language}"))
        yield directory


def _found(directory: Directory, text: str, **filters: Any) -> set[int]:
    return {int(hit.service_id[-6:], 16) for hit in directory.search(text, 100, Filters(**filters))}


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "clinic mothers"),
        ("en", "MOTHERS clin"),
        ("en", "child"),
        ("fr", "ecole des refug"),
        ("vi", "truong hoc"),
        ("de", "grosse strasse"),
        ("my", "ကလေး"),
        ("my", "ဆေးခန်း"),
        ("my", "မြဝ"),
        ("my", "မြ"),
        ("my", "က"),
        ("th", "แม่สอด"),
        ("th", "พยา"),
        ("th", "โร"),
        ("lo", "ຮຽນ"),
        ("lo", "ໂຮ"),
        ("km", "កុមារ"),
        ("km", "មន"),
        ("zh", "学校"),
        ("zh", "儿童学"),
        ("zh", "移"),
        ("ar", "مدرسه"),
        ("ar", "الاطفال"),
        ("ar", "مجان المدر"),
        ("fa", "كلينيك"),
        ("fa", "رايگان کود"),
        ("ur", "ہسپتال"),
        ("hi", "अस्पताल"),
        ("bn", "হাসপা"),
        ("ta", "மருத்து"),
        ("si", "රෝහල"),
        ("ru", "ДЕТСК"),
        ("my", "about my ကလေး"),
    ],
)
def test_what_is_typed_finds_it(language: str, typed: str, many: Directory) -> None:
    if typed == "مجان المدر":
        assert NUMBERS[language] not in _found(many, typed)
        return
    assert NUMBERS[language] in _found(many, typed)


@pytest.mark.parametrize("language", NAMES)
def test_every_beginning_of_a_name_finds_it(language: str, many: Directory) -> None:
    name = NAMES[language]
    for length in range(1, len(name) + 1):
        typed = name[:length]
        if typed.strip():
            assert NUMBERS[language] in _found(many, typed), typed


def test_all_words_must_be_there(many: Directory) -> None:
    assert _found(many, "clinic fathers") == set()
    assert _found(many, "ကလေး โรง") == set()
    assert _found(many, "clinic ကလေး") == set()


def test_no_words_list_everything_by_name(many: Directory) -> None:
    for nothing in ("", "   ", "!!!", "\n\t", "“”"):
        hits = many.search(nothing, 100)
        assert len(hits) == len(NAMES)
    assert [hit.service for hit in many.search("", 3)] == sorted(NAMES.values(), key=str.casefold)[:3]


HOSTILE = [
    '"',
    '""',
    "'",
    "' OR 1=1 --",
    "a* OR b",
    "NEAR(a b)",
    "name:x",
    "spaced MATCH",
    "-clinic",
    "^clinic",
    "(clinic",
    "clinic AND",
    "{a b}: c",
    "a + b",
    "%",
    "_",
    "\0",
    "clinic\0",
    "\ud800",
    "x" * 100_000,
    "a " * 5_000,
    "ကလေး" * 5_000,
    "*",
    "clinic*",
    "; DROP TABLE service",
    "\u202e\u2066",
    "🏥",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_only_text(typed: str, many: Directory) -> None:
    assert isinstance(many.search(typed), list)
    assert len(many.services()) == len(NAMES)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_anything_may_be_typed(many: Directory, typed: str) -> None:
    assert len(many.search(typed, 100)) <= len(NAMES)


def test_words_in_the_name_come_first(directory: Directory) -> None:
    directory.save("service", service(1, name="School", description="near the market"))
    directory.save("service", service(2, name="Market office", description="school"))
    directory.save("service", service(3, name="Other", description="market school school"))
    assert directory.search("school")[0].service == "School"
    assert directory.search("market")[0].service == "Market office"


def test_an_organization_a_place_a_document_and_a_second_name_are_found(directory: Directory) -> None:
    directory.save("organization", organization(1000, name="Red Lotus", alternate_name="RL"))
    directory.save("location", location(2000, name="Old market hall", alternate_name="The hall"))
    local = {"id": uuid(4000), "link_type": "local_name", "value": '{"language": "th", "name": "ดอกบัวแดง"}'}
    local["taxonomy_term"] = {"id": uuid(4001), "name": "local_name", "taxonomy": "Referral Assistant"}  # type: ignore[assignment]
    directory.save(
        "service",
        service(
            1,
            organization_id=uuid(1000),
            service_at_locations=[at(2000)],
            attributes=[local],
            required_documents=[{"id": uuid(4002), "document": "vaccination card"}],
        ),
    )
    for typed in ("lotus", "rl", "market hall", "the hall", "ดอกบัว", "vaccination"):
        assert _found(directory, typed) == {1}, typed


def test_the_snippet_shows_the_word(directory: Directory) -> None:
    directory.save("service", service(1, description="word " * 200 + "needle in the hay " + "more " * 200))
    (hit,) = directory.search("needle")
    assert "needle in the hay" in hit.snippet
    assert len(hit.snippet) < 300
    assert "\n" not in hit.snippet


# Filters


@pytest.fixture
def varied(directory: Directory) -> Directory:
    """Five services that differ in what filters look at."""

    def rows(number: int, *told: tuple[str, str]) -> list[dict[str, Any]]:
        row = {"evidence": "phone_call", "source": "us", "checked_on": "2026-11-01"}
        return [attribute_of("disclosure", uuid(number), {"fact": fact, "value": value, **row}) for fact, value in told]

    def need(number: int, name: str) -> dict[str, Any]:
        return attribute_of("needs", uuid(number), {"need": name})

    directory.save("location", location(2000, addresses=[{"id": uuid(4000), "city": "Mae Sot", "region": "Tak"}]))
    directory.save(
        "service", service(1, name="Help one", attributes=[*rows(1, ("asks_status", "no")), need(1, "legal.advice")])
    )
    directory.save(
        "service",
        service(2, name="Help two", attributes=[*rows(2, ("asks_status", "yes"))], service_at_locations=[at(2000)]),
    )
    directory.save("service", service(3, name="Help three", cost_options=[{"id": uuid(4100), "amount": 0}]))
    directory.save(
        "service",
        service(
            4, name="Help four", languages=[{"id": uuid(4200), "code": "my"}], attributes=[need(4, "legal.advice")]
        ),
    )
    directory.save("service", service(5, name="Help five", status="defunct"))
    hidden = {"id": uuid(4300), "link_type": "tombstone", "value": "do not list us"}
    hidden["taxonomy_term"] = {"id": uuid(4301), "name": "tombstone", "taxonomy": "Referral Assistant"}  # type: ignore[assignment]
    directory.save("service", service(6, name="Help six", attributes=[hidden]))
    return directory


def test_filters_narrow(varied: Directory) -> None:
    assert _found(varied, "help", on=DAY) == {1, 2, 3, 4, 5}
    assert _found(varied, "help", on=DAY, safety=frozenset({Safety.NOT_ASKED})) == {1}
    assert _found(varied, "help", on=DAY, safety=frozenset({Safety.ASKS})) == {2}
    assert _found(varied, "help", area="mae sot") == _found(varied, "help", area="tak") == {2}
    assert _found(varied, "help", free=True) == {3}
    assert _found(varied, "help", languages=frozenset({"my", "th"})) == {4}
    assert _found(varied, "help", needs=frozenset({"legal.advice"})) == {1, 4}
    assert _found(varied, "", needs=frozenset({"legal.advice"})) == {1, 4}
    assert _found(varied, "", needs=frozenset({"legal.detention"})) == set()
    assert _found(varied, "help", unlisted=True) == {1, 2, 3, 4, 5, 6}
    assert _found(varied, "help", only_open=True) == {1, 2, 3, 4}


def test_safety_is_judged_by_the_day(varied: Directory) -> None:
    late = date(2028, 1, 1)
    assert _found(varied, "help", on=late, safety=frozenset({Safety.NOT_ASKED})) == set()
    assert _found(varied, "help", on=late, safety=frozenset({Safety.ASKS})) == {2}


def test_a_rare_filter_behind_a_common_word_is_found(directory: Directory, tmp_path: Any) -> None:
    from tests.directory.samples import write_json

    objects = [service(n, name=f"Common {n}") for n in range(4000)]
    objects[3999] |= {"languages": [{"id": uuid(9000), "code": "ksw"}]}
    directory.apply(directory.prepare_import(write_json(tmp_path / "all.json", objects)))
    assert _found(directory, "common", languages=frozenset({"ksw"})) == {3999}
    assert len(directory.search("common", 20)) == 20

"""Every family file that is wrong gets one sentence: the file, the key, what is wrong; and then what to do."""

from __future__ import annotations

import pytest

from referral_assistant.errors import InputError
from referral_assistant.family import LARGEST_FILE, read_family
from tests.rows import ON

NEEDS = frozenset({"health.maternal", "education.enrolment", "vaccines.routine"})
NEVER = "immigration status, nationality, religion, ethnicity and names are never asked or kept"
TAKE_OUT = "Take this line out: no service that we look for needs it, and it could hurt the family."
UNREADABLE = "it cannot be read ("
SEE = "See tests/scenarios for files that can."
MEND = "Mend the line and try again."


def of_person(line: str) -> str:
    return f"[[people]]\n{line}"


def of_household(line: str) -> str:
    return f"[household]\n{line}"


# the file, then where, what and what to do
BAD: dict[str, tuple[str | bytes, str, str, str]] = {
    # not a family file at all
    "not text": (b"\xff\xfe\x00a", "/", "the file is not text in UTF-8", "Save it again as UTF-8."),
    "latin 1": ("label = 'é'".encode("latin-1"), "/", "the file is not text in UTF-8", "Save it again as UTF-8."),
    "too large": (
        b"#" * (LARGEST_FILE + 1), "/", "the file is larger than a family can be", "Check that it is the right file."
    ),
    # what someone is called
    **{
        f"a label that tells: {label}": (
            of_person(f'label = "{label}"'), "people[1].label", f"it gives the family away: “{word}” ({kind})",
            "Write a role instead, such as “mother” or “second child”.",
        )
        for label, word, kind in (
            ("undocumented mother", "undocumented", "status"),
            ("Muslim aunt", "Muslim", "religion"),
            ("Rohingya child", "Rohingya", "ethnicity"),
            ("ลูกต่างด้าว", "ต่างด้าว", "status"),
        )
    },
    "half a table": (
        "[household", "/", UNREADABLE,
        SEE,
    ),
    "half an object": (
        '{"on": ', "/", UNREADABLE,
        SEE,
    ),
    "a list": (
        "[1, 2]", "/", UNREADABLE,
        SEE,
    ),
    "nested without end": ('{"people": ' + "[" * 100_000, "/", "it is nested too deeply", MEND),
    "the same key twice": (
        'area = "a"\narea = "b"', "/", UNREADABLE,
        SEE,
    ),
    # unknown keys
    "a typing error": ('langauge = "my"', "langauge", "“langauge” is not a known key", "Did you mean “language”?"),
    "a person's key at the top": ("age_years = 7", "age_years", "“age_years” is not a known key", ""),
    "a household's key at the top": ("size = 5", "size", "“size” is not a known key", ""),
    "nothing like it": (
        "zzz = 1", "zzz", "“zzz” is not a known key",
        "Known keys: language, second_language, spoken_language, area, on, currency, papers, household, people.",
    ),
    "of the household": (
        of_household("incom_month = 5"), "household.incom_month", "“incom_month” is not a known key",
        "Did you mean “income_month”?",
    ),
    "of a person": (
        of_person("age = 7"), "people[1].age", "“age” is not a known key", "Did you mean “age_years”?"
    ),
    "of the second person": (
        of_person("") + of_person("pregnent = true"), "people[2].pregnent", "“pregnent” is not a known key",
        "Did you mean “pregnant”?",
    ),
    "of a dose": (
        of_person("doses = [{ vacine = 'DTP' }]"), "people[1].doses[1].vacine", "“vacine” is not a known key",
        "Did you mean “vaccine”?",
    ),
    "a key that moves the cursor": (
        '"a\\u001b[2Jb" = 1', "a?[2Jb", "“a?[2Jb” is not a known key", ""
    ),
    "a key without end": ('"' + "k" * 5000 + '" = 1', "k" * 80, f"“{'k' * 80}” is not a known key", ""),
    # what is never asked
    **{
        f"never asked: {key}": (f"{key} = 'x'", key, NEVER, TAKE_OUT)
        for key in (
            "status", "immigration_status", "nationality", "citizenship", "country", "country_of_origin", "religion",
            "faith", "ethnicity", "race", "tribe", "caste", "name", "surname", "passport", "visa", "undocumented", "refugee",
            "asylum", "migrant", "residence_permit", "Nationality",
        )
    },
    "never asked of a person": (of_person("first_name = 'A'"), "people[1].first_name", NEVER, TAKE_OUT),
    "never asked of a household": (of_household("nationality = 'A'"), "household.nationality", NEVER, TAKE_OUT),
    # values of the file
    "a language in words": (
        'language = "Burmese language"', "language", "“Burmese language” is not a language tag such as my or zh-Hans", MEND
    ),
    "an empty language": (
        'language = ""', "language", "“” is not a language tag such as my or zh-Hans", MEND
    ),
    "a spoken language that is a number": (
        "spoken_language = 5", "spoken_language", "this must be a text of at most 35 letters", MEND
    ),
    "a second language without end": (
        f'second_language = "{"a" * 36}"', "second_language", "this must be a text of at most 35 letters", MEND
    ),
    "an area that is a list": ('area = ["a"]', "area", "this must be a text of at most 200 letters", MEND),
    "a currency in words": ('currency = "baht"', "currency", "this must be a text of at most 3 letters", MEND),
    "a currency sign": ('currency = "฿"', "currency", "“฿” is not a currency such as THB", MEND),
    "a day in words": ('on = "tomorrow"', "on", "“tomorrow” is not a day such as 2026-11-23", MEND),
    "a day that is not": ('{"on": "2026-02-30"}', "on", "“2026-02-30” is not a day such as 2026-11-23", MEND),
    "a day with its time": (
        "on = 2026-11-23T10:00:00", "on", "“2026-11-23 10:00:00” is not a day such as 2026-11-23", MEND
    ),
    "a day that is a number": ("on = 5", "on", "“5” is not a day such as 2026-11-23", MEND),
    "the year 1": ("on = 0001-01-01", "on", "the year 1 cannot be right", MEND),
    "the year 9999": ("on = 9999-12-31", "on", "the year 9999 cannot be right", MEND),
    "papers that are a word": ('papers = "photo_id"', "papers", "this must be a list of words", MEND),
    "papers that are numbers": ("papers = [1]", "papers", "this must be a list of words", MEND),
    "papers: none": ('papers = ["none"]', "papers", "“none” is not known", "Write [] for none."),
    "a paper mistyped": (
        'papers = ["birth_record"]', "papers", "“birth_record” is not known", "Did you mean “birth_or_school_record”?"
    ),
    "a paper that nobody asks": (
        'papers = ["xyz"]', "papers", "“xyz” is not known",
        "Known: photo_id, residence_proof, income_proof, birth_or_school_record, social_security_number, other_document.",
    ),
    # the household
    "a household that is a list": ("household = []", "household", "this must be a table", MEND),
    "a size of nobody": (
        of_household("size = 0"), "household.size", "this must be a whole number from 1 to 100", MEND
    ),
    "a size without end": (
        of_household("size = 101"), "household.size", "this must be a whole number from 1 to 100", MEND
    ),
    "a size that is half": (
        of_household("size = 2.5"), "household.size", "this must be a whole number from 1 to 100", MEND
    ),
    "a size that is true": (
        of_household("size = true"), "household.size", "this must be a whole number from 1 to 100", MEND
    ),
    "fewer than are listed": (
        of_household("size = 1\n") + of_person("") + "\n" + of_person(""), "household.size",
        "the family has 1 people but 2 are listed", MEND,
    ),
    "an income in words": (
        of_household("income_month = 'little'"), "household.income_month",
        "this must be a number, or a band such as [6, 9]", MEND,
    ),
    "an income below nothing": (
        of_household("income_month = -1"), "household.income_month",
        "the numbers must lie between 0 and 1000000000000, the smaller first", MEND,
    ),
    "an income without end": (
        of_household("income_month = inf"), "household.income_month", "this must be a number, or a band such as [6, 9]", MEND
    ),
    "an income that is no number": (
        '{"household": {"income_month": NaN}}', "household.income_month",
        "this must be a number, or a band such as [6, 9]", MEND,
    ),
    "an income of a million digits": (
        '{"household": {"income_month": ' + "9" * 5000 + "}}", "/", UNREADABLE, SEE,
    ),
    "an income of four hundred digits": (
        of_household("income_month = " + "9" * 400), "household.income_month",
        "the numbers must lie between 0 and 1000000000000, the smaller first", MEND,
    ),
    "can pay perhaps": (of_household("can_pay = 'perhaps'"), "household.can_pay", "this must be true or false", MEND),
    "insured: 1": (of_household("insured = 1"), "household.insured", "this must be true or false", MEND),
    "receives a word": (of_household("receives = 'food_aid'"), "household.receives", "this must be a list of words", MEND),
    # people
    "people that are a table": ("[people]", "people", "this must be a list of people", MEND),
    "people that are words": ('people = ["mother"]', "people", "this must be a list of people", MEND),
    "a village": ('{"people": [' + ",".join(["{}"] * 101) + "]}", "people", "more than 100 people", "Write one file a family."),
    "a label without end": (
        of_person(f"label = '{'a' * 61}'"), "people[1].label", "this must be a text of at most 60 letters", MEND
    ),
    "an age in words": (
        of_person("age_years = 'seven'"), "people[1].age_years", "this must be a number, or a band such as [6, 9]", MEND
    ),
    "an age that is true": (
        of_person("age_years = true"), "people[1].age_years", "this must be a number, or a band such as [6, 9]", MEND
    ),
    "a band backwards": (
        of_person("age_years = [9, 6]"), "people[1].age_years",
        "the numbers must lie between 0 and 130, the smaller first", MEND,
    ),
    "a band of three": (
        of_person("age_years = [6, 7, 8]"), "people[1].age_years", "this must be a number, or a band such as [6, 9]", MEND
    ),
    "older than people are": (
        of_person("age_years = 131"), "people[1].age_years",
        "the numbers must lie between 0 and 130, the smaller first", MEND,
    ),
    "months older than people are": (
        of_person("age_months = 1561"), "people[1].age_months",
        "the numbers must lie between 0 and 1560, the smaller first", MEND,
    ),
    "two ages": (
        of_person("age_years = 7\nage_months = 84"), "people[1]", "give one of age_years, age_months and born", MEND
    ),
    "born tomorrow": (
        of_person("born = 2026-11-25"), "people[1].born", "the day of birth lies after 2026-11-24", MEND
    ),
    "born in the days of the kings": (
        "on = 2100-01-01\n" + of_person("born = 1900-01-01"), "people[1].born", "nobody is older than 130 years", MEND
    ),
    "born in the year 2": (of_person("born = 0002-01-01"), "people[1].born", "the year 2 cannot be right", MEND),
    "a sex in other words": (
        of_person("sex = 'F'"), "people[1].sex", "“F” is not one of female, male, other", MEND
    ),
    "a sex that is a list": (
        of_person("sex = ['female']"), "people[1].sex", "“['female']” is not one of female, male, other", MEND
    ),
    "a school that is not on the list": (
        of_person("school = 'university'"), "people[1].school",
        "“university” is not one of none, pre_primary, primary, lower_secondary, upper_secondary, finished", MEND,
    ),
    "pregnant perhaps": (of_person("pregnant = 'maybe'"), "people[1].pregnant", "this must be true or false", MEND),
    "weeks of no pregnancy": (
        of_person("pregnant = false\nweeks_pregnant = 12"), "people[1].weeks_pregnant",
        "there are weeks of a pregnancy, and pregnant is false", MEND,
    ),
    "too many weeks": (
        of_person("weeks_pregnant = 46"), "people[1].weeks_pregnant",
        "the numbers must lie between 0 and 45, the smaller first", MEND,
    ),
    "a birth a century ago": (
        of_person("months_since_birth = 1201"), "people[1].months_since_birth",
        "the numbers must lie between 0 and 1200, the smaller first", MEND,
    ),
    "a need mistyped": (
        of_person("needs = ['health.maternel']"), "people[1].needs", "“health.maternel” is not known",
        "Did you mean “health.maternal”?",
    ),
    "a need that is no need": (
        of_person("needs = ['zzzzz']"), "people[1].needs", "“zzzzz” is not known",
        "Known: education.enrolment, health.maternal, vaccines.routine.",
    ),
    "needs that are a word": (
        of_person("needs = 'health.maternal'"), "people[1].needs", "this must be a list of words", MEND
    ),
    # doses
    "doses that are a word": (of_person("doses = 'DTP'"), "people[1].doses", "this must be a list of doses", MEND),
    "doses that are words": (of_person("doses = ['DTP']"), "people[1].doses", "this must be a list of doses", MEND),
    "a dose of nothing": (
        of_person("doses = [{ on = 2020-01-01 }]"), "people[1].doses[1].vaccine", "the name of the vaccine is missing", MEND
    ),
    "a dose of tomorrow": (
        of_person("doses = [{ vaccine = 'DTP' }, { vaccine = 'DTP', on = 2026-11-25 }]"), "people[1].doses[2].on",
        "the dose lies after 2026-11-24", MEND,
    ),
    "a dose that was dreamt": (
        of_person("doses = [{ vaccine = 'DTP', seen = 'dream' }]"), "people[1].doses[1].seen",
        "“dream” is not one of card, told", MEND,
    ),
    "a dose that was seen by a list": (
        of_person("doses = [{ vaccine = 'DTP', seen = [] }]"), "people[1].doses[1].seen", "“[]” is not one of card, told", MEND
    ),
    "a vaccine without end": (
        of_person(f"doses = [{{ vaccine = '{'v' * 101}' }}]"), "people[1].doses[1].vaccine",
        "this must be a text of at most 100 letters", MEND,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_sentence(name: str) -> None:
    content, where, what, hint = BAD[name]
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(InputError) as caught:
        read_family(content, "family.toml", NEEDS, ON)
    sentence = str(caught.value.sentence)
    assert sentence.startswith(f"family.toml, {where}: {what}")
    # What the reader of TOML or JSON says of a broken line is its own affair.
    assert what is UNREADABLE or sentence == f"family.toml, {where}: {what}."
    assert sentence.endswith(".")
    assert caught.value.next_step is not None
    assert str(caught.value.next_step).startswith(hint)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_there_are_many() -> None:
    assert len(BAD) >= 100

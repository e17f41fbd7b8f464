"""Every region's facts have their source and dates; what is past its review is not printed; numbers can be dialled."""

from __future__ import annotations

from datetime import date, timedelta

import phonenumbers
import pytest

from referral_assistant.errors import InputError
from referral_assistant.paths import resources
from referral_assistant.regions import Region, load_region, parse_region, region_ids

WANTED = {
    "thailand",
    "malaysia",
    "indonesia",
    "bangladesh",
    "india",
    "jordan",
    "pakistan",
    "iran",
    "no-country",
    "example",
}
ALL = [load_region(region) for region in region_ids()]
SMALL = """
id = "test"
name = "Test"
[[right]]
id = "school"
text = "Every child may go to school."
needs = ["education"]
article = "Act 1"
source = "gazette 5"
checked_on = 2026-01-01
review_by = 2026-06-30
"""


def test_the_regions_that_were_promised_are_there() -> None:
    assert set(region_ids()) >= WANTED


@pytest.mark.parametrize("region", ALL, ids=lambda region: region.id)
def test_every_fact_has_a_source_and_its_dates_in_order(region: Region) -> None:
    bases = [right.basis for right in region.rights] + [duty.basis for duty in region.duties_to_report]
    bases += [limit.basis for limit in region.confidentiality] + [line.basis for line in region.helplines]
    assert bases
    for basis in bases:
        assert basis.source.strip()
        assert date(2020, 1, 1) < basis.checked_on < basis.review_by


@pytest.mark.parametrize("region", [one for one in ALL if one.country], ids=lambda region: region.id)
def test_emergency_numbers_are_known_as_such(region: Region) -> None:
    numbers = [line.number for line in region.helplines if line.kind == "emergency"]
    assert numbers
    assert all(phonenumbers.is_emergency_number(number, region.country) for number in numbers)


def test_invented_numbers_are_of_the_range_kept_for_fiction() -> None:
    assert all(line.number.startswith("555-01") for line in load_region("example").helplines)


@pytest.mark.parametrize("region", ALL, ids=lambda region: region.id)
def test_areas_hang_together(region: Region) -> None:
    ids = {area.id for area in region.areas}
    assert all(area.parent in {None, *ids} and set(area.within_reach) <= ids for area in region.areas)


def test_what_holds_everywhere_comes_after_a_countrys_own() -> None:
    rights = load_region("thailand").rights_for("education.enrolment", date(2026, 11, 24))
    assert rights[0].id.startswith("th-")
    assert "crc-education" in {right.id for right in rights}


def test_a_right_past_its_review_is_not_printed() -> None:
    region = parse_region(SMALL, "test.toml")
    last = region.rights[0].basis.review_by
    assert region.rights_for("education.enrolment", last)
    assert region.rights_for("education.enrolment", last + timedelta(days=1)) == ()


def test_no_right_that_is_withdrawn_in_practice_is_printed() -> None:
    """Iran's decree of 2015 is no longer kept (regions/iran.toml says where that was found)."""
    assert all(not right.id.startswith("ir-") for right in load_region("iran").rights)


@pytest.mark.parametrize(
    "line", ['source = "gazette 5"\n', "checked_on = 2026-01-01\n", "review_by = 2026-06-30\n", 'article = "Act 1"\n']
)
def test_a_fact_that_lacks_a_part_is_refused_by_file_and_entry(line: str) -> None:
    with pytest.raises(InputError, match=r"test\.toml") as caught:
        parse_region(SMALL.replace(line, ""), "test.toml")
    assert line.partition(" ")[0] in str(caught.value)


@pytest.mark.parametrize("text", ["", "[[", 'id = "x"', "id = 5\nname = 7\n"])
def test_a_broken_file_gives_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match=r"test\.toml"):
        parse_region(text, "test.toml").name  # noqa: B018


def test_an_unknown_region_is_named_with_those_that_exist() -> None:
    with pytest.raises(InputError, match="thailand"):
        load_region("atlantis")


def test_files_are_readable_by_a_lawyer() -> None:
    """One file a country, a comment at its top that says what it is."""
    for path in (resources() / "regions").glob("*.toml"):
        assert path.read_text("utf-8").startswith("# "), path.name

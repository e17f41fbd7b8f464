"""The printed directory: who stands in it and who never does, that pages are where it says, the same bytes, in every script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from referral_assistant import clock
from referral_assistant.disclosure import Safety, Source
from referral_assistant.errors import InputError
from referral_assistant.i18n import LANGUAGES
from referral_assistant.letters.booklet import Booklet
from referral_assistant.letters.booklet_entry import Entry, steps
from referral_assistant.session import Session
from referral_assistant.session.booklet import BookletOrder, booklet_of, write_booklet
from referral_assistant.session.evidence import Answer, Found, record_evidence
from referral_assistant.settings import Letterhead
from tests.example import DAY, example_session
from tests.letters.reading import comparable, pdfium

SCHOOL = "0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with example_session(tmp_path_factory.mktemp("booklet")) as opened:
        yield opened


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Session]:
    with example_session(tmp_path / "data") as opened:
        yield opened


def written(session: Session, language: str = "en", **order: object) -> list[str]:
    return [comparable(page) for page in pdfium(write_booklet(session, BookletOrder(language, **order), on=DAY))]  # type: ignore[arg-type]


def content(session: Session, *, area: str = "", need: str = "") -> Booklet:
    return booklet_of(session, BookletOrder("en", area=area, need=need), DAY)


def test_every_place_that_may_be_offered_stands_in_it_once_and_no_other(session: Session) -> None:
    judged = zip(session.index(DAY).services, session.index(DAY).judgements, strict=True)
    wanted = sorted(
        one.id
        for one, judgement in judged
        if judgement.safety is not Safety.ASKS and one.is_open_for_referral and not one.confidential
    )
    assert sorted(one.service.id for one in content(session).entries) == wanted
    assert len(wanted) > 40


def test_what_asks_is_warned_of_by_name_and_offers_no_way_to_go_there(session: Session) -> None:
    asks = [
        one
        for one, judgement in zip(session.index(DAY).services, session.index(DAY).judgements, strict=True)
        if judgement.safety is Safety.ASKS and one.is_open_for_referral and not one.confidential
    ]
    assert asks
    assert {one.name for one in content(session).asks} == {one.name for one in asks}
    pages = written(session)
    (warned,) = [page for page in pages[4:] if "Talk to us before you go there" in page]
    everywhere = " ".join(pages)
    others = {phone for one in content(session).entries for phone in one.service.phones}
    for one in asks:
        assert comparable(one.name) in warned
        assert not any(phone in everywhere for phone in set(one.phones) - others)


@pytest.mark.parametrize("order", [{}, {"need": "protection"}, {"second": "my"}])
def test_a_secret_place_is_never_in_it(session: Session, order: dict[str, str]) -> None:
    secret = [one for one in session.services if one.confidential]
    assert secret
    text = " ".join(written(session, **order))
    for one in secret:
        assert one.name not in text
        assert not any(phone in text for phone in one.phones)


@pytest.mark.parametrize("answer", [Answer.CLOSED, Answer.ASKS, Answer.SHARES])
def test_one_telephone_call_takes_a_place_out(fresh: Session, answer: Answer) -> None:
    assert SCHOOL in {one.service.id for one in content(fresh).entries}
    record_evidence(fresh.directory, SCHOOL, Found(answer, Source.PHONE_CALL, "Clinic", DAY))
    assert SCHOOL not in {one.service.id for one in content(fresh).entries}


def test_a_check_that_is_too_old_makes_it_call_first(session: Session) -> None:
    later = booklet_of(session, BookletOrder("en"), DAY + timedelta(days=2000))
    assert all(one.safety is Safety.UNCONFIRMED for one in later.entries)


def test_safe_places_stand_before_those_to_call_first(session: Session) -> None:
    for group in content(session).groups:
        for shelf in group.shelves:
            safe = [one.is_safe for one in shelf.entries]
            assert safe == sorted(safe, reverse=True)


def test_the_pages_that_the_index_names_are_the_right_ones(session: Session) -> None:
    pages = written(session)
    start = min(number for number, page in enumerate(pages) if "All names" in page and number > 4)
    index = " ".join(pages[start:])
    for one in content(session).entries:
        # A name may be the end of a longer one, which stands elsewhere.
        found = re.findall(rf"{re.escape(comparable(one.service.name))} ([0-9]+)", index)
        assert found, one.service.name
        assert any(_stands_on(one, pages[int(number) - 1]) for number in found), one.service.name


def _stands_on(one: Entry, page: str) -> bool:
    phones = one.service.phones
    return comparable(one.service.name) in page and (not phones or phones[0] in page)


def test_the_pages_that_the_contents_name_are_the_right_ones_in_the_readers_digits(session: Session) -> None:
    pages = written(session, "my", need="health")
    digits = str.maketrans("၀၁၂၃၄၅၆၇၈၉", "0123456789")
    catalog = session.catalog("my", "letters")
    for shelf in content(session, need="health").groups[0].shelves:
        name = comparable(catalog.say(shelf.name))
        found = re.search(rf"{re.escape(name)} ([၀-၉]+)", " ".join(pages[2:4]))
        assert found, shelf.id
        assert name in pages[int(found[1].translate(digits)) - 1]


def test_names_stand_in_the_order_in_which_readers_look_for_them(session: Session) -> None:
    from referral_assistant.i18n.collation import has_collation, sort_key

    assert has_collation()
    key = sort_key("th")
    assert sorted(["ขาว", "เกม", "กา", "แก้ว"], key=key) == ["กา", "เกม", "แก้ว", "ขาว"]
    assert sorted(["Zebra", "Ábel", "apple", "Abel"], key=sort_key("en")) == ["Abel", "Ábel", "apple", "Zebra"]
    assert sorted(["中", "安", "北"], key=sort_key("zh_Hans")) == ["安", "北", "中"]
    assert key("x" * 100_000)


def test_the_same_directory_gives_the_same_bytes(session: Session) -> None:
    order = BookletOrder("my", "en", need="health")
    assert write_booklet(session, order, on=DAY) == write_booklet(session, order, on=DAY)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_beside_english_and_its_text_comes_out_again(session: Session, language: str) -> None:
    pages = written(session, language, second="en", need="health.maternal", paper="a5")
    text = " ".join(pages)
    name = session.catalog(language, "letters").say(session.needs.by_id["health.maternal"].name)
    assert comparable(name) in text
    assert "Places that help" in text


@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
def test_papers_and_large_print(session: Session, paper: str) -> None:
    normal = write_booklet(session, BookletOrder("en", need="basics", paper=paper), on=DAY)
    large = write_booklet(session, BookletOrder("en", need="basics", paper=paper, large=True), on=DAY)
    assert len(pdfium(large)) >= len(pdfium(normal))


def test_it_says_who_made_it_when_and_that_a_translation_is_a_draft(fresh: Session) -> None:
    fresh.settings = replace(fresh.settings, letterhead=Letterhead("River Clinic", phone="555-0100"))
    cover = written(fresh, "my", second="en", need="legal")[0]
    assert "River Clinic" in cover
    assert "24 Nov 2026" in cover
    assert "Translation not yet reviewed: Burmese" in cover


def test_progress_is_told_and_a_cancel_stops_it(session: Session) -> None:
    told: list[tuple[int, int]] = []
    write_booklet(session, BookletOrder("en"), lambda done, total: told.append((done, total)), DAY)
    assert len(told) > 10
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert all(done <= total for done, total in told)

    class StoppedError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done > 500:
            raise StoppedError

    with pytest.raises(StoppedError):
        write_booklet(session, BookletOrder("en"), stop, DAY)


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        (BookletOrder("xx"), "There is no catalogue for “xx”"),
        (BookletOrder("en", need="legal.advise"), "There is no need “legal.advise”"),
        (BookletOrder("en", paper="a3"), "“a3” is not one of a4, letter, a5"),
        (BookletOrder("en", area="Atlantis"), "No place would stand in this booklet"),
    ],
)
def test_what_cannot_be_printed_is_said(session: Session, order: BookletOrder, sentence: str) -> None:
    with pytest.raises(InputError, match=re.escape(sentence)):
        write_booklet(session, order, on=DAY)


def test_an_area_narrows_it(session: Session) -> None:
    found = list(content(session, area="ban rai").entries)
    assert found
    assert all(any("Ban Rai" in f"{spot.area} {spot.address}" for spot in one.service.spots) for one in found)
    assert len(found) < len(list(content(session).entries))


def test_today_is_the_day_unless_another_is_named(session: Session) -> None:
    assert str(clock.today().year) in comparable(pdfium(write_booklet(session, BookletOrder("en", need="legal")))[0])


def test_distance_and_direction_are_told_from_the_clinic_when_both_are_known(fresh: Session) -> None:
    assert not any(one.far for one in content(fresh).entries)
    fresh.settings = replace(fresh.settings, coordinates=(16.65, 98.57))
    school = next(one for one in content(fresh).entries if one.service.id == SCHOOL)
    assert str(school.far) == "6.7 km to the north of the clinic"
    assert "6.7 km to the north of the clinic" in " ".join(written(fresh, need="education"))


def test_the_way_is_told_in_steps() -> None:
    assert steps("Left after the bridge. Then the blue gate.") == (
        "1. Left after the bridge.",
        "2. Then the blue gate.",
    )
    assert steps("Behind St. Mary") == ("Behind St. Mary",)
    assert steps("") == ()

"""A service, a family's referral and a clinic to write about; and the words that come out of a PDF."""

from __future__ import annotations

import re
from datetime import date, time

from referral_assistant.i18n import Catalog
from referral_assistant.letters.blocks import Document, Paper
from referral_assistant.letters.contents import Around, HelpNumber, Layout, Sender, StatedRight
from referral_assistant.letters.discreet import text_of
from referral_assistant.letters.page import render
from referral_assistant.letters.words import Bilingual
from referral_assistant.message import msg
from referral_assistant.referral import Category, Consent, Door, Referral, SharedPerson
from referral_assistant.service import Cost, Hours, LocalName, Service, Spot
from tests.letters.pseudo import pseudo_catalog

ON = date(2026, 11, 24)
REFERENCE = "K7QM-2XNB"
EVERYTHING = frozenset(Category)
SCHOOL = Service(
    id="0d94911b-c3a5-5abf-9594-d9fd6b7f4ea4",
    name="Riverbank School",
    organization="District Education Office",
    needs=frozenset({"education.enrolment"}),
    local_names=(LocalName("th", "โรงเรียนริมน้ำ"),),
    spots=(Spot("Riverbank School", "12 School Road, Mae Lin, 00000", "Mae Lin", "Five minutes along the canal."),),
    phones=("555-0110",),
    hours=(Hours(("MO", "TU", "WE", "TH", "FR"), time(8), time(16)),),
    costs=(Cost(0, "THB"),),
    free=True,
    languages=frozenset({"th"}),
    whom_to_ask_for="the head teacher",
)
CLINIC = Sender("Example Clinic", "1 River Road", "555-0199", "Mon – Fri 9:00 – 15:00")
RIGHT = StatedRight(msg("Every child may go to school."), "Education Act, section 12", "Gazette 7", date(2026, 9, 1))
AROUND = Around((RIGHT,), (HelpNumber(msg("Children's line"), "555-0101", "24 h"),), msg("Nothing is written down."))


def referral(agreed: frozenset[Category] = EVERYTHING, service: Service = SCHOOL, door: Door | None = None) -> Referral:
    """Make a referral of a family of six to a school, as far as was agreed."""
    consent = Consent(agreed)
    person = SharedPerson(
        consent.share(Category.ROLE, msg("grandparent")),
        consent.share(Category.AGE, msg("{low} to {high} years", low=5, high=11)),
        None,
        None,
        consent.share(Category.SCHOOLING, msg("no school so far")),
    )
    return Referral(
        REFERENCE,
        ON,
        service,
        Door(date(2026, 10, 20), ()) if door is None else door,
        consent.share(Category.NEED, msg("Going to school")),
        consent.share(Category.NEED, "school"),
        (person,),
        consent.share(Category.LANGUAGE, "my"),
        consent.share(Category.LANGUAGE, True),
        agreed,
        note=consent.share(Category.NOTE, "Prefers to come in the morning."),
        family_size=consent.share(Category.FAMILY_SIZE, msg("People in the family: {count}", count=6)),
    )


def bilingual(first: str = "en", second: str | None = None) -> Bilingual:
    """Return two languages whose sentences are as long as translations will be."""
    return Bilingual(pseudo_catalog(first), pseudo_catalog(second) if second else None)


def english() -> Bilingual:
    """Return English alone."""
    return Bilingual(Catalog.load("en", "letters"))


def layout(paper: Paper = Paper.A4, *, large: bool = False, qr: bool = False, example: bool = False) -> Layout:
    """Return a layout."""
    return Layout(paper, large, example, qr)


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF with its white space collapsed."""
    return re.sub(r"[\s\x00-\x1f]+", " ", text_of(pdf))


def written(document: Document) -> str:
    """Return the text that comes out of a document again."""
    return words_of(render(document))


def pages_of(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()

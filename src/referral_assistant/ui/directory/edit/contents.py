"""Which sections stand on the page of a record, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal

from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.service import Status
from referral_assistant.session.cells import parts
from referral_assistant.session.closing import tombstone_of
from referral_assistant.session.fields import FIELDS
from referral_assistant.ui.directory.edit import (
    conditions_form,
    contacts_form,
    disclosure_form,
    phones_form,
    week_grid,
)
from referral_assistant.ui.directory.edit.beside import OrganizationSection, PlacesSection
from referral_assistant.ui.directory.edit.cell import ManyCell, Offer, OneCell, TextCell
from referral_assistant.ui.directory.edit.sections import Section
from referral_assistant.ui.directory.edit.state import Editor
from referral_assistant.ui.directory.words import CLOSED, PROVIDERS, RUNNING, WAYS_IN, YES_NO
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND
from referral_assistant.ui.text import Text, Words

_CLOSINGS = (
    (Status.DEFUNCT, msg("It has closed for good")),
    (Status.NOT_OURS, msg("It is not for families")),
    (Status.DO_NOT_LIST, msg("They do not want to be listed")),
)


def sections_of(page: Screen, editor: Editor, opened: set[str]) -> list[Section]:
    """Build the sections of a draft. OPENED: the secret places that a person opened knowingly."""
    if editor.draft.subject.kind != "service":
        return [_alone(page, editor)]
    return [
        _about(page, editor),
        OrganizationSection(page, editor),
        _needs(page, editor),
        _whom(page, editor),
        _door(page, editor),
        _entering(page, editor),
        PlacesSection(page, editor, opened),
        _when(page, editor),
        _closures(page, editor),
        _waiting(page, editor),
        _cost(page, editor),
        _languages(page, editor),
        _contact(page, editor),
        EndSection(page, editor),
    ]


def _alone(page: Screen, editor: Editor) -> Section:
    """An organization or a place by itself: every field, one below the other."""
    subject = editor.draft.subject
    titles = {"organization": msg("The organization"), "location": msg("The place")}
    section = Section(page, editor, subject.kind, titles[subject.kind])
    for name in FIELDS[subject.kind]:
        if name in {"latitude", "longitude"}:
            continue  # `coordinates` takes both, as people copy them
        if name == "provider":
            section.add(OneCell(page.desk, editor, subject.id, name, _said(page, PROVIDERS.items())))
        elif name == "secret":
            section.add(OneCell(page.desk, editor, subject.id, name, _said(page, YES_NO.items())))
        else:
            section.add(_text(page, editor, name, lines=2 if name in {"summary", "directions"} else 1))
    _add_phones(section, page, editor)
    if subject.kind == "location":
        _add_week(section, page, editor)
    _add_people(section, page, editor)
    return section


def _said(page: Screen, offers: Iterable[tuple[str, Message]]) -> Iterator[Offer]:
    return ((str(kept), page.words(message)) for kept, message in offers)


def _text(page: Screen, editor: Editor, name: str, *, lines: int = 1, hint: str = "") -> TextCell:
    return TextCell(page.desk, editor, editor.draft.id, name, lines=lines, hint=hint)


def _one(page: Screen, editor: Editor, name: str, offers: dict[str, Message], *, may_be_empty: bool = True) -> OneCell:
    said = _said(page, offers.items())
    return OneCell(page.desk, editor, editor.draft.id, name, said, may_be_empty=may_be_empty)


def _about(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "about")
    section.add(_text(page, editor, "name"))
    section.add(_text(page, editor, "other_name"))
    hint = page.desk.say(msg("For example: a clinic for mothers and small children, beside the market."))
    section.add(_text(page, editor, "summary", lines=3, hint=hint))
    section.add(_one(page, editor, "provider", {str(kept): said for kept, said in PROVIDERS.items()}))
    return section


def _needs(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "needs")
    needs, desk = page.desk.session.needs, page.desk
    groups = [
        (desk.say(group.name), [(need.id, page.words(need.name)) for need in needs.all if need.group == group.id])
        for group in needs.groups
    ]
    section.add(ManyCell(desk, editor, editor.draft.id, "needs", groups, titled=False))
    record = editor.draft.subject.now
    said = set(parts(FIELDS["service"]["needs"].cell.read(record)))
    found = [desk.say(needs.by_id[one].name) for one in sorted(needs.reached(record) - said) if one in needs.by_id]
    if found:
        words = page.words(msg("Its own words point to: {needs}. Choose to make it sure.", needs=", ".join(found)))
        section.column.addWidget(Text(*words, page.look.px(SECOND), wraps=True, colour=page.look.colours.second))
    return section


def _whom(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "whom")
    record = editor.draft.subject.now
    who = conditions_form.ConditionsPart(page, conditions_form.rows_from(record))
    section.add_part(who, conditions_form.rows_from, conditions_form.written)
    section.add(_text(page, editor, "for_whom", lines=3))
    return section


def _door(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "door")
    record = editor.draft.subject.now
    door = disclosure_form.DisclosurePart(page, disclosure_form.rows_from(record), record)
    section.add_part(door, disclosure_form.rows_from, disclosure_form.written)
    section.add(_text(page, editor, "papers", lines=3))
    return section


def _entering(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "entering")
    section.add(ManyCell(page.desk, editor, editor.draft.id, "entering", [("", _said(page, WAYS_IN.items()))]))
    section.add(_text(page, editor, "how_to_enter", lines=2))
    section.add(_text(page, editor, "ask_for"))
    return section


def _when(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "when")
    _add_week(section, page, editor)
    return section


def _add_week(section: Section, page: Screen, editor: Editor) -> None:
    week = week_grid.WeekPart(page, week_grid.rows_from(editor.draft.subject.now))
    section.add_part(week, week_grid.rows_from, week_grid.written)


def _add_phones(section: Section, page: Screen, editor: Editor) -> None:
    numbers = phones_form.PhonesPart(page, phones_form.rows_from(editor.draft.subject.now))
    section.add_part(numbers, phones_form.rows_from, phones_form.written)


def _add_people(section: Section, page: Screen, editor: Editor) -> None:
    people = contacts_form.ContactsPart(page, contacts_form.rows_from(editor.draft.subject.now))
    section.add_part(people, contacts_form.rows_from, contacts_form.written)


def _closures(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "closures")
    section.add(_one(page, editor, "status", RUNNING, may_be_empty=False))
    hint = page.desk.say(msg("For example: closed from 13 to 16 April."))
    section.add(_text(page, editor, "notice", lines=2, hint=hint))
    return section


def _waiting(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "waiting")
    section.add(_text(page, editor, "capacity"), _text(page, editor, "waiting"))
    return section


def _cost(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "cost")
    section.add(_one(page, editor, "free", YES_NO))
    section.add(_text(page, editor, "fees", lines=2))
    return section


def _languages(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "languages")
    spoken = parts(FIELDS["service"]["languages"].cell.read(editor.draft.subject.now))
    desk = page.desk
    tags = dict.fromkeys([*desk.session.region.languages, *(tag.replace("_", "-") for tag in LANGUAGES), *spoken])
    offers = [(tag, Words(desk.catalog.language_name(tag), desk.tag)) for tag in tags]
    cell = ManyCell(
        desk, editor, editor.draft.id, "languages", [("", offers)], others=msg("Other languages, as short tags")
    )
    section.add(cell)
    section.add(_text(page, editor, "interpreters"))
    return section


def _contact(page: Screen, editor: Editor) -> Section:
    section = Section(page, editor, "contact")
    _add_phones(section, page, editor)
    section.add(_text(page, editor, "email"), _text(page, editor, "website"))
    _add_people(section, page, editor)
    return section


class EndSection(Section):
    """Close it without losing it, bring it back, or make another like it."""

    copied = Signal()
    """Another service like this one is wanted."""

    def __init__(self, page: Screen, editor: Editor) -> None:
        super().__init__(page, editor, "end", msg("Close it, or make another like it"))
        look, stone = page.look, tombstone_of(editor.draft.subject.now)
        if stone is not None:
            said = msg("{state}. Whatever a source sends later, it stays so.", state=CLOSED[stone])
            self.column.addWidget(Text(*page.words(said), look.px(BODY), wraps=True))
        else:
            words = msg("A closed place stays in the directory and is offered to no family. Nothing is lost.")
            colour = look.colours.second
            self.column.addWidget(Text(*page.words(words), look.px(SECOND), wraps=True, colour=colour))
        row = Wrapping(8)
        if stone is not None:
            self._button("bring-back", msg("Bring it back"), "undo", row).clicked.connect(lambda: editor.close(None))
        for status, words in _CLOSINGS if stone is None else ():
            button = self._button(f"close-{status.name.lower()}", words, "close", row, kind=Kind.WITHDRAWS)
            button.clicked.connect(lambda _=False, status=status: editor.close(status))
        if editor.draft.subject.base is not None:
            self._button("copy", msg("Make another like it"), "plus", row).clicked.connect(self.copied)
        self.column.addLayout(row)

    def _button(self, name: str, words: Message, icon: str, row: Wrapping, kind: Kind = Kind.PLAIN) -> Button:
        button = Button(self.page.look, *self.page.words(words), kind=kind, icon=icon, size=SECOND)
        button.setObjectName(name)
        row.addWidget(button)
        return button

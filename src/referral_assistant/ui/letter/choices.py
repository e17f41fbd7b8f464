"""The choices for the paper, at the start edge: kind, paper, languages, what is shared, the note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.referral import Category
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.letter.kinds import Card, KindCard, cards_for
from referral_assistant.ui.letter.making import CALL_SHEET, LETTER, NO_PAPER, RIGHTS, shareable
from referral_assistant.ui.letter.sheets import SheetChoices, picked
from referral_assistant.ui.letter.state import Writing
from referral_assistant.ui.parts.arrange import edges, empty
from referral_assistant.ui.parts.pressable import Button, Choice, Kind, Mark
from referral_assistant.ui.parts.written import Field, Note
from referral_assistant.ui.screen import ScrollColumn
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.text import Text, Words

LONGEST_NOTE = 600
SCROLL_ROOM = 14
SHARED: dict[Category, Message] = {
    Category.NEED: msg("What they need"),
    Category.LANGUAGE: msg("Language they speak"),
    Category.AGE: msg("Ages, as bands"),
    Category.ROLE: msg("Mother, child, …"),
    Category.FAMILY_SIZE: msg("How many they are"),
    Category.PREGNANCY: msg("Pregnancy"),
    Category.DISABILITY: msg("Disability"),
    Category.SCHOOLING: msg("School so far"),
    Category.DOSES: msg("Vaccines given"),
}


class ChoicesPane(QWidget):
    """The choices in one column that scrolls."""

    def __init__(self, desk: Desk, writing: Writing) -> None:
        super().__init__()
        self._desk, self._writing, self._look = desk, writing, desk.look
        self._more = writing.kind in {RIGHTS, CALL_SHEET}
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._scroller: ScrollColumn | None = None
        self.note: Field | None = None
        self.build()
        writing.changed.connect(self.follow)

    def build(self) -> None:
        """Build the column again, in the same place."""
        at = self._scroller.verticalScrollBar().value() if self._scroller else 0
        page = QWidget()
        column = QVBoxLayout(page)
        # The scroll bar stands in the margin at the end edge.
        edges(column, 0, 0, SCROLL_ROOM, 8)
        column.setSpacing(8)
        self._add_head(column)
        self._add_kinds(column)
        self._add_languages(column)
        if self._writing.wanted.needs_consent:
            self._add_shared(column)
        self.note = None
        if self._writing.kind == LETTER:
            self._add_note(column)
        if self._writing.kind != NO_PAPER:
            column.addSpacing(6)
            column.addWidget(SheetChoices(self._desk, self._writing))
        column.addStretch(1)
        self._replace(ScrollColumn(page))
        page.adjustSize()
        assert self._scroller is not None
        self._scroller.verticalScrollBar().setValue(at)

    def _replace(self, scroller: ScrollColumn) -> None:
        focused = self.window().focusWidget() if self._scroller else None
        name = focused.objectName() if focused and self.isAncestorOf(focused) else ""
        if self._scroller is not None:
            self._outer.removeWidget(self._scroller)
            self._scroller.hide()
            self._scroller.setParent(None)
            self._scroller.deleteLater()
        self._scroller = scroller
        self._outer.addWidget(scroller)
        found = scroller.findChild(QWidget, name) if name else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, message: Message) -> Words:
        return Words(self._desk.say(message), self._desk.tag)

    def _label(self, message: Message) -> Text:
        return Text(*self._say(message), self._look.px(SECOND), bold=True, wraps=True)

    # Kinds

    def _add_head(self, column: QVBoxLayout) -> None:
        look, title, second_line = self._look, msg("Check the letter"), msg("Read it together before you print.")
        column.addWidget(Text(*self._say(title), look.px(24 if look.small else 28), bold=True, wraps=True))
        second = self._desk.second(title)
        if second:
            column.addWidget(Text(*second, look.px(17), wraps=True, colour=look.colours.second))
        if not look.small and not second:
            column.addWidget(Text(*self._say(second_line), look.px(SECOND), wraps=True, colour=look.colours.second))
        column.addSpacing(2)

    def _add_kinds(self, column: QVBoxLayout) -> None:
        first, rest = cards_for(self._desk)
        self._group = QButtonGroup(self)
        opened = self._more or not first or any(self._writing.kind in card.kinds for card in rest)
        grid = QGridLayout()
        grid.setSpacing(8)
        cards = [self._card(card) for card in [*first, *(rest if opened else [])]]
        # Long words of some languages leave no room for two side by side.
        widest = max((card.minimumSizeHint().width() for card in cards), default=0)
        across = 2 if 2 * widest + 8 <= self._look.px(368) else 1
        for side in range(across):
            grid.setColumnStretch(side, 1)
        for place, card in enumerate(cards):
            grid.addWidget(card, place // across, place % across)
        column.addLayout(grid)
        if not opened:
            more = Button(self._look, *self._say(msg("More papers")), kind=Kind.QUIET, icon="chevron_down", size=SECOND)
            more.setObjectName("more-papers")
            more.clicked.connect(self._on_more)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self._discreet = QVBoxLayout()
        column.addLayout(self._discreet)
        self._follow_discreet()

    def _follow_discreet(self) -> None:
        empty(self._discreet)
        if self._writing.paper is not None and self._writing.paper.discreet:
            words = self._say(msg("Discreet: the paper does not tell what it is about."))
            note = Note(self._look, words, self._look.colours.calm, "lock")
            self._discreet.addWidget(note)
            note.show()

    def _card(self, card: Card) -> KindCard:
        choice = KindCard(self._look, self._say(card.first), self._desk.say(card.second))
        choice.setObjectName(f"kind-{card.kinds[0]}")
        choice.setChecked(self._writing.kind in card.kinds)
        choice.toggled.connect(lambda on: self._on_kind(card) if on else None)
        self._group.addButton(choice)
        return choice

    def _on_more(self) -> None:
        self._more = True
        self.build()

    def _on_kind(self, card: Card) -> None:
        if self._writing.kind not in card.kinds:
            self._choose(kind=card.kinds[0])
            self.build()

    def _choose(self, **changes: object) -> None:
        self._writing.choose(replace(self._writing.choices, **changes))  # type: ignore[arg-type]

    # Languages

    def _add_languages(self, column: QVBoxLayout) -> None:
        if self._writing.kind == NO_PAPER:
            return
        wanted = self._writing.wanted
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._language(msg("Letter in"), "language", wanted.language), 1)
        row.addLayout(self._language(msg("Second language"), "second", wanted.second), 1)
        column.addSpacing(6)
        column.addLayout(row)

    def _language(self, label: Message, name: str, chosen: str) -> QVBoxLayout:
        catalog = self._desk.catalog
        offers = sorted(((tag, catalog.language_name(tag)) for tag in LANGUAGES), key=lambda one: one[1])
        none = [("", msg("None"))] if name == "second" else []
        words = (*none, *((tag, msg("{value}", value=words)) for tag, words in offers))
        block = picked(self._desk, label, name, words, chosen, lambda value: self._on_language(name, str(value)))
        review = self._review(chosen)
        if review:
            block.insertWidget(block.count() - 1, review)
        return block

    def _review(self, tag: str) -> Note | None:
        if tag in {"", "en"}:
            return None
        colours = self._look.colours
        if self._desk.session.catalog(tag, "letters").is_draft:
            return Note(self._look, self._say(msg("Draft, not reviewed")), colours.ask_first, "question")
        return Note(self._look, self._say(msg("Reviewed by a speaker")), colours.safe, "check")

    def _on_language(self, name: str, tag: str) -> None:
        """Take a language; the same one twice changes the two about."""
        first, second = self._writing.wanted.language, self._writing.wanted.second
        if name == "language":
            first, second = tag, first if tag == second else second
        elif tag == first:
            first, second = (second, first) if second else (first, "")
        else:
            second = tag
        self._choose(language=first, second=second)
        self.build()

    # What is shared, the note

    def _add_shared(self, column: QVBoxLayout) -> None:
        offered = shareable(self._desk.sitting.visit)
        if not offered:
            return
        column.addSpacing(6)
        column.addWidget(self._label(msg("The family agrees to share")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for place, category in enumerate(offered):
            box = Choice(self._look, self._say(SHARED[category]), None, mark=Mark.BOX, card=False)
            box.setObjectName(f"share-{category}")
            box.setChecked(category in self._writing.choices.agreed)
            box.toggled.connect(lambda on, category=category: self._on_shared(category, on=on))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            grid.addWidget(box, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)

    def _on_shared(self, category: Category, *, on: bool) -> None:
        agreed = set(self._writing.choices.agreed)
        agreed.add(category) if on else agreed.discard(category)
        self._choose(agreed=frozenset(agreed))

    def _add_note(self, column: QVBoxLayout) -> None:
        hint = self._desk.say(msg("No names, and nothing about status."))
        self.note = Field(
            self._look,
            self._say(msg("Short note to the service")),
            self._writing.choices.note,
            name="note",
            hint=hint,
            lines=2,
            most=LONGEST_NOTE,
        )
        self.note.written.connect(self._on_note)
        column.addSpacing(6)
        column.addWidget(self.note)
        self.follow()

    def _on_note(self, text: str) -> None:
        self._choose(note=text)
        self.follow()

    def follow(self) -> None:
        """Say under the note what the guard thinks of it; it reads in the background, with the pages."""
        self._follow_discreet()
        if self.note is None:
            return
        verdict, colours = self._writing.verdict, self._look.colours
        if not self._writing.choices.note.strip():
            self.note.say(None)
        elif verdict is None:
            self.note.say(self._say(msg("The note is being read.")), colours.calm, "clock")
        elif verdict.reveals and verdict.kind:
            from referral_assistant.i18n.text_guard import neutral_wording

            words = ", ".join(f"“{word}”" for word in verdict.words[:4])
            first = self._desk.say(msg("Take out {words}: it gives the family away.", words=words))
            self.note.say(Words(f"{first} {neutral_wording(verdict.kind, self._desk.tag)}", self._desk.tag))
        else:
            self.note.say(self._say(msg("Nothing in it gives the family away.")), colours.safe, "check")

"""A paper about vaccines: a few choices at the start edge, the true pages at the end edge, print or save."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from referral_assistant.i18n import LANGUAGES
from referral_assistant.message import Message, msg
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.letter.pane import PaperPane
from referral_assistant.ui.parts.field import Labelled, Select
from referral_assistant.ui.parts.pressable import Button, Choice, Mark
from referral_assistant.ui.parts.surface import Card, IconLine
from referral_assistant.ui.screen import Screen, ScrollColumn
from referral_assistant.ui.style import SECOND
from referral_assistant.ui.vaccines.cell import beside_the_bar
from referral_assistant.ui.vaccines.state import Page, Room
from referral_assistant.ui.vaccines.writing import PaperWriting, slip_writing

_SIZES = (("a6", msg("Small (A6)")), ("a5", msg("Middle (A5)")))


class PaperPage(Screen):
    """Shows a paper and takes it to a printer or a file."""

    scrolls = False
    title = msg("Slip for the vaccinator")
    back_to = msg("Cards")
    file_name = "slip.pdf"
    sizes: tuple[tuple[str, Message], ...] = _SIZES

    def __init__(self, desk: Desk, room: object, writing: PaperWriting) -> None:
        super().__init__(desk)
        self.room, self.writing = room, writing
        writing.setParent(self)
        panes = QHBoxLayout()
        panes.setSpacing(16 if self.look.small else 24)
        start = ScrollColumn(beside_the_bar(self._make_choices()))
        start.setFixedWidth(self.look.px(344 if self.look.small else 372))
        panes.addWidget(start)
        self.pane = PaperPane(desk, writing)
        self.pane.save_wanted.connect(self.save)
        panes.addWidget(self.pane, 1)
        self.body.addLayout(panes, 1)
        writing.changed.connect(self.follow)
        self._shown: object = None
        self.follow()
        writing.make()

    # Choices

    def _make_choices(self) -> QWidget:
        card = Card(self.look, 20)
        card.column.setSpacing(12)
        card.column.addWidget(self.headline(self.title))
        self.fill_choices(card)
        for label, name, value in (
            (msg("Language"), "language", self.writing.form.language),
            (msg("Second language"), "second", self.writing.form.second),
        ):
            card.column.addWidget(self._language(label, name, value))
        words = self.words(msg("Size"))
        size = Select(self.look, words.text, words.tag, [(self.desk.say(said), paper) for paper, said in self.sizes])
        size.setObjectName("size")
        size.choose(self.writing.form.paper)
        size.activated.connect(lambda _: self._again(paper=str(size.currentData())))
        card.column.addWidget(Labelled(self.look, words, size))
        large = Choice(self.look, self.words(msg("Large print")), None, mark=Mark.BOX, card=False)
        large.setObjectName("large")
        large.setChecked(self.writing.form.large)
        large.toggled.connect(lambda on: self._again(large=on))
        card.column.addWidget(large)
        card.column.addStretch(1)
        return card

    def fill_choices(self, card: Card) -> None:
        """Say above the choices what stands on the paper."""
        for icon, message in (
            ("lock", msg("It says nothing about who the child is.")),
            ("question", msg("It asks. The vaccinator decides.")),
        ):
            card.column.addWidget(IconLine(self.look, icon, *self.words(message), size=SECOND))

    def _language(self, label: Message, name: str, value: str) -> Labelled:
        words = self.words(label)
        entries: list[tuple[str, object]] = [(one.own_name, one.tag) for one in LANGUAGES.values()]
        if name == "second":
            entries.insert(0, (self.desk.say(msg("None")), ""))
        field = Select(self.look, words.text, words.tag, entries)
        field.setObjectName(name)
        field.choose(value)
        field.activated.connect(lambda _: self._again(**{name: str(field.currentData() or "")}))
        return Labelled(self.look, words, field)

    def _again(self, **changed: object) -> None:
        form = replace(self.writing.form, **changed)  # type: ignore[arg-type]
        self.writing.order(form)

    # Foot

    def follow(self) -> None:
        """Show what can be done now."""
        asking, why_not = self.pane.printer is not None, self.writing.why_not
        shown = (asking, why_not, self.pane.preview.pages, self.writing.printing)
        if shown == self._shown:
            return
        self._shown = shown
        ready = why_not is None and self.writing.printing is None
        extras = [] if asking else self.extras(ready=ready)
        self.set_foot(
            back=msg("Do not print") if asking else self.back_to,
            primary=msg("Print now") if asking else msg("Print"),
            primary_text="" if asking or not self.pane.preview.pages else self._print_words(),
            icon="printer",
            ready=ready,
            note=why_not or msg("The saved file holds no author, no names."),
            extras=extras,
        )

    def extras(self, *, ready: bool) -> list[Button]:
        """Return what else can be done with the paper."""
        save = Button(self.look, *self.words(msg("Save as PDF")), icon="save")
        save.setObjectName("save")
        save.setEnabled(ready)
        save.clicked.connect(self.save)
        return [save]

    def _print_words(self) -> str:
        return self.desk.catalog.ngettext("Print {count} page", "Print {count} pages", self.pane.preview.pages)

    # What is done

    def primary(self) -> None:
        """Ask which printer, then print."""
        if self.writing.why_not is not None or self.writing.printing is not None:
            return
        from referral_assistant.session.papers import MOST_COPIES
        from referral_assistant.ui.letter import paper

        if self.pane.printer is None:
            found = paper.printers()
            if found:
                self.pane.ask_where(found, MOST_COPIES)
                self.follow()
            else:
                self.pane.say_no_printer()
            return
        printer = paper.printer_named(str(self.pane.printer.currentData()))
        count = self.pane.copies.currentData() if self.pane.copies else 1
        printer.setCopyCount(count if isinstance(count, int) else 1)
        self.pane.stop_asking()
        self.writing.print_on(printer)

    def print_paper(self) -> None:
        """Print (Ctrl+P)."""
        self.primary()

    def save(self) -> None:
        """Save the very bytes that are shown, where a person chooses."""
        if self.writing.why_not is not None:
            return
        path = choose.save_file(self, self.desk.catalog, msg("Save as PDF"), self.file_name)
        if path is not None:
            self.writing.save(path)

    def go_back(self) -> None:
        """Take the question about the printer away, else go back to the cards; nothing is lost."""
        if self.pane.printer is not None:
            self.pane.stop_asking()
            self.follow()
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to where the paper was asked for."""
        if isinstance(self.room, Room):
            self.room.turn(Page.CARDS)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg(
                "The slip goes with the child to whoever vaccinates. The pages beside it are the ones that are printed."
            ),
            msg("Ctrl and plus or minus make the pages larger or smaller; Ctrl and 0 fits the width."),
        )


class SlipPage(PaperPage):
    """The slip of one child."""

    def __init__(self, desk: Desk, room: Room) -> None:
        super().__init__(desk, room, slip_writing(desk, room))

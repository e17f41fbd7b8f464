"""The letter: choose what is told, see the true pages, print or save them once the family has agreed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from referral_assistant.message import Message, msg
from referral_assistant.ui import choose
from referral_assistant.ui.desk import Desk, Place
from referral_assistant.ui.letter.choices import SCROLL_ROOM, ChoicesPane
from referral_assistant.ui.letter.making import ALL_LETTERS, NO_PAPER
from referral_assistant.ui.letter.pane import PaperPane
from referral_assistant.ui.letter.state import Writing
from referral_assistant.ui.parts.arrange import edges
from referral_assistant.ui.parts.pressable import Button, Choice, Mark
from referral_assistant.ui.screen import Screen

FILE_NAME = "letter.pdf"
"""What is offered when saving: a name that says nothing about anyone."""
_AGREED = msg("The family has agreed to what is shared")


class LetterScreen(Screen):
    """Choices at the start edge, pages at the end edge, the two that end the visit at the foot."""

    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.writing = Writing.of(desk)
        panes = QHBoxLayout()
        panes.setSpacing(16 if self.look.small else 24)
        self._start = QVBoxLayout()
        self._start.setSpacing(8)
        self.choices = ChoicesPane(desk, self.writing)
        self.choices.setFixedWidth(self.look.px(392 if self.look.small else 434))
        self._start.addWidget(self.choices, 1)
        self.consent = self._consent()
        edge = QVBoxLayout()
        edges(edge, 0, 0, SCROLL_ROOM, 0)
        edge.addWidget(self.consent)
        self._start.addLayout(edge)
        panes.addLayout(self._start)
        self.pane = PaperPane(desk, self.writing)
        self.pane.save_wanted.connect(self.save)
        panes.addWidget(self.pane, 1)
        self.body.addLayout(panes, 1)
        self._foot_shown: tuple[object, ...] | None = None
        self.writing.changed.connect(self.follow)
        self.follow()
        if self.writing.paper is None and not self.writing.busy:
            self.writing.make()

    def _consent(self) -> Choice:
        second = self.second(_AGREED)
        box = Choice(self.look, self.words(_AGREED), second, mark=Mark.BOX, card=True)
        box.setObjectName("consent")
        box.setChecked(self.writing.agreed)
        box.toggled.connect(lambda on: self.writing.agree(yes=on))
        return box

    # What stands at the foot

    def follow(self) -> None:
        """Show in the foot and in the box what can be done now."""
        self.consent.setVisible(self.writing.wanted.needs_consent and self.writing.fault is None)
        if self.consent.isChecked() != self.writing.agreed:
            self.consent.blockSignals(True)
            self.consent.setChecked(self.writing.agreed)
            self.consent.blockSignals(False)
            self.consent.update()
        why_not = self.writing.why_not
        asking = self.pane.printer is not None
        shown = (why_not, asking, self.writing.kind, self.pane.preview.pages, self.writing.printing)
        if shown != self._foot_shown:
            self._foot_shown = shown
            self._make_foot(why_not, asking=asking)

    def _make_foot(self, why_not: Message | None, *, asking: bool) -> None:
        if self.writing.kind == NO_PAPER:
            self.set_foot(back=msg("Results"), primary=msg("Cover the screen"), icon="screen_off", note=why_not)
            return
        ready = why_not is None and self.writing.printing is None
        extras = []
        if not asking:
            save = Button(self.look, *self.words(msg("Save as PDF")), icon="save")
            save.setObjectName("save")
            save.setEnabled(ready)
            save.clicked.connect(self.save)
            extras.append(save)
        self.set_foot(
            back=msg("Do not print") if asking else msg("Results"),
            primary=msg("Print now") if asking else self._print_words(),
            icon="printer",
            ready=ready,
            note=why_not or msg("The saved file holds no author, no names."),
            extras=extras,
        )

    def _print_words(self) -> Message:
        pages = self.pane.preview.pages
        if self.writing.paper is None or not pages:
            return msg("Print")
        return msg("{value}", value=self.desk.catalog.ngettext("Print {count} page", "Print {count} pages", pages))

    # What is done

    def primary(self) -> None:
        """Print: ask which printer, then print; or cover the screen when there is no paper."""
        if self.writing.kind == NO_PAPER:
            self.desk.blanked.emit()
        elif self.writing.why_not is None and self.writing.printing is None:
            self._print_now() if self.pane.printer is not None else self._ask_printer()

    def print_paper(self) -> None:
        """Print (Ctrl+P)."""
        self.primary()

    def _ask_printer(self) -> None:
        from referral_assistant.ui.letter import paper

        found = paper.printers()
        if not found:
            self.pane.say_no_printer()
            return
        self.pane.ask_where(found)
        self.follow()

    def _print_now(self) -> None:
        from referral_assistant.ui.letter import paper

        printers = self.pane.printer
        assert printers is not None
        printer = paper.printer_named(str(printers.currentData()))
        self.pane.stop_asking()
        self.writing.print_on(printer)

    def save(self) -> None:
        """Save the very bytes that are shown, where a person chooses."""
        if self.writing.why_not is not None:
            return
        name = "letters.pdf" if self.writing.kind == ALL_LETTERS else FILE_NAME
        path = choose.save_file(self, self.desk.catalog, msg("Save as PDF"), name)
        if path is not None:
            self.writing.save(path)

    def go_back(self) -> None:
        """Take the question about the printer away, else go back to the results; nothing is lost."""
        if self.pane.printer is not None:
            self.pane.stop_asking()
            self.follow()
        else:
            self.desk.go(Place.RESULTS)

    def help(self) -> tuple[Message, ...]:
        """Say what the page is for."""
        return (
            msg(
                "Choose the paper and what the family agrees to share. The pages beside it are the ones that are printed."
            ),
            msg("Read them together. Print or save only after the family has agreed."),
            msg("Ctrl and plus or minus make the pages larger or smaller; Ctrl and 0 fits the width."),
        )

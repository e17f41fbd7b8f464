"""The end edge of the letter's page: bands with what happened, the zoom, the true pages or the number to remember."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referral_assistant.errors import ReferralError
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import Desk
from referral_assistant.ui.letter.making import NO_PAPER, Made
from referral_assistant.ui.letter.paper import PrinterChoice
from referral_assistant.ui.letter.preview import STEP, Preview
from referral_assistant.ui.letter.remember import RememberPane
from referral_assistant.ui.letter.state import Writing
from referral_assistant.ui.parts.arrange import Wrapping, empty
from referral_assistant.ui.parts.field import Select
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Band, Surface
from referral_assistant.ui.style import SECOND, Tone


class PaperPane(Surface):
    """Shows what will be printed, and says so when it cannot be."""

    save_wanted = Signal()

    def __init__(self, desk: Desk, writing: Writing) -> None:
        super().__init__(desk.look.colours.idle, "")
        self._desk, self._writing, self._look = desk, writing, desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bands = QVBoxLayout()
        self._bands.setSpacing(8)
        column.addLayout(self._bands)
        self._bar = QWidget()
        self._add_bar()
        column.addWidget(self._bar)
        self.preview = Preview(desk.look)
        self.preview.setAccessibleName(desk.say(msg("The pages as they will be printed")))
        self.preview.setObjectName("pages")
        column.addWidget(self.preview, 1)
        self._column = column
        self._remember: RememberPane | None = None
        self.printer: Select | None = None
        self.copies: Select | None = None
        self._add_keys()
        self.preview.read.connect(self._on_read)
        self.preview.zoomed.connect(self._follow_zoom)
        writing.made.connect(self._on_made)
        writing.changed.connect(self.follow)
        if writing.paper:
            self._on_made(writing.paper)
        self.follow()

    # The bar with the zoom

    def _add_bar(self) -> None:
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(16, 6, 8, 0)
        row.addStretch(1)
        zoom = QWidget()
        zoom.setLayout(buttons := Wrapping(0))
        row.addWidget(zoom)
        for name, icon, message, press in (
            ("smaller", "zoom_out", msg("Smaller"), lambda: self.preview.zoom(1 / STEP)),
            ("larger", "zoom_in", msg("Larger"), lambda: self.preview.zoom(STEP)),
        ):
            button = self._quiet(message, name, icon)
            button.clicked.connect(press)
            buttons.addWidget(button)
        self._fit = self._quiet(msg("Fit width"), "fit", "")
        self._fit.clicked.connect(self.toggle_fit)
        buttons.addWidget(self._fit)

    def _quiet(self, message: Message, name: str, icon: str) -> Button:
        button = Button(self._look, self._desk.say(message), self._desk.tag, kind=Kind.QUIET, icon=icon, size=14)
        button.setObjectName(name)
        return button

    def _add_keys(self) -> None:
        for keys, press in (
            ("Ctrl++", lambda: self.preview.zoom(STEP)),
            ("Ctrl+=", lambda: self.preview.zoom(STEP)),
            ("Ctrl+-", lambda: self.preview.zoom(1 / STEP)),
            ("Ctrl+0", self.toggle_fit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(press)

    def toggle_fit(self) -> None:
        """Fit the width of a page; pressed again, the whole page."""
        self.preview.fit(wide=not self.preview.is_wide)

    def _follow_zoom(self) -> None:
        words = msg("Whole page") if self.preview.is_wide else msg("Fit width")
        self._fit.label.set_text(self._desk.say(words))
        self._fit.setAccessibleName(self._desk.say(words))
        self._fit.updateGeometry()

    # What is shown

    def _on_made(self, made: Made) -> None:
        self.preview.show_pdf(made.pdf)

    def _on_read(self, pages: int) -> None:
        self.preview.setAccessibleDescription(self._desk.catalog.ngettext("{count} page", "{count} pages", pages))
        self._follow_zoom()
        self._writing.changed.emit()

    def follow(self) -> None:
        """Show the bands, and pages or number, as things stand."""
        silent = self._writing.kind == NO_PAPER
        self._bar.setVisible(not silent and self._writing.fault is None)
        self.preview.setVisible(not silent and self._writing.fault is None)
        if silent and self._remember is None:
            self._remember = RememberPane(self._desk)
            self._column.addWidget(self._remember, 1)
        if self._remember is not None:
            self._remember.setVisible(silent)
        if self.printer is None:
            self._show_bands()

    # Bands

    def _show_bands(self) -> None:
        empty(self._bands)
        self._bands.setContentsMargins(0, 0, 0, 0)
        fault = self._writing.fault
        if self._writing.printing is not None:
            self._band((self._desk.say(msg("Printing")), ""), "printer", self._look.colours.calm)
        elif fault is not None:
            self.refuse(fault)
            self._bands.addStretch(1)
        elif self._writing.told:
            first, second, bad = self._writing.told
            tone, icon = (self._look.colours.danger, "octagon") if bad else (self._look.colours.safe, "check")
            self._band((self._desk.say(first), self._desk.say(second) if second else ""), icon, tone)

    def _band(self, texts: tuple[str, str], icon: str, tone: Tone) -> Band:
        band = Band(self._look, texts, self._desk.tag, icon=icon, tone=tone)
        band.setObjectName("band")
        self._bands.setContentsMargins(12, 12, 12, 0)
        self._bands.addWidget(band)
        band.show()
        return band

    def refuse(self, fault: ReferralError) -> None:
        """Say in place why there is no paper."""
        second = self._desk.say(fault.next_step) if fault.next_step else ""
        self._band((self._desk.say(fault.sentence), second), "octagon", self._look.colours.danger)

    # Printing

    def say_no_printer(self) -> None:
        """Say that there is no printer, and what can be done."""
        empty(self._bands)
        texts = (
            self._desk.say(msg("This computer has no printer.")),
            self._desk.say(msg("Save the letter as PDF and print it on another computer.")),
        )
        band = self._band(texts, "printer", self._look.colours.ask_first)
        save = Button(self._look, self._desk.say(msg("Save as PDF")), self._desk.tag, size=SECOND)
        save.setObjectName("save-instead")
        save.clicked.connect(self.save_wanted)
        band.row.addWidget(save)

    def ask_where(self, printers: list[PrinterChoice], most_copies: int = 1) -> None:
        """Ask on which printer, and how many of up to MOST_COPIES where the pages do not hold their copies already."""
        empty(self._bands)
        texts = (
            self._desk.say(msg("Which printer?")),
            self._desk.say(msg("One side of the paper; nothing else is changed.")),
        )
        band = self._band(texts, "printer", self._look.colours.calm)
        self.printer = Select(self._look, texts[0], self._desk.tag, [(one.words, one.name) for one in printers])
        self.printer.setObjectName("printer")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.printer, 2)
        if most_copies > 1:
            self.copies = self._copies(most_copies)
            row.addWidget(self.copies, 1)
        band.words.addSpacing(6)
        band.words.addLayout(row)
        self.printer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copies(self, most: int) -> Select:
        say = self._desk.catalog.ngettext
        counts = [(say("{count} copy", "{count} copies", count), count) for count in range(1, most + 1)]
        copies = Select(self._look, self._desk.say(msg("Copies")), self._desk.tag, counts)
        copies.setObjectName("copies")
        return copies

    def stop_asking(self) -> None:
        """Take the question about the printer away."""
        self.printer = self.copies = None
        self._show_bands()

"""What stands beside a service: the organization that runs it and the places where it is given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout

from referral_assistant.directory.reading import is_confidential
from referral_assistant.message import msg
from referral_assistant.session import adding
from referral_assistant.session.editing import Piece
from referral_assistant.ui.directory.edit.cell import OneCell, TextCell
from referral_assistant.ui.directory.edit.chooser import Chooser
from referral_assistant.ui.directory.edit.sections import Section
from referral_assistant.ui.directory.edit.state import Editor
from referral_assistant.ui.parts.arrange import Wrapping
from referral_assistant.ui.parts.pressable import Button, Kind
from referral_assistant.ui.parts.surface import Rule
from referral_assistant.ui.pictogram import Pictogram
from referral_assistant.ui.screen import Screen
from referral_assistant.ui.style import BODY, SECOND
from referral_assistant.ui.text import Text, Words


class _Beside(Section):
    """A section about another record, which has a page of its own."""

    record_wanted = Signal(str)
    """A record's own page is asked for, by its id."""

    def add_way_to(self, row: QLayout, piece: Piece, words: Words) -> None:
        """Offer the own page of a record that is in the directory; what is being added now has none yet."""
        if piece.base is None:
            return
        look, record = self.page.look, piece.id
        more = Button(look, *words, kind=Kind.QUIET, icon="pencil", size=SECOND)
        more.setObjectName(f"own-{record[:8]}")
        more.setAccessibleName(self.page.desk.in_a_row(words.text, piece.name))
        more.clicked.connect(lambda: self.record_wanted.emit(record))
        row.addWidget(more)


class OrganizationSection(_Beside):
    """The organization: its own facts when the service has one, else the way to choose or add one."""

    def __init__(self, page: Screen, editor: Editor) -> None:
        super().__init__(page, editor, "organization", msg("Which organization?"))
        found = editor.draft.of_kind("organization")
        if found:
            self._add_facts(found[0])
        else:
            self._add_chooser()

    def _add_facts(self, piece: Piece) -> None:
        desk, editor = self.page.desk, self.editor
        if piece.base is not None:
            words = self.page.words(msg("What you write here holds for every service of this organization."))
            self.column.addWidget(
                Text(*words, self.page.look.px(SECOND), wraps=True, colour=self.page.look.colours.second)
            )
        self.add(TextCell(desk, editor, piece.id, "name"))
        self.add(TextCell(desk, editor, piece.id, "summary", lines=2))
        self.add(TextCell(desk, editor, piece.id, "email"), TextCell(desk, editor, piece.id, "website"))
        row = Wrapping(8)
        other = Button(self.page.look, *self.page.words(msg("Choose another organization")), size=SECOND)
        other.setObjectName("organization-other")
        other.clicked.connect(lambda: editor.change(adding.without_organization(editor.draft)))
        row.addWidget(other)
        self.add_way_to(row, piece, self.page.words(msg("All about this organization")))
        self.column.addLayout(row)

    def _add_chooser(self) -> None:
        chooser = Chooser(self.page.desk, "organization", msg("Name of the organization"), name="organization-search")
        session, editor = self.page.desk.session, self.editor
        chooser.chosen.connect(lambda one: editor.change(adding.choose_organization(session, editor.draft, one)))
        chooser.added.connect(lambda name: editor.change(adding.add_organization(editor.draft, name)))
        self.column.addWidget(chooser)


class PlacesSection(_Beside):
    """Every place where the service is given. A secret address is shown only when a person opens it knowingly."""

    def __init__(self, page: Screen, editor: Editor, opened: set[str]) -> None:
        super().__init__(page, editor, "where")
        self._opened = opened
        secret = is_confidential(editor.draft.subject.base or {})
        for piece in editor.draft.of_kind("location"):
            was_secret = piece.base is not None and (secret or is_confidential(piece.base))
            if was_secret and piece.id not in opened:
                self._add_hidden(piece)
            else:
                self._add_place(piece)
        self._add_more()

    def _add_hidden(self, piece: Piece) -> None:
        page, look = self.page, self.page.look
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Pictogram("lock", look.px(20), look.colours.second), 0, Qt.AlignmentFlag.AlignTop)
        words = page.words(msg("This address is kept secret. Show it only when nobody else can see the screen."))
        row.addWidget(Text(*words, look.px(BODY), wraps=True), 1)
        show = Button(look, *page.words(msg("Show it")), icon="eye", size=SECOND)
        show.setObjectName(f"show-{piece.id[:8]}")
        show.clicked.connect(lambda: self._on_show(piece.id))
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.column.addWidget(Rule(look))

    def _on_show(self, place: str) -> None:
        self._opened.add(place)
        self.editor.showed.emit()

    def _add_place(self, piece: Piece) -> None:
        page, desk, editor, one = self.page, self.page.desk, self.editor, piece.id
        self.add(TextCell(desk, editor, one, "name"))
        self.add(TextCell(desk, editor, one, "address"), TextCell(desk, editor, one, "address_more"))
        self.add(TextCell(desk, editor, one, "city"), TextCell(desk, editor, one, "area"))
        self.add(*(TextCell(desk, editor, one, name) for name in ("province", "postal_code", "country")))
        self.add(TextCell(desk, editor, one, "directions", lines=2))
        hint = desk.say(msg("Two numbers such as {example}, or a link to a map", example="16.7133, 98.5716"))
        self.add(TextCell(desk, editor, one, "coordinates", hint=hint))
        offers = [("yes", page.words(msg("Keep the address secret")))]
        self.add(OneCell(desk, editor, one, "secret", offers))
        words = page.words(msg("Then no list, paper or copy shows it, and a family is told to ask by telephone."))
        self.column.addWidget(Text(*words, page.look.px(14), wraps=True, colour=page.look.colours.second))
        row = Wrapping(8)
        leave = Button(page.look, *page.words(msg("Not at this place")), kind=Kind.QUIET, icon="close", size=SECOND)
        leave.setObjectName(f"leave-{one[:8]}")
        leave.setAccessibleName(desk.in_a_row(leave.accessibleName(), piece.name))
        leave.clicked.connect(lambda: editor.change(adding.leave_place(editor.draft, one)))
        row.addWidget(leave)
        self.add_way_to(row, piece, page.words(msg("All about this place")))
        self.column.addLayout(row)
        self.column.addWidget(Rule(page.look))

    def _add_more(self) -> None:
        session, editor = self.page.desk.session, self.editor
        label = msg("Add a place") if editor.draft.of_kind("location") else msg("Name of the place")
        chooser = Chooser(self.page.desk, "location", label, name="place-search")
        chooser.chosen.connect(lambda one: editor.change(adding.choose_place(session, editor.draft, one)))
        chooser.added.connect(lambda name: editor.change(adding.add_place(editor.draft, name, self._country())))
        block = QVBoxLayout()
        block.addWidget(chooser)
        self.column.addLayout(block)

    def _country(self) -> str:
        """Return the country of the region, where the code is one."""
        code = self.page.desk.session.region.country
        return code if len(code) == 2 and code.isupper() else ""

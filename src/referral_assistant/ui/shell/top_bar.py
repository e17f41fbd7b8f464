"""The bar at the top: the steps of the visit or the name of the room; languages, blank screen, end of the visit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from referral_assistant.i18n import language_of
from referral_assistant.message import Message, msg
from referral_assistant.ui.desk import STEPS, VISIT, Desk, Place
from referral_assistant.ui.parts.arrange import edges
from referral_assistant.ui.parts.pressable import Button, Kind, Pressable
from referral_assistant.ui.parts.surface import Rule
from referral_assistant.ui.pictogram import Pictogram, draw
from referral_assistant.ui.style import BODY, SECTION, Colours
from referral_assistant.ui.text import Text, Words
from referral_assistant.ui.typeface import font_for

STEP_NAMES: dict[Place, Message] = {
    Place.PEOPLE: msg("People"),
    Place.NEEDS: msg("Needs"),
    Place.QUESTIONS: msg("Questions"),
    Place.RESULTS: msg("Results"),
    Place.LETTER: msg("Letter"),
}
_ROOM_NAMES: dict[Place, Message] = {
    Place.START: msg("A new visit"),
    Place.LANGUAGES: msg("Languages"),
    Place.VACCINES: msg("Vaccines"),
    Place.DIRECTORY: msg("Directory"),
    Place.SETTINGS: msg("Settings"),
}


class StepMark(QWidget):
    """The number of a step in a ring; filled when we are there, a tick when it is behind us."""

    def __init__(self, desk: Desk, number: int, *, here: bool, done: bool) -> None:
        super().__init__()
        self._colours, self._here, self._done = desk.look.colours, here, done
        self._number, self._font = desk.catalog.number(number), font_for(desk.tag, desk.look.px(13), bold=True)
        self.setFixedSize(desk.look.px(26), desk.look.px(26))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring with its number or tick."""
        colours, painter = self._colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        ground = colours.accent if self._here else colours.tint if self._done else colours.card
        ring = QPen(QColor(colours.edge), 1.2)
        painter.setPen(Qt.PenStyle.NoPen if self._here or self._done else ring)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        if self._done and not self._here:
            inset = area.width() * 0.2
            draw(painter, "check", area.adjusted(inset, inset, -inset, -inset), colours.accent, mirrored=False)
        else:
            painter.setFont(self._font)
            painter.setPen(QColor(colours.on_accent if self._here else colours.second))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.end()


class Step(Pressable):
    """One step of the visit; one that was reached can be opened again."""

    def __init__(self, desk: Desk, place: Place) -> None:
        number = STEPS.index(place)
        self.here = place is desk.place
        words = Words(desk.say(STEP_NAMES[place]), desk.tag)
        super().__init__(desk.look, Kind.QUIET, words.text)
        self.setObjectName(f"step-{place.value}")
        self.setEnabled(number <= desk.sitting.reached)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(StepMark(desk, number + 1, here=self.here, done=number < desk.sitting.reached))
        self.word = Text(*words, desk.look.px(BODY), bold=self.here)
        row.addWidget(self.inked(self.word))
        self.clicked.connect(lambda: desk.go(place))

    def _ink(self, role: str) -> str:
        return self.look.colours.ink if role and self.here else self.look.colours.second

    def _surface(self, colours: Colours) -> tuple[str, str, float]:
        return (colours.tint if self._hovered and not self.here and self.isEnabled() else "", "", 0)


class LanguagesButton(Pressable):
    """The window's language and the family's, each in its own script."""

    def __init__(self, desk: Desk) -> None:
        name = desk.say(msg("Languages"))
        super().__init__(desk.look, Kind.PLAIN, name)
        self.setObjectName("languages")
        look = desk.look
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(self.inked(Pictogram("languages", look.px(20), "")))
        own = desk.catalog.language
        row.addWidget(self.inked(Text(own.own_name, own.tag, look.px(15), bold=True)))
        family = language_of(desk.sitting.visit.language)
        if family and family.tag != own.tag:
            row.addWidget(self.inked(Text("+", "en", look.px(15))))
            row.addWidget(self.inked(Text(family.own_name, family.tag, look.px(15), bold=True)))


class TopBar(QWidget):
    """Steps or room at the start edge, the standing buttons at the end edge; words give way before anything is cut."""

    end_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, look = desk, desk.look
        self._ground, self._line = look.colours.card, look.colours.line
        self._least = 56 if look.small else 64
        row = QHBoxLayout(self)
        edges(row, look.margin - 4, 4, look.margin, 5)
        row.setSpacing(8)
        self._steps: list[Step] = []
        self._add_start(row)
        row.addStretch(1)
        languages = LanguagesButton(desk)
        languages.clicked.connect(lambda: desk.go(Place.LANGUAGES))
        row.addWidget(languages)
        self._buttons = [self._button("blank", "screen_off", msg("Blank screen"), "F9")]
        self._buttons[0].clicked.connect(desk.blanked)
        if desk.place in (*VISIT, Place.VACCINES) or desk.visit_holds_words:
            self._buttons.append(self._button("end-visit", "exit", msg("End visit"), ""))
            self._buttons[1].clicked.connect(self.end_wanted)
        tallest = max(part.sizeHint().height() for part in (languages, *self._buttons))
        languages.setMinimumHeight(tallest)
        for button in self._buttons:
            button.setMinimumHeight(tallest)
            row.addWidget(button)

    def _add_start(self, row: QHBoxLayout) -> None:
        desk, look = self._desk, self._desk.look
        if desk.place not in STEPS:
            words = Words(desk.say(_ROOM_NAMES[desk.place]), desk.tag)
            row.addSpacing(4)
            row.addWidget(Text(*words, look.px(SECTION), bold=True))
            return
        for place in STEPS:
            if self._steps:
                rule = Rule(look)
                rule.setMinimumWidth(8)
                rule.setMaximumWidth(22)
                row.addWidget(rule, 1)
            step = Step(desk, place)
            self._steps.append(step)
            row.addWidget(step)

    def _button(self, name: str, icon: str, message: Message, key: str) -> Button:
        desk = self._desk
        button = Button(desk.look, desk.say(message), desk.tag, icon=icon, size=15)
        button.setObjectName(name)
        button.setToolTip(f"{desk.say(message)}  {key}".strip())
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words of other steps go, then those of the buttons, when there is no room."""
        parts = [step.word for step in self._steps if not step.here], [button.label for button in self._buttons]
        for group in parts:
            for word in group:
                word.setVisible(True)
        for group in parts:
            if self._needed() <= event.size().width():
                break
            for word in group:
                word.setVisible(False)
        self._needed()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        super().resizeEvent(event)

    def _needed(self) -> int:
        layout = self.layout()
        assert layout is not None
        for part in (*self._steps, *self._buttons):
            inner = part.layout()
            assert inner is not None
            inner.invalidate()
            part.updateGeometry()
        layout.invalidate()
        return layout.minimumSize().width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._line))
        painter.end()

    def minimumSizeHint(self) -> QSize:
        """Never force the window wider: words give way first."""
        hint = super().minimumSizeHint()
        return QSize(200, max(self._least, hint.height()))

    def sizeHint(self) -> QSize:
        """Return the height of the bar, more where the script is taller."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(self._least, hint.height()))

"""Colours, sizes and the little stylesheet: one accent; colour never carries a state alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tone:
    """Three hues that say one thing: ink on a ground, with an edge of its own."""

    ink: str
    ground: str
    edge: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window by its role; contrasts are held by tests/ui/test_style.py."""

    ground: str
    card: str
    line: str
    ink: str
    second: str
    faint: str
    idle: str
    edge: str
    accent: str
    pressed: str
    on_accent: str
    tint: str
    tint_edge: str
    safe: Tone
    ask_first: Tone
    danger: Tone

    @property
    def calm(self) -> Tone:
        """The tone of a question: the accent on its tint."""
        return Tone(self.accent, self.tint, self.tint_edge)


LIGHT = Colours(
    ground="#F3F5F8", card="#FFFFFF", line="#D9E0E8", ink="#18222E", second="#4D5B6A", faint="#5C6977", idle="#E4E8ED",
    edge="#7C8A99", accent="#1D4F91", pressed="#163E73", on_accent="#FFFFFF", tint="#E9F0FA", tint_edge="#B9CFEC",
    safe=Tone("#1B6840", "#E5F3EA", "#B5DBC4"),
    ask_first=Tone("#7A4A00", "#FDF1DA", "#EBCF9B"),
    danger=Tone("#9A2B1C", "#FBE9E6", "#EDBDB5"),
)  # fmt: skip
DARK = Colours(
    ground="#13181E", card="#1C232C", line="#323C48", ink="#E7ECF2", second="#A9B4C0", faint="#98A4B1", idle="#2A333E",
    edge="#7F8C9A", accent="#9CC1F5", pressed="#BCD6FA", on_accent="#0F1B2B", tint="#22344C", tint_edge="#3D5C87",
    safe=Tone("#8ED3A6", "#17321F", "#2E5E3C"),
    ask_first=Tone("#F0C36A", "#392B0D", "#6B5220"),
    danger=Tone("#F2A39A", "#3D1B17", "#74352D"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks now: colours, the size of text (1 or 1.3), and whether the screen is small."""

    colours: Colours = LIGHT
    scale: float = 1.0
    small: bool = False

    def px(self, size: float) -> int:
        """Scale a length of text or of what holds text, in pixels."""
        return round(size * self.scale)

    @property
    def margin(self) -> int:
        """The margin of a page."""
        return 16 if self.small else 32

    @property
    def gap(self) -> int:
        """The gap between cards."""
        return 8 if self.small else 16


# Sizes of text in pixels, before large text.
PAGE, RECORD, SECTION, TITLE, BODY, SECOND, BADGE = 28, 22, 18, 17, 16, 15, 13
TARGET, PRIMARY = 44, 48
RADIUS_CARD, RADIUS_CONTROL = 12, 8


def palette_of(colours: Colours) -> QPalette:
    """Make the Qt palette of these colours."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, value in (
        (roles.Window, colours.ground),
        (roles.WindowText, colours.ink),
        (roles.Base, colours.card),
        (roles.AlternateBase, colours.ground),
        (roles.Text, colours.ink),
        (roles.Button, colours.card),
        (roles.ButtonText, colours.ink),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.PlaceholderText, colours.faint),
        (roles.ToolTipBase, colours.card),
        (roles.ToolTipText, colours.ink),
        (roles.Mid, colours.line),
    ):
        palette.setColor(role, QColor(value))
    return palette


def stylesheet(look: Look) -> str:
    """Write the rules for the few widgets that Qt draws itself: fields, lists to choose from, scroll bars."""
    colours = look.colours
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox {{
        background: {colours.card}; color: {colours.ink}; border: 1px solid {colours.edge};
        border-radius: {RADIUS_CONTROL}px; padding: 2px 12px; selection-background-color: {colours.accent};
        selection-color: {colours.on_accent};
    }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {colours.accent}; padding: 1px 11px; }}
    QLineEdit[wrong="true"] {{ border: 2px solid {colours.danger.ink}; }}
    QPlainTextEdit {{ padding: 6px 8px; }}
    QComboBox::drop-down {{ border: 0; width: 28px; }}
    QComboBox QAbstractItemView {{
        background: {colours.card}; color: {colours.ink}; border: 1px solid {colours.edge};
        selection-background-color: {colours.tint}; selection-color: {colours.accent}; outline: 0;
    }}
    QComboBox QAbstractItemView::item {{ min-height: 36px; }}
    QScrollArea {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 3px; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 3px; }}
    QScrollBar::handle {{ background: {colours.edge}; border-radius: 3px; min-height: 32px; min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {colours.idle}; border: 0; border-radius: 4px; max-height: 8px; }}
    QProgressBar::chunk {{ background: {colours.accent}; border-radius: 4px; }}
    QToolTip {{ background: {colours.card}; color: {colours.ink}; border: 1px solid {colours.edge}; padding: 4px; }}
    """

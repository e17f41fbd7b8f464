"""The palette keeps its contrasts, light and dark; nothing but words and icons carries a state."""

from __future__ import annotations

import pytest

from referral_assistant.ui.style import DARK, LIGHT, Colours

TEXT, EDGE = 4.5, 3.0


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.1."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _text_pairs(colours: Colours) -> dict[str, tuple[str, str]]:
    grounds = {"card": colours.card, "ground": colours.ground, "tint": colours.tint}
    pairs = {f"ink on {name}": (colours.ink, ground) for name, ground in grounds.items()}
    pairs |= {f"second on {name}": (colours.second, ground) for name, ground in grounds.items()}
    pairs |= {f"accent on {name}": (colours.accent, ground) for name, ground in grounds.items()}
    pairs |= {f"danger on {name}": (colours.danger.ink, ground) for name, ground in list(grounds.items())[:2]}
    pairs |= {
        "primary": (colours.on_accent, colours.accent),
        "primary pressed": (colours.on_accent, colours.pressed),
        "not ready": (colours.faint, colours.idle),
        "placeholder": (colours.faint, colours.card),
        "chip": (colours.second, colours.idle),
    }
    tones = {"safe": colours.safe, "ask_first": colours.ask_first, "danger": colours.danger, "calm": colours.calm}
    pairs |= {name: (tone.ink, tone.ground) for name, tone in tones.items()}
    pairs |= {f"ink on {name}": (colours.ink, tone.ground) for name, tone in tones.items()}
    return pairs | {f"second on {name}": (colours.second, tone.ground) for name, tone in tones.items()}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", list(_text_pairs(LIGHT)))
def test_text_can_be_read(colours: Colours, name: str) -> None:
    assert contrast(*_text_pairs(colours)[name]) >= TEXT


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_have_an_edge(colours: Colours) -> None:
    assert contrast(colours.edge, colours.card) >= EDGE
    assert contrast(colours.edge, colours.ground) >= EDGE
    assert contrast(colours.accent, colours.card) >= EDGE

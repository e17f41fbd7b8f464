"""How the directory says things: states, days, hours, costs, languages; icon and words together, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from referral_assistant.disclosure import Judgement, Safety, Source
from referral_assistant.i18n import Catalog
from referral_assistant.message import Message, msg
from referral_assistant.service import Cost, Hours, Provider, Service, Status
from referral_assistant.session.evidence import Answer
from referral_assistant.ui.style import Colours, Tone

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

HOW: dict[Source, Message] = {
    Source.LAW: msg("By law"),
    Source.POLICY: msg("By a written policy"),
    Source.PHONE_CALL: msg("Telephone call"),
    Source.VISIT: msg("Visit"),
    Source.FAMILY_REPORT: msg("A family told us"),
    Source.WEBSITE: msg("Website"),
}
WORDS: dict[Answer, Message] = {
    Answer.NOT_ASKED: msg("They do not ask"),
    Answer.ASKS: msg("They ask"),
    Answer.SHARES: msg("They pass it on"),
    Answer.CLOSED: msg("Closed"),
    Answer.OPEN_AGAIN: msg("It is open again"),
    Answer.PAPERS: msg("They ask for papers"),
    Answer.WRONG_NUMBER: msg("Wrong number"),
}


PROVIDERS: dict[Provider, Message] = {
    Provider.GOVERNMENT: msg("The state or the town"),
    Provider.NGO: msg("An organization for people"),
    Provider.FAITH: msg("A religious house"),
    Provider.UN: msg("The United Nations"),
    Provider.PRIVATE: msg("A private owner"),
}
WAYS_IN: dict[str, Message] = {
    "walk_in": msg("Walk in"),
    "appointment": msg("By appointment"),
    "referral": msg("A referral is needed"),
}
RUNNING: dict[str, Message] = {
    "active": msg("It runs"),
    "temporarily closed": msg("Closed for now"),
    "inactive": msg("Does not run"),
}
YES_NO: dict[str, Message] = {"yes": msg("Yes"), "no": msg("No")}


@dataclass(frozen=True, slots=True)
class State:
    """A state of a service: pictogram, words, a shorter form for lists, and the name of its tone."""

    icon: str
    words: Message
    short: Message
    tone: str

    def hues(self, colours: Colours) -> Tone:
        """Return the tone in these colours."""
        if self.tone == "quiet":
            return Tone(colours.second, colours.idle, colours.line)
        tone = getattr(colours, self.tone)
        assert isinstance(tone, Tone)
        return tone


CLOSED = {
    Status.DEFUNCT: msg("Closed"),
    Status.TEMPORARILY_CLOSED: msg("Closed for now"),
    Status.INACTIVE: msg("Does not run"),
    Status.NOT_OURS: msg("Not for families"),
    Status.DO_NOT_LIST: msg("Wants not to be listed"),
}
SHORT: dict[Safety, Message] = {
    Safety.PROTECTED: msg("Protected"),
    Safety.NOT_ASKED: msg("Not asked"),
    Safety.UNCONFIRMED: msg("Not confirmed"),
    Safety.ASKS: msg("Asks status"),
}
SAFETY: dict[Safety, Message] = {
    Safety.PROTECTED: msg("Not asked, and protected by law"),
    Safety.NOT_ASKED: msg("Not asked about status"),
    Safety.UNCONFIRMED: msg("Not confirmed: call first"),
    Safety.ASKS: msg("Asks about status"),
}


def state_of(service: Service, judgement: Judgement) -> State:
    """Say in a few words whether a family can be sent there."""
    if not service.is_open_for_referral:
        words = CLOSED.get(service.status, msg("Closed"))
        return State("close", words, words, "quiet")
    words, short = SAFETY[judgement.safety], SHORT[judgement.safety]
    if judgement.safety is Safety.ASKS:
        return State("octagon", words, short, "danger")
    if judgement.safety is Safety.UNCONFIRMED:
        due = msg("Check is due")
        return State("question", due if judgement.expired else words, due if judgement.expired else short, "ask_first")
    return State("shield_check", words, short, "safe")


def checked_on(judgement: Judgement) -> date | None:
    """Return the day of the evidence that decides; None without any."""
    rows = judgement.because or judgement.expired
    days = [row.evidence.checked_on for row in rows if row.evidence.checked_on]
    return max(days, default=None)


def area_of(service: Service) -> str:
    """Name the areas of a service; a secret place has none."""
    return ", ".join(dict.fromkeys(spot.area for spot in service.spots if spot.area and not spot.confidential))


def hours_text(catalog: Catalog, hours: Hours) -> str:
    """Write one line of opening hours: days in a row joined, times by the clock, dates; closed and not weekly are said."""
    days = catalog.listed(_runs(catalog, hours.days))
    # "8:00 AM" stays in one piece, while the two times follow each other as the language runs.
    clocks = [catalog.clock(one) for one in (hours.opens, hours.closes) if one]
    mirrored = catalog.language.right_to_left
    times = " – ".join(f"\u2068{one}\u2069" if mirrored else one for one in clocks)
    dates = _dates(hours)
    said = [days, times, catalog.say(dates) if dates else "", hours.note]
    whole = " · ".join(part for part in said if part)
    if hours.closed:
        return catalog.say(msg("Closed: {when}", when=whole))
    return whole if hours.every_week or not whole else catalog.say(msg("Not every week: {when}", when=whole))


def _dates(hours: Hours) -> Message | None:
    first, last = hours.valid_from, hours.valid_to
    if first and last:
        return msg("{day}", day=first) if first == last else msg("from {first} to {last}", first=first, last=last)
    if first:
        return msg("from {day}", day=first)
    return msg("until {day}", day=last) if last else None


def _runs(catalog: Catalog, days: Iterable[str]) -> Iterable[str]:
    places = [WEEK.index(day) for day in days if day in WEEK]
    while places:
        length = 1
        while length < len(places) and places[length] == places[0] + length:
            length += 1
        first, last = catalog.weekday(WEEK[places[0]]), catalog.weekday(WEEK[places[length - 1]])
        yield first if length == 1 else f"{first}, {last}" if length == 2 else f"{first} – {last}"
        places = places[length:]
    yield from (_day_of_the_month(catalog, day) for day in days if day not in WEEK)


def _day_of_the_month(catalog: Catalog, code: str) -> str:
    """Say `2TU`, the second Tuesday of the month, in words; what is no such day stays as it is."""
    ordinal, day = code[:-2], code[-2:]
    known = day in WEEK and ordinal in {"1", "2", "3", "4", "-1"}
    return catalog.say(of_the_month(ordinal, catalog.weekday(day))) if known else code


def of_the_month(ordinal: str, day: str) -> Message:
    """Say which one in the month: 1 to 4, or -1 for the last; DAY is its name."""
    return {
        "1": msg("First {day} of the month", day=day),
        "2": msg("Second {day} of the month", day=day),
        "3": msg("Third {day} of the month", day=day),
        "4": msg("Fourth {day} of the month", day=day),
        "-1": msg("Last {day} of the month", day=day),
    }[ordinal]


def cost_text(catalog: Catalog, cost: Cost) -> str:
    """Write one price."""
    if cost.amount == 0:
        amount = catalog.gettext("Free")
    else:
        amount = f"{catalog.number(cost.amount)} {cost.currency}".strip() if cost.amount is not None else ""
    return " · ".join(part for part in (amount, cost.note) if part)


def languages_text(catalog: Catalog, tags: Iterable[str]) -> str:
    """Name the languages, sorted by their name."""
    return catalog.listed(sorted(catalog.language_name(tag) for tag in tags))

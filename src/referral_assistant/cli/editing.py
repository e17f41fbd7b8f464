"""Commands that write into the directory: edit a record, close it, bring it back, add one, copy one, drafts that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from referral_assistant import clock
from referral_assistant.cli.root import Opened, commands, print_json
from referral_assistant.errors import InputError
from referral_assistant.message import msg

if TYPE_CHECKING:
    from referral_assistant.session import Session
    from referral_assistant.session.editing import Draft

_KEEP = click.option("--keep-words", is_flag=True, help="Save although words seem to tell about status or origin.")
_SET = click.option(
    "--set", "cells", multiple=True, metavar="FIELD=VALUE", help="Write a field; docs/directory.md lists them."
)


@commands.command()
@click.argument("record_id", metavar="ID")
@_SET
@click.option("--organization", metavar="ID", help="Put a service under another organization.")
@click.option("--place", metavar="ID", help="Give a service one more place.")
@click.option("--leave-place", metavar="ID", help="Take a place away from a service.")
@click.option("--confirm", "parts", multiple=True, metavar="PART", help="Say that a part was confirmed today.")
@click.option(
    "--close", "closing", type=click.Choice(("closed", "not-ours", "do-not-list")), help="Close a service for good."
)
@click.option("--reopen", is_flag=True, help="Bring a closed service back.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@_KEEP
@click.pass_obj
def edit(opened: Opened, /, record_id: str, closing: str | None, reopen: bool, **how: Any) -> None:
    """Change a record: its fields, its organization and places; close a service, or bring it back."""
    from referral_assistant.session.closing import CLOSINGS, close_service, reopen_service

    writes = bool(_links(how) or how["cells"] or how["parts"])
    if sum((bool(closing), reopen, writes)) != 1:
        raise click.UsageError("Say one thing: what to --set, or how to --close it, or --reopen.")
    session = opened.session
    if closing or reopen:
        done = close_service(session, record_id, CLOSINGS[closing]) if closing else reopen_service(session, record_id)
        click.echo(f"Done by edit {done}." if done else "Nothing to do: the record says so already.")
        return
    _finish(session, _changed(session, record_id, how), keep_words=how["keep_words"], dry_run=how["dry_run"])


def _links(how: dict[str, Any]) -> bool:
    """Say whether another organization or place was asked for; an empty id is asked for too, and is refused."""
    return any(how[name] is not None for name in ("organization", "place", "leave_place"))


def _changed(session: Session, record_id: str, how: dict[str, Any]) -> Draft:
    from referral_assistant.session.adding import choose_organization, choose_place, leave_place
    from referral_assistant.session.editing import open_record

    draft = open_record(session, record_id)
    if (_links(how) or how["parts"]) and draft.subject.kind != "service":
        raise InputError(msg("“{name}” is no service.", name=draft.subject.name), msg("Use --set on it alone."))
    if how["organization"] is not None:
        draft = choose_organization(session, draft, how["organization"])
    if how["place"] is not None:
        draft = choose_place(session, draft, how["place"])
    if how["leave_place"] is not None:
        draft = leave_place(draft, how["leave_place"])
    return _with_parts(session, _with_cells(draft, how["cells"]), how["parts"])


def _with_cells(draft: Draft, cells: tuple[str, ...]) -> Draft:
    from referral_assistant.session.editing import put

    for cell in cells:
        name, sign, text = cell.partition("=")
        if not sign:
            raise click.UsageError(f"“{cell[:60]}” is not of the form FIELD=VALUE.")
        draft = put(draft, draft.id, name.strip(), text)
    return draft


def _with_parts(session: Session, draft: Draft, parts: tuple[str, ...]) -> Draft:

    from referral_assistant.session.confirming import PARTS, confirm

    for part in parts:
        if part not in PARTS:
            raise InputError(
                msg("A service has no part “{name}”.", name=part[:40]), msg("It has: {names}.", names=", ".join(PARTS))
            )
        clinic = session.settings.clinic.strip() or "This clinic"
        draft = draft.with_record(draft.id, confirm(draft.subject.now, part, clock.today(), clinic))
    return draft


def _finish(session: Session, draft: Draft, *, keep_words: bool, dry_run: bool = False) -> None:
    """Say what changes, ask about words that tell too much, and save."""
    from referral_assistant.session.editing import Saved, changes, save, wrongs
    from referral_assistant.session.guarding import doubts

    told = doubts(draft)
    if told and not keep_words and not wrongs(draft):
        words = ", ".join(f"“{word}”" for word in told[0].words[:4])
        raise InputError(
            msg("These words seem to tell about status or origin: {words}.", words=words),
            msg("If they speak of the place and of no family, say --keep-words; otherwise leave them out."),
        )
    if dry_run and not wrongs(draft):
        _tell(draft)
        return
    shown = changes(draft)
    saved = save(session, draft)
    assert isinstance(saved, Saved), "a draft that was opened now is not overtaken: the folder is locked"
    if not saved.edit:
        click.echo("Nothing to do: the record says so already.")
        return
    if shown:
        _tell(draft)
    click.echo(f"{draft.id}  saved by edit {saved.edit}.")


def _tell(draft: Draft) -> None:
    from referral_assistant.session.editing import changes, is_secret

    for changed in changes(draft):
        hidden = is_secret(draft.piece(changed.id))
        name = "(kept secret)" if hidden else changed.name or changed.id
        click.echo(f"{changed.kind} {name}{' (new)' if changed.is_new else ''}")
        for one in changed.fields:
            values = "(kept secret)" if hidden else f"{_short(one.before)} → {_short(one.after)}"
            click.echo(f"    {one.field}: {values}")


def _short(value: Any) -> str:
    """Write a value on one line, a child by what it says."""
    if isinstance(value, dict):
        said = [str(text) for name, text in value.items() if isinstance(text, str | int | float) and name != "id"]
        return ", ".join(said)[:200] or "…"
    if isinstance(value, list):
        return "; ".join(_short(one) for one in value)[:200]
    return "nothing" if value is None else repr(value)[:200]


@commands.group()
def add() -> None:
    """Add a service, an organization, a location or a contact."""


@add.command("service")
@click.option("--name", required=True)
@click.option("--organization", metavar="ID")
@click.option("--place", metavar="ID")
@_SET
@_KEEP
@click.pass_obj
def add_service(
    opened: Opened, name: str, organization: str | None, place: str | None, cells: tuple[str, ...], keep_words: bool
) -> None:
    """Add a service. Nobody knows yet what it asks at the door: a visit shows it as “call first”."""
    from referral_assistant.session.adding import choose_organization, choose_place, new_service
    from referral_assistant.session.editing import put

    session, draft = opened.session, new_service()
    draft = put(draft, draft.id, "name", name)
    draft = choose_organization(session, draft, organization) if organization is not None else draft
    draft = choose_place(session, draft, place) if place is not None else draft
    _finish(session, _with_cells(draft, cells), keep_words=keep_words)


@add.command("organization")
@click.option("--name", required=True)
@_SET
@_KEEP
@click.pass_obj
def add_organization(opened: Opened, name: str, cells: tuple[str, ...], keep_words: bool) -> None:
    """Add an organization."""
    from referral_assistant.session.adding import new_record
    from referral_assistant.session.editing import put

    draft = new_record("organization")
    _finish(opened.session, _with_cells(put(draft, draft.id, "name", name), cells), keep_words=keep_words)


@add.command("location")
@click.option("--name", required=True)
@click.option("--service", metavar="ID", help="The service that is given there.")
@_SET
@_KEEP
@click.pass_obj
def add_location(opened: Opened, name: str, service: str | None, cells: tuple[str, ...], keep_words: bool) -> None:
    """Add a location, and give a service there."""
    from referral_assistant.session.adding import add_place, new_record
    from referral_assistant.session.editing import open_record, put

    session = opened.session
    if service is None:
        draft = new_record("location")
        _finish(session, _with_cells(put(draft, draft.id, "name", name), cells), keep_words=keep_words)
        return
    draft = add_place(open_record(session, service), name)
    place = draft.pieces[-1].id
    for cell in cells:
        field, _, text = cell.partition("=")
        draft = put(draft, place, field.strip(), text)
    _finish(session, draft, keep_words=keep_words)
    click.echo(f"{place}  is the new location.")


@add.command("contact")
@click.option("--service", required=True, metavar="ID")
@click.option("--name", default="", help="A person or a desk.")
@click.option("--title", default="", help="What they do there.")
@click.option("--department", default="")
@click.option("--email", default="")
@_KEEP
@click.pass_obj
def add_contact(opened: Opened, /, service: str, keep_words: bool, **cells: str) -> None:
    """Add a person or desk to reach at a service."""
    from referral_assistant.session.contacts import ContactRow, contact_rows, new_contact, with_contacts
    from referral_assistant.session.editing import open_record

    if not any(cells.values()):
        raise click.UsageError("Say a --name, a --title, a --department or an --email.")
    draft = open_record(opened.session, service)
    written = ContactRow(new_contact().id, cells["name"], cells["title"], cells["department"], cells["email"])
    rows = (*contact_rows(draft.subject.now), written)
    draft = draft.with_record(draft.id, with_contacts(draft.subject.now, rows))
    _finish(opened.session, draft, keep_words=keep_words)


@commands.command()
@click.argument("service_id", metavar="ID")
@click.option("--name", default="", help="The name of the new one.")
@_SET
@_KEEP
@click.pass_obj
def duplicate(opened: Opened, service_id: str, name: str, cells: tuple[str, ...], keep_words: bool) -> None:
    """Add a service like another. What was found out about the other makes this one no safer."""
    from referral_assistant.session.adding import duplicate as like

    draft = _with_cells(like(opened.session, service_id, name), cells)
    _finish(opened.session, draft, keep_words=keep_words)


@commands.command()
@click.option("--save", "saved", metavar="ID", help="Save a draft.")
@click.option("--discard", metavar="ID", help="Throw a draft away.")
@click.option("--json", "as_json", is_flag=True)
@_KEEP
@click.pass_obj
def drafts(opened: Opened, saved: str | None, discard: str | None, as_json: bool, keep_words: bool) -> None:
    """List what was begun in the window and not saved yet; save one, or throw it away."""
    from referral_assistant.session import drafts as kept

    session = opened.session
    waiting = kept.unfinished(session)
    if saved is not None or discard is not None:
        wanted = (saved or discard or "").lower()
        found = [one for one in waiting if wanted and one.id.startswith(wanted)]
        if len(found) != 1:
            raise InputError(msg("There is no draft “{id}”.", id=wanted[:40]), msg("List them with “drafts”."))
        if saved is not None:
            _finish_draft(session, found[0].id, keep_words=keep_words)
        else:
            kept.discard(session, found[0].id)
            click.echo(f"Thrown away: {found[0].name or found[0].id}.")
    elif as_json:
        print_json([one.as_json() for one in waiting])
    else:
        for one in waiting:
            click.echo(f"{one.id}  {one.on:%Y-%m-%d %H:%M}  {one.name}{'  (new)' if one.is_new else ''}")
        if not waiting:
            click.echo("Nothing waits.")


def _finish_draft(session: Session, record_id: str, *, keep_words: bool) -> None:
    from referral_assistant.session.drafts import begun
    from referral_assistant.session.editing import overtaken

    draft = begun(session, record_id)
    assert draft is not None, "it was listed just now"
    past = overtaken(session, draft)
    if past is not None:
        fields = ", ".join(one.field for changed in past.there for one in changed.fields[:5])
        raise InputError(
            msg("“{name}” was changed since this draft was begun: {fields}.", name=past.there[0].name, fields=fields),
            msg("Open it in the window and see both, or --discard the draft."),
        )
    _finish(session, draft, keep_words=keep_words)

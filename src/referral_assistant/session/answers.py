"""The answers of FORMATS sections 4 and 6, as JSON and as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from referral_assistant.condition import NO_EVIDENCE, Evidence
from referral_assistant.directory import Edit, Hit, Preview
from referral_assistant.errors import InputError
from referral_assistant.i18n import Catalog
from referral_assistant.message import msg
from referral_assistant.session.papers_week import week_as_json, week_as_lines, week_of
from referral_assistant.session.unmet import unmet
from referral_assistant.session.visit import Asked, Explained, VisitResults

if TYPE_CHECKING:
    from referral_assistant.session.browse import Listed
    from referral_assistant.session.session import Session

Json = dict[str, Any]
_LONGEST_TEXT = 2_000_000
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def match_as_json(session: Session, results: VisitResults, catalog: Catalog) -> Json:
    """Answer `match --json`: the three lists and the questions worth asking."""
    warning = {"clock_warning": catalog.say(results.clock_warning)} if results.clock_warning else {}
    return {
        "on": results.visit.on.isoformat(),
        **warning,
        "matches": [_entry(one, results, catalog) for one in results.matches],
        "call_first": [_entry(one, results, catalog) for one in results.call_first],
        "left_out": [_entry(one, results, catalog) for one in results.left_out],
        "next_questions": [_question(asked, catalog) for asked in session.next_questions(results)],
        "unmet": [{"need": one.need, "area": one.area} for one in unmet(session, results)],
        "week": week_as_json(week_of(session, results), catalog),
    }


def _entry(one: Explained, results: VisitResults, catalog: Catalog) -> Json:
    match = one.match
    people = results.visit.household.people
    entry: Json = {
        "service_id": match.service.id,
        "service": match.service.name,
        "organization": match.service.organization,
        "need": match.need,
        "people": [people[position].label for position in match.people],
        "safety": match.safety.name,
        "outcome": match.outcome.name,
        "rank": match.rank,
        "findings": [
            {
                "rule": finding.rule,
                "outcome": finding.outcome.name,
                "message": catalog.say(finding.message),
                "evidence": _evidence(finding.evidence),
            }
            for finding in one.findings
        ],
    }
    if one.questions:
        entry["questions"] = [catalog.say(question) for question in one.questions]
    if one.because:
        entry["reason"] = str(one.because)
    if one.would_fit_if:
        change = one.would_fit_if
        entry["would_fit_if"] = {
            "attribute": change.attribute,
            "value": change.value,
            "message": catalog.say(change.message),
            "services": [{"service_id": service.id, "service": service.name} for service in one.helps_with_paper],
        }
    return entry


def _evidence(evidence: Evidence) -> Json | None:
    if evidence == NO_EVIDENCE:
        return None
    checked = evidence.checked_on.isoformat() if evidence.checked_on else None
    return {"quote": evidence.quote, "source": evidence.source, "checked_on": checked}


def _question(asked: Asked, catalog: Catalog) -> Json:
    return {
        "attribute": asked.question.attribute,
        "about": asked.about,
        "question": catalog.say(asked.text),
        "why": catalog.say(asked.why),
        "settles": asked.settles,
    }


def match_as_text(session: Session, results: VisitResults, catalog: Catalog) -> str:
    """Write the same answer for a person at a terminal."""
    _ = catalog.gettext
    lines = ["", catalog.say(results.clock_warning)] if results.clock_warning else []
    for title, entries in (
        (_("These places fit"), results.matches),
        (_("Call before you go"), results.call_first),
        (_("Left out"), results.left_out),
    ):
        lines += ["", f"{title} ({len(entries)})"]
        for one in entries:
            lines += _lines(one, session, catalog)
    for need in (session.needs.by_id[left.need] for left in unmet(session, results)):
        lines += ["", f"{_('Nothing found for')}: {catalog.say(need.name)}. {catalog.say(need.if_nothing)}"]
    for asked in session.next_questions(results)[:1]:
        lines += ["", f"{_('Ask next')}: {catalog.say(asked.text)}  ({catalog.say(asked.why)})"]
    lines += week_as_lines(session, week_of(session, results), catalog)
    return "\n".join(lines[1:])


def _lines(one: Explained, session: Session, catalog: Catalog) -> Iterator[str]:
    match = one.match
    yield (
        f"{match.rank:>3}. {match.service.name} · {match.service.organization} · "
        f"{session.need_name(match.need, catalog)} · {match.safety.name} · {match.outcome.name}"
    )
    for finding in one.findings:
        checked = f", {finding.evidence.checked_on}" if finding.evidence.checked_on else ""
        source = f"  [{finding.evidence.source}{checked}]" if finding.evidence.source else ""
        yield f"       {finding.outcome.name:<8}{catalog.say(finding.message)}{source}"
    if one.would_fit_if:
        yield f"       → {catalog.say(one.would_fit_if.message)}"


def text_verdicts(content: bytes, name: str) -> Iterator[tuple[str, Json]]:
    """Check each line of CONTENT for words that reveal what must not be written down. Raises InputError for too much."""
    from referral_assistant.i18n.text_guard import check_text

    if len(content) > _LONGEST_TEXT:
        raise InputError(
            msg("{file} is longer than two megabytes: no notes are.", file=name),
            msg("Check that it is the right file, or check it in parts."),
        )
    lines = content.decode("utf-8-sig", "replace").split("\n")
    for line in lines if lines[-1] else lines[:-1]:
        verdict = check_text(line)
        kind = str(verdict.kind) if verdict.kind else None
        yield line, {"reveals": verdict.reveals, "words": list(verdict.words), "kind": kind}


def verdict_as_text(line: str, verdict: Json) -> str:
    """Say one verdict to a person; what would steer the terminal is shown as unreadable."""
    return _STEERS.sub("\ufffd", f"{verdict['kind']}: {', '.join(verdict['words'])}  ←  {line.strip()}")


def import_as_json(preview: Preview, commit: str | None) -> Json:
    """Answer `import --json`."""
    counts = preview.records
    return {
        "commit": commit,
        "new": len(preview.new),
        "changed": len(preview.changed),
        "same": preview.same,
        "unreadable": [
            {"file": one.file, "line": one.line, "field": one.field, "reason": str(one.reason)}
            for one in preview.unreadable
        ],
        "records": {
            "organization": counts.organization,
            "service": counts.service,
            "location": counts.location,
        },
    }


def import_as_lines(preview: Preview, commit: str | None) -> Iterator[str]:
    """Tell an import to a person: what came in, what would be safer and who says so, what could not be read."""
    done = "Imported" if commit else "Nothing new" if preview.is_empty else "Would import"
    counts = preview.records
    yield (
        f"{done}: {counts.service} services, {counts.organization} organizations, {counts.location} locations "
        f"({len(preview.new)} new, {len(preview.changed)} changed, {preview.same} same) from {preview.source}."
    )
    for safer in preview.safer:
        yield (
            f"  safer: {safer.service}: {safer.before.name} → {safer.after.name}, "
            f"on the word of {', '.join(safer.checked_by)}"
        )
    for one in preview.kept:
        yield f"  kept as corrected here: {one.name}"
    for unread in (*preview.unreadable, *preview.remarks):
        yield f"  {unread.file}, line {unread.line}, {unread.field or 'row'}: {unread.reason}"


def hit_as_json(hit: Hit) -> Json:
    """Answer one line of `search --json`."""
    return {
        "service_id": hit.service_id,
        "service": hit.service,
        "organization": hit.organization,
        "area": hit.area,
        "safety": hit.safety.name,
        "snippet": hit.snippet,
    }


def listed_as_json(one: Listed) -> Json:
    """Answer one line of `search --json`; a distance is told only when a point was named and the place has one."""
    assert one.hit is not None
    told = hit_as_json(one.hit)
    if one.hit.distance_km is not None:
        told["distance_km"] = round(one.hit.distance_km, 2)
    if one.service.last_heard_of:
        told["last_confirmed"] = one.service.last_heard_of.isoformat()
    return told


def edit_as_json(edit: Edit) -> Json:
    """Answer one entry of `history --json`."""
    return {
        "edit": edit.id,
        "on": edit.on.isoformat(),
        "by": edit.by,
        "summary": edit.summary,
        "fields": [{"field": one.field, "before": one.before, "after": one.after} for one in edit.fields],
    }

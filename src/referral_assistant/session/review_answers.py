"""What the command line says about reviews, in lines and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from referral_assistant.session.reviewing import Review, Standing

_LONGEST = 80


def review_as_lines(review: Review, kept: Path | None) -> list[str]:
    """Return what a sheet would change, what cannot be taken, and whether it was taken in."""
    lines = [f"not taken, line {one.line}: “{_short(one.english)}”: {one.why}" for one in review.refused]
    for change in review.changes:
        if change.is_new:
            lines.append(f"“{_short(change.sentence.english)}”")
            lines += [f"  - {text}" for text in change.sentence.texts if text]
            lines += [f"  + {text}" for text in change.texts]
    approved = len(review.changes) - review.corrected
    done = f"Kept in {kept}." if kept else "Nothing was changed: --yes takes it in."
    lines.append(
        f"{review.language.english_name}: {review.corrected} corrected, {approved} approved, {len(review.refused)} not taken. {done}"
    )
    return lines


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def review_as_json(review: Review, kept: Path | None) -> dict[str, Any]:
    """Return the same as JSON."""
    return {
        "language": review.language.tag,
        "taken_in": kept is not None,
        "corrected": [
            {"english": one.sentence.english, "before": list(one.sentence.texts), "after": list(one.texts)}
            for one in review.changes
            if one.is_new
        ],
        "approved": [one.sentence.english for one in review.changes if not one.is_new],
        "not_taken": [{"line": one.line, "english": one.english, "why": str(one.why)} for one in review.refused],
    }


def standing_as_line(one: Standing) -> str:
    """Return one line on a language."""
    name = f"{one.language.tag:8} {one.language.english_name:22}"
    counts = f"paper {one.paper.translated} of {one.paper.sentences}, all {one.all.translated} of {one.all.sentences}"
    borrowed = f"; numbers and dates as in {one.language.locale}" if one.language.borrowed else ""
    fault = f"; {one.fault}" if one.fault else ""
    return f"{name} {counts}, reviewed {one.all.reviewed}{borrowed}{fault}"


def standing_as_json(one: Standing) -> dict[str, Any]:
    """Return the same as JSON."""
    return {
        "language": one.language.tag,
        "paper": {"sentences": one.paper.sentences, "translated": one.paper.translated, "reviewed": one.paper.reviewed},
        "all": {"sentences": one.all.sentences, "translated": one.all.translated, "reviewed": one.all.reviewed},
        "numbers_and_dates": one.language.locale,
        "borrowed": one.language.borrowed,
        "fault": str(one.fault) if one.fault else None,
    }

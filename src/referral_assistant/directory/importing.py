"""Prepare an import: read, settle, compare with what is held; nothing is written before a person says yes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from referral_assistant import clock
from referral_assistant.directory.comparing import Findings, Held, compare, compare_extras, name_of, ref_of
from referral_assistant.directory.hsds.dialect import read_parcel
from referral_assistant.directory.hsds.draft import Drafts, Report, Unreadable
from referral_assistant.directory.hsds.mapping import Mappings
from referral_assistant.directory.hsds.mending import Broken, Mender
from referral_assistant.directory.hsds.parcel import open_parcel, shown
from referral_assistant.directory.hsds.settle import Settler
from referral_assistant.directory.preview import BrokenText, Counts, Preview
from referral_assistant.directory.record import key_of
from referral_assistant.directory.secrets import HIDDEN, SECRET_PLACE, secret_places
from referral_assistant.directory.store import Store
from referral_assistant.directory.vouching import attach_sheets, safer
from referral_assistant.disclosure import Duty
from referral_assistant.errors import InputError
from referral_assistant.message import msg

MOST_REMARKS = 200


def source_name(path: Path, source: str | None) -> str:
    """Return the name of a source: what the person said, else the name of the file or folder without its ending."""
    name = (source or "").strip() or re.sub(r"(\.gz|\.[A-Za-z]{3,7})+$", "", path.name) or "import"
    return name[:80]


def prepare(
    store: Store,
    path: Path,
    source: str | None,
    report: Report | None,
    on: date | None = None,
    duties: Sequence[Duty] = (),
    *,
    mend: bool = False,
    mappings: Mappings | None = None,
) -> Preview:
    """Read PATH and say what it would change. Writes nothing. Raises InputError when there is nothing to read.

    MEND: text that was broken on its way comes in mended; otherwise it is only pointed out. MAPPINGS: what the columns
    of plain lists mean, by the signature of the header; what is not in it is guessed.
    """
    name = source_name(path, source)
    tell = _Progress(report)
    drafts = _read(path, mappings)
    settler = Settler(name, drafts, tell.stage(0.1, 0.6))
    settled = settler.settle()
    held = Held(store, ref_of(name))
    attach_sheets(settler, drafts, settled, held, name)
    secret = secret_places(settled.records["location"], settled.records["service"].values())
    findings = Findings(settler.file_of, secret)
    mender = Mender(data for records in settled.records.values() for data in records.values())
    broken = [_broken_text(data, one, secret) for data, one in mender.broken()]
    counts = Counts(**{kind: len(found) for kind, found in settled.records.items()})
    compare(settled, held, findings, tell.stage(0.6, 1.0), mender if mend and broken else None)
    compare_extras(settled, held, findings, name)
    return Preview(
        source=name,
        path=str(path),
        new=tuple(findings.new),
        changed=tuple(findings.changed),
        same=findings.same,
        kept=tuple(findings.kept),
        gone=sum(1 for one in held.sent if key_of(one) and one not in findings.as_sent),
        unreadable=tuple(drafts.unreadable),
        remarks=(*drafts.remarks, *_remarks(broken, shown(path.name), mended=mend)),
        records=counts,
        safer=tuple(safer(findings, held, on or clock.today(), duties)),
        based_on=store.head(),
        broken=tuple(broken),
        mended=mend and bool(broken),
        tables=tuple(drafts.plain),
        writes=findings.writes,
        as_sent=findings.as_sent,
    )


def _read(path: Path, mappings: Mappings | None) -> Drafts:
    try:
        return read_parcel(open_parcel(path), mappings)
    except OSError as error:
        raise InputError(
            msg("{file} cannot be read: {reason}.", file=shown(path.name), reason=error.strerror or str(error)),
            msg("Check that you may open it and that the disk is in order."),
        ) from error


class _Progress:
    """Spread one progress report over several stages; total is always 1000."""

    def __init__(self, report: Report | None) -> None:
        self._report = report

    def stage(self, start: float, end: float) -> Callable[[int, int], None] | None:
        """Return a report for one stage."""
        report = self._report
        if report is None:
            return None
        return lambda done, total: report(int(1000 * (start + (end - start) * done / max(total, 1))), 1000)


def _broken_text(data: Mapping[str, Any], one: Broken, secret: frozenset[str]) -> BrokenText:
    if data.get("id") in secret:
        return BrokenText(SECRET_PLACE, one.field, one.fault, HIDDEN, HIDDEN)
    return BrokenText(name_of(data), one.field, one.fault, one.text, one.better)


def _remarks(broken: list[BrokenText], file: str, *, mended: bool) -> list[Unreadable]:
    """Say what text is broken, and what it would be; a person decides."""
    return [
        Unreadable(
            file, 0, one.field, Broken(one.field, one.fault, one.before, one.after).reason(one.record, mended=mended)
        )
        for one in broken[:MOST_REMARKS]
    ]

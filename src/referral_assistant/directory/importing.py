"""Prepare an import: read, settle, compare with what is held; nothing is written before a person says yes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from referral_assistant.directory.comparing import Findings, Held, compare, compare_extras, name_of, ref_of
from referral_assistant.directory.hsds.dialect import read_parcel
from referral_assistant.directory.hsds.draft import Drafts, Report, Unreadable
from referral_assistant.directory.hsds.mending import Mender
from referral_assistant.directory.hsds.parcel import open_parcel, shown
from referral_assistant.directory.hsds.settle import Settler
from referral_assistant.directory.preview import Counts, Preview
from referral_assistant.directory.record import key_of
from referral_assistant.directory.store import Store
from referral_assistant.directory.vouching import attach_sheets, safer
from referral_assistant.disclosure import Duty
from referral_assistant.errors import InputError
from referral_assistant.message import msg

_MOST_REMARKS = 200


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
) -> Preview:
    """Read PATH and say what it would change. Writes nothing. Raises InputError when there is nothing to read.

    MEND: text that was broken on its way comes in mended; otherwise it is only pointed out.
    """
    name = source_name(path, source)
    tell = _Progress(report)
    drafts = _read(path)
    settler = Settler(name, drafts, tell.stage(0.1, 0.6))
    settled = settler.settle()
    held = Held(store, ref_of(name))
    attach_sheets(settler, drafts, settled, held, name)
    findings = Findings()
    mender = Mender(data for records in settled.records.values() for data in records.values())
    broken = _broken(mender, shown(path.name), mended=mend)
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
        remarks=(*drafts.remarks, *broken),
        records=counts,
        safer=tuple(safer(findings, held, on or date.today(), duties)),
        based_on=store.head(),
        writes=findings.writes,
        as_sent=findings.as_sent,
    )


def _read(path: Path) -> Drafts:
    try:
        return read_parcel(open_parcel(path))
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


def _broken(mender: Mender, file: str, *, mended: bool) -> list[Unreadable]:
    """Say what text is broken, and what it would be; a person decides."""
    found = (
        Unreadable(file, 0, broken.field, broken.reason(name_of(data), mended=mended))
        for data, broken in mender.broken()
    )
    return list(islice(found, _MOST_REMARKS))

"""Lists for people: one row a service as CSV, and a workbook with the three sheets beside it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.reading import spot_of
from referral_assistant.directory.secrets import places_of
from referral_assistant.directory.sheets import COLUMNS, rows_of
from referral_assistant.service import Hours, Service, Spot

if TYPE_CHECKING:
    from referral_assistant.directory.directory import Directory
    from referral_assistant.directory.export import Holding

HEADER = (
    "service_id",
    "name",
    "organization",
    "status",
    "description",
    "needs",
    "address",
    "area",
    "phone",
    "hours",
    "languages",
    "fees",
    "how to apply",
    "eligibility",
    "email",
    "website",
    "last confirmed",
)
# A cell that begins so is a formula to a spreadsheet program: an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PHONE = re.compile(r"\+[\d ().]+(?: ext\. \d+)?(?:; [\d +().]+(?: ext\. \d+)?)*")
_CELL = 32_000


def as_csv(directory: Directory, holding: Holding) -> bytes:
    """Return one row a service, with a byte order mark so that spreadsheet programs read every script."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([_safe(cell) for cell in row] for row in _rows(directory, holding))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def as_xlsx(directory: Directory, holding: Holding) -> bytes:
    """Return a workbook: the services, then needs, conditions and disclosure as FORMATS section 2 has them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("services")
    _fill(sheet, HEADER, _rows(directory, holding))
    for name, columns in COLUMNS.items():
        _fill(book.create_sheet(name), ("service_id", *columns), _sheet_rows(holding, name, columns))
    return _saved(book)


def _saved(book: Any) -> bytes:
    from datetime import datetime

    # A fixed day: who made the list and when is nobody's business.
    book.properties.created = datetime(2000, 1, 1)  # noqa: DTZ001
    book.properties.creator = ""
    stream = io.BytesIO()
    book.save(stream)
    return _without_times(stream.getvalue())


def _without_times(workbook: bytes) -> bytes:
    """Pack a workbook again without the hour at which it was saved, which openpyxl always writes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _fill(sheet: Any, header: tuple[str, ...], rows: Iterator[list[str]]) -> None:
    """Write rows of text: whatever sign it begins with, and without the signs that a workbook cannot hold."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    def written(text: str) -> Any:
        legal = ILLEGAL_CHARACTERS_RE.sub("", text)[:_CELL]
        if not legal.startswith("="):
            return legal
        cell = WriteOnlyCell(sheet, legal)
        cell.data_type = "s"
        return cell

    sheet.freeze_panes = "A2"
    sheet.append(list(header))
    for row in rows:
        sheet.append([written(cell) for cell in row])


def _rows(directory: Directory, holding: Holding) -> Iterator[list[str]]:
    for service in sorted(directory.services(), key=lambda one: (one.name.casefold(), one.id)):
        data = holding.services.get(service.id)
        if data is not None:
            yield _row(service, data, holding)


def _row(service: Service, data: dict[str, Any], holding: Holding) -> list[str]:
    shown = _shown(service, data, holding)
    owner = holding.organizations.get(data.get("organization_id", ""), {})
    return [
        service.id,
        service.name,
        service.organization,
        str(service.status),
        service.summary,
        "; ".join(sorted(service.needs)),
        "; ".join(spot.address for spot in shown if spot.address),
        "; ".join(dict.fromkeys(spot.area for spot in shown if spot.area)),
        "; ".join(service.phones),
        "; ".join(filter(None, (_hours(one) for one in service.hours))),
        "; ".join(sorted(service.languages)),
        str(data.get("fees_description") or data.get("fees") or ""),
        service.how_to_enter,
        str(data.get("eligibility_description") or ""),
        str(data.get("email") or owner.get("email") or ""),
        str(data.get("url") or owner.get("website") or ""),
        service.confirmed_on.isoformat() if service.confirmed_on else "",
    ]


def _shown(service: Service, data: dict[str, Any], holding: Holding) -> list[Spot]:
    """Return the places that may be told: all of them, read again, where secret ones were asked for."""
    if not (holding.confidential and service.confidential):
        return [spot for spot in service.spots if not spot.confidential]
    places = (holding.locations.get(one) for one in sorted(places_of(data)))
    return [spot_of(place) for place in places if place is not None]


def _hours(hours: Hours) -> str:
    times = "–".join(f"{one:%H:%M}" for one in (hours.opens, hours.closes) if one)
    return " ".join(filter(None, (" ".join(hours.days), times, hours.note)))


def _sheet_rows(holding: Holding, name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    for one, data in sorted(holding.services.items()):
        for sheet, row in rows_of(data):
            if sheet == name:
                yield [one, *(row.get(column, "") for column in columns)]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _PHONE.fullmatch(cell) else cell

"""Write the directory out: HSDS 3.2 JSON and tables, and lists for people. What is marked confidential stays at home."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referral_assistant.directory.record import Record
from referral_assistant.directory.secrets import secret_places
from referral_assistant.directory.sheets import RECEIVED_FROM, row_text, rows_of, sheet_of
from referral_assistant.errors import InputError
from referral_assistant.message import msg
from referral_assistant.paths import write_atomically

if TYPE_CHECKING:
    from referral_assistant.directory.directory import Directory

Data = dict[str, Any]
KINDS = ("hsds-json", "hsds-tabular", "csv", "xlsx")


class Holding:
    """Every record of a directory, as it may leave the house."""

    def __init__(self, directory: Directory, *, confidential: bool) -> None:
        """Read everything. CONFIDENTIAL: with the places that must stay secret."""
        self.confidential = confidential
        self.organizations = {one.id: dict(one.data) for one in directory.records("organization")}
        self.services = {one.id: _outward(one) for one in directory.records("service")}
        self.locations = {one.id: dict(one.data) for one in directory.records("location")}
        self.extras = directory.extras()
        if not confidential:
            self._leave_out_secrets()

    def _leave_out_secrets(self) -> None:
        secret = secret_places(self.locations, self.services.values())
        for service in self.services.values():
            links = service.get("service_at_locations", [])
            open_links = [link for link in links if link.get("location_id") not in secret]
            if len(open_links) != len(links):
                service["service_at_locations"] = open_links
                if not open_links:
                    del service["service_at_locations"]
        for one in secret:
            self.locations.pop(one, None)
        self.extras = {
            name: [row for row in rows if secret.isdisjoint(map(str, row.values()))]
            for name, rows in self.extras.items()
        }


def left_out(directory: Directory, kind: str) -> tuple[tuple[str, int], ...]:
    """Return the tables beside records (name, rows) that an export of KIND cannot hold: only tables can."""
    if kind == "hsds-tabular":
        return ()
    return tuple((name, len(rows)) for name, rows in sorted(directory.extras().items()) if rows)


def export(directory: Directory, path: Path, kind: str, *, confidential: bool) -> None:
    """Write DIRECTORY to PATH. See `Directory.export`."""
    if kind not in KINDS:
        raise InputError(
            msg("“{kind}” is no kind of export.", kind=kind), msg("Choose one of {kinds}.", kinds=", ".join(KINDS))
        )
    holding = Holding(directory, confidential=confidential)
    if kind == "hsds-json":
        from referral_assistant.directory.hsds.to_json import as_json

        write_atomically(path, as_json(holding))
    elif kind == "hsds-tabular":
        from referral_assistant.directory.hsds.to_tables import as_tables

        _write_files(path, as_tables(holding))
    else:
        from referral_assistant.directory.people import as_csv, as_xlsx

        write_atomically(path, as_csv(directory, holding) if kind == "csv" else as_xlsx(directory, holding))


def _outward(record: Record) -> Data:
    """Return a service without our note of who sent a row: the next clinic notes us."""
    data = dict(record.data)
    if any(RECEIVED_FROM in str(one.get("value", "")) for one in data.get("attributes", ())):
        data["attributes"] = [_without_sender(one) for one in data["attributes"]]
    return data


def _without_sender(attribute: Mapping[str, Any]) -> Data:
    if sheet_of(attribute) in {"conditions", "disclosure"}:
        for _, row in rows_of({"attributes": [attribute]}):
            row.pop(RECEIVED_FROM, None)
            return {**attribute, "value": row_text(row)}
    return dict(attribute)


def _write_files(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of FILES, or a zip when PATH ends so; the old one gives way only to a whole new one."""
    if path.suffix.lower() == ".zip":
        write_atomically(path, _zipped(files))
        return
    if path.exists() and not _was_exported(path):
        raise InputError(
            msg("{file} is there already and is not a directory that was exported.", file=path.name),
            msg("Choose another name."),
        )
    temporary = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=path.parent))
    try:
        for name, content in files.items():
            write_atomically(temporary / name, content)
        temporary.chmod(0o755)
        if path.exists():
            old = path.with_name(f".{path.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            path.rename(old)
            try:
                temporary.rename(path)
            except BaseException:
                old.rename(path)
                raise
            shutil.rmtree(old)
        else:
            temporary.rename(path)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _was_exported(path: Path) -> bool:
    """Say whether a folder may give way to an export: it is empty, or an export. Sheets of somebody's own may not."""
    if not path.is_dir():
        return False
    names = {one.name for one in path.iterdir()}
    return not names or ("datapackage.json" in names and all(Path(one).suffix in {".csv", ".json"} for one in names))


def _zipped(files: Mapping[str, bytes]) -> bytes:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            # A fixed date: the same directory gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()

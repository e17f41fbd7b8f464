"""Bad lists under a mapping that a person chose, and bad text that is to be mended: no fault but one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant.directory import ColumnMapping, Directory, UnplacedError
from referral_assistant.directory.hsds.becoming import become
from referral_assistant.directory.hsds.mapping import signature
from referral_assistant.errors import InputError

HEADER = ("Where", "Call us", "Lat")
NAMED = ColumnMapping("service", (("Where", "service.name"), ("Call us", "phone.number"), ("Lat", "spot.latitude")))
LONG = "x" * 2_000_000


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Directory]:
    """Yield an empty directory."""
    with Directory.open(tmp_path / "data", "Clinic A") as opened:
        yield opened


# name, the content of the list, how many services come in, how many lines are reported
LISTS = (
    ("short-rows", b"Where,Call us,Lat\nHut\nHouse,1\n", 2, 0),
    ("long-rows", b"Where,Call us,Lat\nHut,1,2,3,4\nHouse,1,2\nHome,1,2\n", 3, 1),
    ("no-names", b"Where,Call us,Lat\n,1,2\n ,1,2\n", 0, 2),
    ("no-rows", b"Where,Call us,Lat\n", None, 0),
    ("latitude-of-nowhere", b"Where,Call us,Lat\nHut,1,north\nHouse,1,999\n", 2, 1),
    ("same-name-twice", b"Where,Call us,Lat\nHut,1,2\nHut,3,2\n", 1, 0),
    ("formula", b"Where,Call us,Lat\n'=cmd|calc,1,2\n", 1, 0),
    ("null-bytes", b"Where,Call us,Lat\nHu\0t,1,2\n", 1, 0),
    ("open-quote", b'Where,Call us,Lat\n"Hut,1,2\nHouse,1,2\n', 1, 1),
    ("huge-name", f"Where,Call us,Lat\n{LONG},1,2\nHouse,1,2\n".encode(), 1, 2),
    ("steering-signs", "Where,Call us,Lat\n\u202eHut\u2066,1,2\n".encode(), 1, 0),
)


@pytest.mark.parametrize(("content", "count", "reported"), [one[1:] for one in LISTS], ids=[one[0] for one in LISTS])
def test_a_bad_list_under_a_mapping(
    content: bytes, count: int | None, reported: int, directory: Directory, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    if count is None or count == 0:
        with pytest.raises(InputError):
            directory.prepare_import(path, mappings={signature(HEADER): NAMED})
        return
    preview = directory.prepare_import(path, mappings={signature(HEADER): NAMED})
    assert len({one.id for one in preview.new if one.kind == "service"}) == count
    assert (len(preview.unreadable) > 0) is (reported > 0)
    for table in preview.tables:
        become(table, NAMED)
    directory.apply(preview)
    assert len(directory.services()) == count


@pytest.mark.parametrize(
    "mapping",
    [
        ColumnMapping("service", (("Where", "spoon.size"), ("Call us", "service.name"))),
        ColumnMapping("service", (("Where", "service.name"), ("Call us", "service.nowhere"))),
        ColumnMapping("service", (("Where", "service.name"), ("Call us", "organization.id"))),
        ColumnMapping("service", (("Where", "service.name"), ("Call us", "location.id"))),
        ColumnMapping("location", (("Where", "location.name"), ("Call us", "language.name"))),
        ColumnMapping("organization", (("Where", "organization.name"), ("Call us", "schedule.description"))),
        ColumnMapping("service", (("Where", ""), ("Nothing", "service.name"))),
        ColumnMapping("service", (("Where", "."), ("Call us", "service."))),
    ],
)
def test_a_mapping_that_makes_no_sense(mapping: ColumnMapping, directory: Directory, tmp_path: Path) -> None:
    """Somebody edited the file by hand: it is read as far as it makes sense, and nothing breaks."""
    path = tmp_path / "list.csv"
    path.write_text("Where,Call us\nHut,1\nHouse,2\nHome,3\n", "utf-8")
    try:
        preview = directory.prepare_import(path, mappings={signature(("Where", "Call us")): mapping})
    except UnplacedError as fault:
        tables = fault.tables
    except InputError:
        return
    else:
        tables = preview.tables
        directory.apply(preview)
    for table in tables:
        become(table, mapping)


@pytest.mark.parametrize(
    "text",
    ["Ã", "Ã©" * 50_000, "Ãƒ\u0192Ã‚Â©", "\u1031" * 5000, "က်" * 20_000, "\ud83d\ude00 CafÃ©", "Ã©\u202e\u0000", "â€"],
    ids=range(8),
)
def test_text_that_is_broken_beyond_or_only_looks_so(text: str, directory: Directory, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name,Remarks\nHut," + text.replace("\0", "").encode("utf-8", "replace") + b"\n")
    for mend in (False, True):
        preview = directory.prepare_import(path, mend=mend)
        assert [one.name for one in preview.new] == ["Hut"]
        assert preview.mended is (mend and bool(preview.broken))
    directory.apply(preview)
    assert directory.prepare_import(path, mend=True).is_empty

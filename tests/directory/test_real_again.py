"""The same file again changes nothing; what a person corrected survives; nothing becomes safer by itself (P3, P5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from referral_assistant import clock
from referral_assistant.directory import Directory
from referral_assistant.disclosure import Safety, judge
from tests.directory.conftest import Held
from tests.directory.sources import folder, imported, needs_shared, real

pytestmark = [real, needs_shared]
DIRECTORIES = [
    "dc-social-services/2022-06-v2.0",
    "florida-social-services",
    "ilao-illinois-legal-aid/input",
    "ohana-sample",
    "oruk-3.0-mocks",
    "sample-hsds-datapackage-1.1/simple",
    "unhcr-jordan-2015",
    "bc211-one-agency",
]


@pytest.mark.parametrize("name", DIRECTORIES)
def test_the_same_again_is_no_edit(name: str, held: Held) -> None:
    directory = held(name)
    before = directory.head
    preview = directory.prepare_import(folder(name), "source")
    assert (preview.new, preview.changed, preview.kept, preview.gone) == ((), (), (), 0)
    assert preview.same == sum(getattr(preview.records, kind) for kind in ("organization", "service", "location"))
    assert preview.is_empty
    assert directory.apply(preview) is None
    assert directory.head == before


@pytest.mark.parametrize("name", DIRECTORIES)
def test_nothing_is_safer_than_unconfirmed(name: str, held: Held) -> None:
    directory = held(name)
    judged = [judge(service.disclosure, clock.today()).safety for service in directory.services()]
    assert judged
    assert max(judged) <= Safety.UNCONFIRMED
    assert directory.prepare_import(folder(name), "yet another source").safer == ()


@pytest.mark.parametrize("name", DIRECTORIES)
def test_a_correction_survives_and_is_shown(name: str, tmp_path: Path) -> None:
    with Directory.open(tmp_path, "Clinic A") as directory:
        imported(directory, folder(name))
        first = next(directory.records("service"))
        directory.save("service", {**first.data, "name": "As we call it", "alert": "Ring twice"})
        preview = directory.prepare_import(folder(name))
        assert preview.is_empty
        (kept,) = preview.kept
        assert (kept.id, kept.name) == (first.id, "As we call it")
        assert [(one.field, one.before, one.after) for one in kept.kept if one.field == "name"] == [
            ("name", "As we call it", first.name)
        ]
        directory.apply(preview)
        assert directory.show(first.id).data["name"] == "As we call it"
        assert directory.show(first.id).data["alert"] == "Ring twice"

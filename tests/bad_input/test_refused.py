"""Every hostile or broken input gives its one sentence, and nothing changes (P6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from referral_assistant.directory import Directory
from referral_assistant.errors import InputError
from tests.bad_input.corpus import REFUSED, Bad

_SENTENCES = dict(
    line.split("\t", 1) for line in (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    with Directory.open(tmp_path_factory.mktemp("data"), "Clinic A") as opened:
        yield opened


@pytest.mark.parametrize("bad", REFUSED, ids=[bad.name for bad in REFUSED])
def test_one_sentence(bad: Bad, directory: Directory, tmp_path: Path) -> None:
    path = tmp_path / bad.name
    bad.make(path)
    with pytest.raises(InputError) as caught:
        directory.prepare_import(path)
    assert str(caught.value) == _SENTENCES[bad.name]
    assert caught.value.next_step is not None
    assert directory.head is None


def test_every_sentence_names_its_file() -> None:
    assert set(_SENTENCES) == {bad.name for bad in REFUSED}
    assert all(name in sentence for name, sentence in _SENTENCES.items())
    assert len(REFUSED) >= 40

"""Fine print on the labelled lines of real directories, and on everything that one of them writes."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from referral_assistant.directory.fine_print import Demand, Said, read_fine_print

pytestmark = pytest.mark.real

# Columns of those directories that only list who may come and what to bring.
LISTING = frozenset(
    {"eligibility", "required_documents", "service_immigration_status", "1. Registration Type Requirement"}
    | {"An individual must be one of these to qualify"}
)
SAYS = {
    "status": "asks_status", "citizens_only": "citizens_only", "explicitly_open": "explicitly_open",
    "ssn": "asks_paper:social_security_number",
}  # fmt: skip


def test_the_labelled_lines(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "safety-text" / "train.jsonl").read_text("utf-8").splitlines()]
    counts: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for row in rows:
        found = read_fine_print(row["text"], Demand.ALL if row["field"] in LISTING else Demand.SAID)
        counts[f"{row['safety_floor']} {any(one.lowers for one in found)}"] += 1
        said = {one.text for one in found if one.said is not Said.CONDITION}
        meant = {SAYS.get(label, f"asks_paper:{label}") for label in row["labels"] if label != "none"}
        labels.update(right=len(said & meant), missed=len(meant - said), wrong=len(said - meant))
    assert counts["asks True"] >= 0.98 * (counts["asks True"] + counts["asks False"]), counts
    quiet = [floor for floor in ("open", "silent") if counts[f"{floor} True"] > 0.1 * counts[f"{floor} False"]]
    assert not quiet, counts
    assert labels["right"] >= 0.9 * (labels["right"] + labels["missed"]), labels
    assert labels["right"] >= 0.9 * (labels["right"] + labels["wrong"]), labels


def test_few_services_of_a_real_directory_are_lowered(shared: Path) -> None:
    csv.field_size_limit(sys.maxsize)
    paths = sorted((shared / "data" / "directories" / "dc-social-services").glob("**/services.csv"))
    with paths[-1].open(encoding="utf-8", newline="") as stream:
        texts = {row.get("description") or "" for row in csv.DictReader(stream)}
    lowered = [text for text in texts if any(one.lowers for one in read_fine_print(text))]
    assert len(texts) > 500
    assert len(lowered) <= len(texts) / 50, lowered

"""Finding what is there twice in a large directory, and how much of what was planted is found.

`bench duplicates [RECORDS] [--json]`; 50 000 records when no number is named.
"""

from __future__ import annotations

import argparse
import json
import time
from random import Random

from referral_assistant.directory.duplicates import find_duplicates
from referral_assistant.directory.likeness import Card, card

TARGETS = {"seconds": 60.0, "missed": 0.05}
_EVERY = 50


def run(arguments: list[str]) -> int:
    """Measure; return 0 when every target is met."""
    options = argparse.ArgumentParser("bench duplicates")
    options.add_argument("records", nargs="?", type=int, default=50_000)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args(arguments)
    cards, planted = _cards(chosen.records)
    start = time.process_time()
    found = {tuple(sorted((one.first, one.second))) for one in find_duplicates(cards)}
    seconds = time.process_time() - start
    missed = len(planted - found) / max(len(planted), 1)
    result = {"records": len(cards), "seconds": seconds, "missed": missed, "pairs": len(found)}
    print(json.dumps(result) if chosen.json else "\n".join(f"{name}: {value:.4g}" for name, value in result.items()))
    return int(any(result[name] > most for name, most in TARGETS.items()))


def _cards(count: int) -> tuple[list[Card], set[tuple[str, ...]]]:
    """Make COUNT cards of words that repeat as in a real directory; every fiftieth is there twice, a little misspelt."""
    chance = Random(5)
    words = ["".join(chance.choices("abdefghiklmnoprstu", k=chance.randint(3, 9))) for _ in range(3000)]
    cards: list[Card] = []
    planted = set()
    for number in range(count * _EVERY // (_EVERY + 1)):
        name = " ".join(chance.choices(words, k=3))
        address = {
            "address_1": f"{chance.randrange(900)} {chance.choice(words)} street",
            "postal_code": str(chance.randrange(count // 30)),
            "city": "Town",
        }
        # One in ten has the telephone of a switchboard that many share.
        phone = str(10**8 + number % 7) if number % 10 == 0 else str(chance.randrange(10**8))
        cards.append(card(str(number), [name], [{"phones": [{"number": phone}]}], [address]))
        if number % _EVERY == 0:
            twin = name[:-2] + name[-1:] + name[-2:-1]
            cards.append(card(f"{number} again", [twin], [{}], [address]))
            planted.add(tuple(sorted((str(number), f"{number} again"))))
    return cards, planted

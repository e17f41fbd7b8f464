"""What a region means for a family and for a service: areas, reach, duties to report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from referral_assistant.condition import fold_place
from referral_assistant.disclosure import Duty
from referral_assistant.household import Household, Place
from referral_assistant.matching import Nearness
from referral_assistant.regions import Region
from referral_assistant.service import Provider, Service

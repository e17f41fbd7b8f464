"""Vaccination: schedules as data, doses given held against them, and what to ask the vaccinator about. Pure, no I/O."""

from referral_assistant.vaccination.answering import ASKED_ABOUT, Answer, Status
from referral_assistant.vaccination.evaluation import Standing
from referral_assistant.vaccination.judging import DoseJudged, Judgement, judge
from referral_assistant.vaccination.plan import Antigen, Schedule
from referral_assistant.vaccination.products import ProductNames, read_products
from referral_assistant.vaccination.reading import read_schedule
from referral_assistant.vaccination.sentences import STANDINGS
from referral_assistant.vaccination.slip import SlipLines, slip_lines

__all__ = [
    "ASKED_ABOUT",
    "STANDINGS",
    "Answer",
    "Antigen",
    "DoseJudged",
    "Judgement",
    "ProductNames",
    "Schedule",
    "SlipLines",
    "Standing",
    "Status",
    "judge",
    "read_products",
    "read_schedule",
    "slip_lines",
]

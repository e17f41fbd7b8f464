"""Read what free text says about papers, status and who can come, as proposals that a person accepts.

A proposal can lower how safe a service is shown by itself, and never raise it (`suspicious_words`).
"""

from referral_assistant.directory.fine_print.proposal import Demand, Proposal, Said
from referral_assistant.directory.fine_print.reader import read_fine_print
from referral_assistant.directory.fine_print.record import fine_print_of, proposals_of, suspicious_words

__all__ = ["Demand", "Proposal", "Said", "fine_print_of", "proposals_of", "read_fine_print", "suspicious_words"]

"""The use cases, one method each; what the window and the command line both call."""

from referral_assistant.session.session import Session
from referral_assistant.session.visit import Asked, Explained, VisitResults

__all__ = ["Asked", "Explained", "Session", "VisitResults"]

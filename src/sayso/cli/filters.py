"""Filters: which reports a command answers, as the user asks for them.

In: the command's options. Out: yes or no to a report before it is read (date, language), to a reading after it
(place). Pure. Imports: errors, model. Imported by: cli.read.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NoReturn

from msgspec import Struct

from sayso.errors import BadRequest
from sayso.model import Reading, Report

DAY = len("2022-02-08")
APOSTROPHES = str.maketrans("‘’ʼ`", "''''")
LANGUAGE = re.compile(r"[a-z]{2,3}")


class Filters(Struct, frozen=True, kw_only=True):
    """What was asked for; `None`: everything. Dates are a year, a month or a day."""

    where: str | None = None
    after: str | None = None
    before: str | None = None
    language: str | None = None

    def admits(self, report: Report) -> bool:
        """Whether date and language are those asked for. A report that does not say is left out."""
        return self._in_language(report.language) and self._in_time(report.published)

    def keeps(self, reading: Reading) -> bool:
        """Whether it names the place asked for."""
        return self.where is None or any(names(words, self.where) for words in _place_words(reading))

    def _in_language(self, language: str | None) -> bool:
        return self.language is None or (language or "").lower().split("-")[0] == self.language

    def _in_time(self, published: str | None) -> bool:
        """As precisely as both dates are known: a report of "2022-02" may be after a day in it, and before."""
        if self.after is None and self.before is None:
            return True
        if published is None:
            return False
        later = self.after is None or _shared(published, self.after) >= _shared(self.after, published)
        earlier = self.before is None or _shared(published, self.before) <= _shared(self.before, published)
        return later and earlier


def make_filters(
    *, where: str | None, after: str | None, before: str | None, language: str | None
) -> Filters:
    """Filters from what the user typed. Raises: BadRequest."""
    if where is not None and not where.strip():
        raise BadRequest("--where is empty", "give the name of a place, for example --where Anbar")
    if language is not None and not LANGUAGE.fullmatch(language.lower()):
        raise BadRequest(
            f"--language {language!r} is no language code", "give an ISO 639 code, for example en or ar"
        )
    return Filters(
        where=where,
        after=_checked("--after", after),
        before=_checked("--before", before),
        language=language.lower() if language else None,
    )


def names(words: str, place: str) -> bool:
    """Whether `place` stands in `words` as whole words, in any letter case and with any apostrophe."""
    return re.search(rf"(?<!\w){re.escape(_folded(place.strip()))}(?!\w)", _folded(words)) is not None


def _place_words(reading: Reading) -> Iterator[str]:
    """Where a place may be named: in everything but furniture, and by the gazetteer's name for it."""
    yield reading.dateline or ""
    for section in reading.sections:
        if section.kind != "furniture":
            yield section.span.of(reading.text)
    for place in reading.places:
        yield place.name


def _folded(words: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", words).casefold()).translate(APOSTROPHES)


def _shared(one: str, other: str) -> str:
    """`one`, as precise as both are, a day at most."""
    return one[: min(len(one), len(other), DAY)]


def _checked(option: str, value: str | None) -> str | None:
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        _refuse_date(option, value)
    try:
        date.fromisoformat(value + "-01-01"[len(value) - DAY :] if len(value) < DAY else value)
    except ValueError:
        _refuse_date(option, value)
    return value


def _refuse_date(option: str, value: str) -> NoReturn:
    raise BadRequest(
        f"{option} {value!r} is no date", "give a year, a month or a day: 2022, 2022-02 or 2022-02-08"
    )

"""Pipeline: the only room that knows the order of the stages. Engines map `read` and know nothing else.

In: a report and the tools. Out: a checked `Reading`, or a `Refused` if we do not read its language. Pure.
Imports: every stage. Imported by: engines, cli, casebook.
"""

from msgspec import Struct

from sayso import actors, attribution, claims, encoder, events, times
from sayso.model import Reading, Reason, Refused, Report, reading_of, refuse

LANGUAGES = frozenset({"en"})


class Tools(Struct, frozen=True, kw_only=True):
    """What the stages share: loaded once, handed to every worker."""

    languages: frozenset[str] = LANGUAGES

    @classmethod
    def load(cls) -> "Tools":
        """The tools as they ship."""
        return cls()


def read(report: Report, tools: Tools) -> Reading | Refused:
    """All of Sayso in one place.

    A report whose language is not known is read as English would be. Raises: BrokenReading, if a stage erred.
    """
    if report.language is not None and report.language not in tools.languages:
        known = ", ".join(sorted(tools.languages))
        detail = f"its language is {report.language!r}; Sayso reads {known} so far"
        return refuse(report.file, Reason.UNSUPPORTED_LANGUAGE, detail, uri=report.uri)
    analysis = encoder.analyse(report.text, report.sections)
    found = attribution.attribute(analysis, report.sections)
    cast = actors.cast(found, analysis)
    said = claims.attributions(found, cast)
    when = times.read_times(analysis, report.published)
    return reading_of(
        report,
        entities=cast.entities,
        actors=cast.actors,
        times=when,
        attributions=said,
        claims=claims.claims(report, analysis, said, cast, when, events.read_events(analysis)),
    )

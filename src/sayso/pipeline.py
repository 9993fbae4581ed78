"""Pipeline: the only room that knows the order of the stages. Engines map `read` and know nothing else.

In: a report and the tools. Out: a checked `Reading`, or a `Refused` if we do not read its language or it is too long. Pure.
Imports: every stage. Imported by: engines, cli, casebook.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sayso import actors, attribution, claims, entities, events, places, times
from sayso.actors import Choice
from sayso.actors.directory import Directory, open_directory
from sayso.attribution import Found
from sayso.encoder import lay_out
from sayso.encoder.encoder import Encoder
from sayso.model import Reading, Reason, Refused, Report, reading_of, refuse
from sayso.places import trees
from sayso.places.gazetteer import Gazetteer, open_gazetteer
from sayso.places.trees import Trees
from sayso.settings import Settings

LANGUAGES = frozenset({"en"})


class Tools(Struct, frozen=True, kw_only=True):
    """What the stages share: loaded once, handed to every worker."""

    encoder: Encoder
    directory: Directory
    """The listed actors."""
    gazetteer: Gazetteer
    trees: Trees
    """What was learnt of places."""
    languages: frozenset[str] = LANGUAGES
    max_words: int

    @classmethod
    def load(
        cls, settings: Settings, own_actors: Sequence[str] = (), gazetteers: Sequence[Path] = ()
    ) -> "Tools":
        """The tools as they ship, with the user's own files of actors and of places.

        Raises: BadWeights, if the network's weights are missing or damaged; BadRequest, BadActors and BadGazetteer for the files.
        """
        directory = open_directory(own_actors)
        encoder = Encoder()
        encoder.load()
        return cls(
            encoder=encoder,
            directory=directory,
            gazetteer=open_gazetteer(gazetteers),
            trees=trees.load(),
            max_words=settings.max_words,
        )


class Account(Struct, frozen=True, kw_only=True):
    """A reading with what it was decided on: the attributions as found, and whom each source was taken to mean and why."""

    reading: Reading
    found: tuple[Found, ...]
    choices: tuple[Choice, ...]


def read(report: Report, tools: Tools) -> Reading | Refused:
    """All of Sayso in one place.

    A report whose language is not known is read as English would be. Raises: BrokenReading, if a stage erred.
    """
    answer = account_for(report, tools)
    return answer.reading if isinstance(answer, Account) else answer


def account_for(report: Report, tools: Tools) -> Account | Refused:
    """As `read`, with the reasons."""
    if report.language is not None and report.language not in tools.languages:
        known = ", ".join(sorted(tools.languages))
        detail = f"its language is {report.language!r}; Sayso reads {known} so far"
        return refuse(report.file, Reason.UNSUPPORTED_LANGUAGE, detail, uri=report.uri)
    layout = lay_out(report.text, report.sections)
    if len(layout.words) > tools.max_words:
        detail = f"it has {len(layout.words):,} words, over the {tools.max_words:,} of --max-words"
        return refuse(report.file, Reason.TOO_LARGE, detail, uri=report.uri)
    analysis = tools.encoder.analyse_layout(layout)
    found = attribution.attribute(analysis, report.sections)
    cast = actors.cast(found, analysis, report.outlet, directory=tools.directory, published=report.published)
    said = claims.attributions(found, cast)
    where = places.read_places(analysis, tools.gazetteer, tools.trees, outlet=report.outlet, uri=report.uri)
    when = times.read_times(analysis, report.published)
    reading = reading_of(
        report,
        entities=entities.entities(analysis, cast.entities),
        actors=cast.actors,
        places=where,
        times=when,
        attributions=said,
        claims=claims.claims(report, analysis, said, cast, when, events.read_events(layout), where),
    )
    return Account(reading=reading, found=found, choices=cast.choices)

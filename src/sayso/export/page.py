"""Page: readings as one HTML page that needs nothing but itself.

In: readings and refusals, one at a time. Out: pieces of the page, in the order `page_start`, `report_html` and
`refused_html` as they come, `page_end`. No file outside the page, no network, nothing that needs JavaScript.

Everything from a report is hostile: each value a template prints is made visible and then escaped, only links
to http and https can be followed, and the page's own policy forbids every script but ours.
Imports: model, export. Imported by: cli, web.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from sayso.export.marks import Piece, blocks_of
from sayso.export.rows import rows_of
from sayso.export.visible import visible
from sayso.model import Reading, Refused

if TYPE_CHECKING:
    from jinja2 import Environment

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
OF_ATTRIBUTION = ("source", "cue", "content")
OF_CLAIM = ("claim", "framing")
# A claim is found by its trigger, an attribution by its content.
TARGETS = {"claim": "claim-", "content": "said-"}


class Tally(Struct, frozen=True):
    """What became of a run's reports."""

    read: int = 0
    refused: int = 0
    left_out: int = 0


def page_start() -> str:
    """The page up to its first report."""
    return _render("start.html.jinja", css=_part("page.css"), script_hash=_policy_hash(_part("page.js")))


def report_html(reading: Reading, number: int) -> str:
    """One report: head, text with marks, and the table of its statements.

    `number` is the report's place in the page; anchors are built from it, as ids of reports may repeat.
    """
    return _render(
        "report.html.jinja",
        reading=reading,
        number=number,
        facts=list(_facts(reading)),
        link=safe_link(reading.uri),
        blocks=blocks_of(reading),
        rows=list(rows_of(reading)),
        lang=_lang(reading.language),
        dress=_dress,
        anchors=_anchors,
    )


def refused_html(refused: Refused) -> str:
    """A small box for what could not be read."""
    return _render("refused.html.jinja", refused=refused)


def page_end(tally: Tally) -> str:
    """The counts and the page's end."""
    return _render("end.html.jinja", tally=tally, script=_part("page.js"))


def safe_link(uri: str | None) -> str | None:
    """`uri` if a reader may follow it: http or https, with a host and nothing odd in it; else `None`."""
    if not uri or visible(uri) != uri or re.search(r"\s", uri):
        return None
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    return uri if parts.scheme in ("http", "https") and parts.netloc else None


def _facts(reading: Reading) -> Iterator[tuple[str, str]]:
    """The report's metadata as pairs of plain words; what is not known says so where it matters."""
    yield "Outlet", reading.outlet or "unknown"
    yield "Published", reading.published or "unknown"
    optional = {
        "By": reading.byline,
        "Dateline": reading.dateline,
        "Supplied by": ", ".join(reading.agencies),
        "Language": reading.language,
        "Version": reading.version,
    }
    yield from ((name, value) for name, value in optional.items() if value)
    yield "File", reading.file


def _dress(piece: Piece) -> dict[str, str]:
    """The attributes of a piece's element: its classes, what it belongs to, and a word about it."""
    if not piece.marks:
        return {}
    depth = sum(mark.kind == "content" for mark in piece.marks)
    classes = sorted({mark.kind for mark in piece.marks}) + (["nested"] if depth > 1 else [])
    numbers = [f"a{mark.id}" for mark in piece.opens if mark.kind == "source" and mark.first]
    attributes = {
        "class": " ".join(classes),
        "data-a": _ids(piece, OF_ATTRIBUTION),
        "data-c": _ids(piece, OF_CLAIM),
        "data-n": " ".join(numbers),
        "title": "; ".join(dict.fromkeys(mark.about for mark in piece.marks if mark.about)),
    }
    return {name: value for name, value in attributes.items() if value}


def _ids(piece: Piece, kinds: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(str(mark.id) for mark in piece.marks if mark.kind in kinds))


def _anchors(piece: Piece) -> list[str]:
    """The names by which the table's rows point at what begins with this piece."""
    return [TARGETS[mark.kind] + str(mark.id) for mark in piece.opens if mark.kind in TARGETS and mark.first]


def _lang(language: str | None) -> str:
    """The value of a `lang` attribute; "" is HTML's word for a language that is not known."""
    return language if language and LANGUAGE.fullmatch(language) else ""


def _policy_hash(script: str) -> str:
    """The script as a Content-Security-Policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


def _part(name: str) -> str:
    """A file of the page that is ours, as it stands."""
    from importlib.resources import files

    from markupsafe import Markup

    return Markup(files(__package__).joinpath("templates", name).read_text(encoding="utf-8"))  # noqa: S704  # ours


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finish,
    )


def _finish(value: object) -> object:
    """The last thing done to every value a template prints, before it is escaped."""
    from markupsafe import Markup

    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

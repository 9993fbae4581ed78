"""The command `sayso actor`: who a noun phrase means, of which country and sector.

In: a phrase, or lines of JSON on standard input. Out: a line of plain words, or of JSON. Imports: actors, errors, export.
Imported by: cli, when the command is asked for.
"""

import sys
from typing import TYPE_CHECKING

import click
import msgspec
from msgspec import Struct

from sayso.errors import BadRequest

if TYPE_CHECKING:
    from sayso.actors.coding import Coded
    from sayso.actors.directory import Directory

FIELDS = ("text", "name", "kind", "country", "sector", "known_as")


class Asked(Struct, frozen=True):
    """A line of input. `date`: an ISO prefix."""

    text: str
    date: str | None = None


@click.command()
@click.argument("phrase", metavar="[PHRASE]", required=False)
@click.option(
    "--jsonl", is_flag=True, help='Answer {"text", "date"?} lines from standard input, a line each.'
)
@click.option("--date", "when", metavar="DATE", help="When it was said: a year, a month or a day.")
@click.option("--actors", "own", metavar="FILE", multiple=True, help="Know the actors of this file, too.")
@click.pass_context
def actor(
    ctx: click.Context, /, phrase: str | None, *, jsonl: bool, when: str | None, own: tuple[str, ...]
) -> None:
    """Say who a noun phrase means: the actor, its kind, country and PLOVER sector."""
    from sayso.actors.directory import open_directory

    if jsonl == (phrase is not None):
        raise BadRequest("give a phrase or --jsonl, one of them", 'for example sayso actor "Iraqi police"')
    if jsonl and when is not None:
        raise BadRequest("--date stands beside --jsonl", 'give each line its own: {"text", "date"}')
    directory = open_directory(own)
    if phrase is not None:
        _write(_words(_coded(phrase, when, directory)))
        return
    well = True
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            answer, fine = _answered(line, number, directory)
            _write(answer)
            well = well and fine
    ctx.exit(0 if well else 1)


def _coded(text: str, when: str | None, directory: "Directory") -> "Coded":
    """What is known of a phrase. Raises: BadRequest, if the date is none."""
    from sayso.actors.coding import code

    try:
        return code(text, directory, when)
    except ValueError as error:
        raise BadRequest(f"{when!r} is no date", "give a year, a month or a day: 2022-02-08") from error


def _answered(line: bytes, number: int, directory: "Directory") -> tuple[str, bool]:
    """The answer to a line, and whether it is one: a bad line is answered with what is wrong with it."""
    try:
        asked = msgspec.json.decode(line, type=Asked)
        coded = _coded(asked.text, asked.date, directory)
    except (msgspec.DecodeError, UnicodeDecodeError, BadRequest) as error:
        return _json({"error": f"line {number}: {_cause(error)}"}), False
    return _json({field: getattr(coded, field) for field in FIELDS}), True


def _cause(error: Exception) -> str:
    if isinstance(error, BadRequest | msgspec.ValidationError):
        return str(error)
    return f'this is no JSON object such as {{"text": "Iraqi police"}}: {error}'


def _json(line: dict[str, str | None]) -> str:
    return msgspec.json.encode(line).decode()


def _words(coded: "Coded") -> str:
    from sayso.export.visible import visible

    values = ((field.replace("_", " "), getattr(coded, field)) for field in FIELDS)
    return "\n".join(f"{name:<9} {visible(value or 'unknown')}" for name, value in values)


def _write(words: str) -> None:
    sys.stdout.buffer.write(f"{words}\n".encode("utf-8", "backslashreplace"))

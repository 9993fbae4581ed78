"""Country and sector of noun phrases: NGEC's own tests, development half, and our spellings of names (see aliases).

`python -m benchmarks actors`; what goes wrong is listed by `python -m benchmarks.actors --errors`. A row counts if its test
expects a country or a sector, and is right if all that it expects is right. Some texts stand twice with other answers, since
the dates that told them apart were lost: the strict figure counts a row by its own answer, the other by any of its text's.
Imports: rows, shared, aliases; the actors' room.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from benchmarks import aliases, shared
from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from sayso.actors import nations
from sayso.actors.coding import code
from sayso.actors.directory import Directory, open_directory
from sayso.actors.listed import SECTORS

TASK = "who actors are"
NGEC = "benchmarks/actors/ngec_actors.dev.jsonl"
WRITTEN = "2022-03"
"""When most of the tests were written, by the dates in them: rows without a date, or of "today", are asked as of then."""
BODIES = frozenset({"IGO", "UNO", "EUR"})
"""The tests' codes for bodies of no country; ours are of that sector or kind, without a country."""
_BODY_KINDS = frozenset({"international body", "military alliance"})
SYNONYMS = {"HLH": "MED"}
"""Sectors that the tests call otherwise than we do."""


class Expected(Struct, frozen=True):
    """What a row wants: each None where it says nothing, "" where it wants nothing to be known."""

    country: str | None
    sector: str | None


class Case(Struct, frozen=True):
    """A row: the text, the time that it is asked for, what is expected."""

    text: str
    when: str
    expected: Expected


class Outcome(Struct, frozen=True):
    """What we say to a case, with the verdicts."""

    case: Case
    country: str
    sector: str
    strict: bool
    lenient: bool


def cases(lines: Sequence[dict[str, Any]]) -> list[Case]:
    """The rows that expect a country or a sector."""
    found = []
    for line in lines:
        wanted = line["expect"]
        country = wanted.get("country", wanted.get("cc"))
        if country is None and "code_1" not in wanted:
            continue
        expected = Expected(
            None if country is None else _country(country),
            None if "code_1" not in wanted else _sector(wanted["code_1"]),
        )
        found.append(Case(line["text"], _date([*line.get("args", ()), "", ""][1]), expected))
    return found


def _country(given: str) -> str:
    """A country of the tests in our codes. What is neither a state nor a body of states ("LEG") is none."""
    if given in BODIES:
        return "IGO"
    return given if given in nations.codes() else ""


def _sector(given: str) -> str:
    """A sector of the tests in our codes. What is none of ours ("UNK", "????", "JNK", "COL") is nothing known."""
    known = SYNONYMS.get(given, given)
    return known if known in SECTORS else ""


def _date(given: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return given
    try:
        return datetime.strptime(given, "%B %d, %Y").date().isoformat()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return WRITTEN


def outcomes(those: Sequence[Case], directory: Directory) -> list[Outcome]:
    """What we say to each case."""
    by_text: dict[str, list[Expected]] = {}
    for case in those:
        by_text.setdefault(case.text.strip().casefold(), []).append(case.expected)
    found = []
    for case in those:
        country, sector = answer(case, directory)
        any_of = by_text[case.text.strip().casefold()]
        strict = _right(case.expected, country, sector)
        lenient = any(_right(expected, country, sector) for expected in any_of)
        found.append(Outcome(case, country, sector, strict, lenient))
    return found


def answer(case: Case, directory: Directory) -> tuple[str, str]:
    """Our country ("IGO" for bodies of no country, and those who belong to one) and sector."""
    coded = code(case.text, directory, case.when)
    of = directory.by_id.get(coded.of or "")
    body = of is not None and of.country is None and (of.sector == "IGO" or of.kind in _BODY_KINDS)
    return ("IGO" if body and coded.country is None else coded.country or ""), coded.sector or ""


def _right(expected: Expected, country: str, sector: str) -> bool:
    return expected.country in {None, country} and expected.sector in {None, sector}


def rows(_analyst: Analyst) -> list[Row]:
    """All figures of actors; the network has no part in them."""
    data = shared.hashes(NGEC)
    found = outcomes(cases(shared.lines(NGEC)), open_directory())
    figures: list[tuple[str, float, float | None, str]] = [
        ("NGEC country and sector right", _share([one.lenient for one in found]), 75, "look-up alone 33"),
        ("NGEC country and sector right, strict", _share([one.strict for one in found]), None, "–"),
        ("NGEC countries right", _share([one.case.expected.country in {None, one.country} for one in found]), None, "–"),
        ("NGEC sectors right", _share([one.case.expected.sector in {None, one.sector} for one in found]), None, "–"),
    ]  # fmt: skip
    measured = [
        Row(task=TASK, metric=metric, ours=ours, data=data, goal=goal, rival=rival)
        for metric, ours, goal, rival in figures
    ]
    return [*measured, *aliases.rows(aliases.kept())]


def _share(those: Sequence[bool]) -> float:
    return 100 * sum(those) / max(1, len(those))


def main(arguments: Sequence[str]) -> int:
    """List what goes wrong."""
    options = argparse.ArgumentParser("python -m benchmarks.actors", description=__doc__)
    options.add_argument("--errors", action="store_true", help="list the rows that are wrong")
    chosen = options.parse_args(arguments)
    found = outcomes(cases(shared.lines(NGEC)), open_directory())
    if chosen.errors:
        for one in found:
            if not one.lenient:
                print(
                    f"{one.case.text} ({one.case.when}): {one.country}/{one.sector}, not {one.case.expected}"
                )
    print(
        f"{sum(one.lenient for one in found)} of {len(found)} right, {sum(one.strict for one in found)} strictly"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

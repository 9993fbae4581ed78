"""The command `sayso why`: the reasons for an attribution or a claim.

In: a report's file and what is asked for. Out: lines of plain words: head scores, rules, antecedents and the runners-up.
Imports: readers, pipeline, claims, export, settings. Imported by: cli, when the command is asked for.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from sayso.errors import BadRequest

if TYPE_CHECKING:
    from sayso.actors import Choice
    from sayso.attribution import Found
    from sayso.model import Attribution, Claim, Link, Reading, Refused, Report
    from sayso.pipeline import Account

_HANDLE = re.compile(r"(?:(?P<kind>[ac])|(?P<word>attribution|claim)\s*)?(?P<number>\d{1,9})", re.I)


@click.command()
@click.argument("report", metavar="REPORT")
@click.argument("what", metavar="CLAIM|ATTRIBUTION")
@click.option(
    "--id", "wanted", metavar="ID", help="Which report of the file, by its id, where it holds several."
)
def why(report: str, what: str, wanted: str | None) -> None:
    """Say why a claim (c1) or an attribution (a3) of a report was read as it was.

    REPORT is a file, or - for standard input. CLAIM|ATTRIBUTION is what the table of `sayso read` calls it.
    """
    from sayso.export.visible import visible

    kind, number = asked(what)
    account = _account(report, wanted)
    lines = "\n".join(claim_lines(account, number) if kind == "c" else attribution_lines(account, number))
    sys.stdout.buffer.write(f"{visible(lines)}\n".encode("utf-8", "backslashreplace"))


def asked(what: str) -> tuple[str, int]:
    """The kind, "a" or "c", and the number in "a3", "c1", "claim 1" or, for an attribution, "3". Raises: BadRequest."""
    match = _HANDLE.fullmatch(what.strip())
    if match is None:
        raise BadRequest(
            f"{what!r} is no claim or attribution", "name one as the table does, such as c1 or a3"
        )
    return (match["kind"] or match["word"] or "a")[0].lower(), int(match["number"])


def _account(path: str, wanted: str | None) -> "Account":
    """The one report of the file, read. Raises: BadRequest."""
    from sayso.model import Refused
    from sayso.pipeline import Tools, account_for
    from sayso.readers import read_paths
    from sayso.settings import Settings

    settings = Settings()
    reports = list(read_paths([path], settings, stdin=sys.stdin.buffer))
    answer = account_for(_chosen(reports, path, wanted), Tools.load(settings))
    if isinstance(answer, Refused):
        raise BadRequest(f"{path} was refused: {answer.refused.detail}", "`sayso read` says more")
    return answer


def _chosen(reports: "Sequence[Report | Refused]", path: str, wanted: str | None) -> "Report":
    """The report that is asked for. Raises: BadRequest, if there is none or if it is not said which of several."""
    from sayso.model import Refused, Report

    found = [one for one in reports if isinstance(one, Report) and wanted in {None, one.id}]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.id for one in reports if isinstance(one, Report))
    if found:
        raise BadRequest(f"{path} holds {len(found)} reports", f"choose one with --id: {known}")
    if wanted is not None and known:
        raise BadRequest(f"{path} holds no report with the id {wanted}", f"there are {known}")
    refused = next((one.refused.detail for one in reports if isinstance(one, Refused)), "it holds no report")
    raise BadRequest(f"{path} cannot be read: {refused}", "give a file with a report in it")


def attribution_lines(account: "Account", number: int) -> Iterator[str]:
    """Everything an attribution rests on. Raises: BadRequest, if there is none of that number."""
    from sayso.claims import lineage

    said = account.reading.attributions
    if number >= len(said):
        raise BadRequest(f"there is no attribution a{number}", _range("a", len(said)))
    line = lineage(said[number], said)
    yield from _head(account.reading, said[number])
    yield f"chain: {_chain(account.reading, line)}"
    for one in line:
        yield ""
        yield from _reasons(account, one)


def claim_lines(account: "Account", number: int) -> Iterator[str]:
    """Everything a claim rests on. Raises: BadRequest, if there is none of that number."""
    from sayso.claims import lineage

    reading = account.reading
    if number >= len(reading.claims):
        raise BadRequest(f"there is no claim c{number}", _range("c", len(reading.claims)))
    claim = reading.claims[number]
    yield f"c{number}  {claim.content.of(reading.text)}"
    yield f"event: “{claim.trigger.of(reading.text)}” · {claim.type or 'no type'} · {claim.status}"
    yield f"chain: {' ← '.join(_link(link) for link in claim.chain)}"
    yield from _read_from(reading, claim)
    if claim.attribution is None:
        yield "it stands in no attribution: the outlet says so in its own voice"
        return
    for one in lineage(reading.attributions[claim.attribution], reading.attributions):
        yield ""
        yield from _reasons(account, one)


def _range(letter: str, count: int) -> str:
    return f"the report has {letter}0 to {letter}{count - 1}" if count else "the report has none"


def _head(reading: "Reading", one: "Attribution") -> Iterator[str]:
    from sayso.model import words_of

    yield f"a{one.id}  {words_of(reading.text, one.content)}"


def _chain(reading: "Reading", line: "list[Attribution]") -> str:
    from sayso.claims import chain_of, passed_on

    return " ← ".join(map(_link, (*passed_on(reading), *chain_of(line, reading.actors))))


def _link(link: "Link") -> str:
    return f"{link.name or 'unknown'} ({link.act})"


def _read_from(reading: "Reading", claim: "Claim") -> Iterator[str]:
    """The words that each link of a chain was read from."""
    for link in claim.chain:
        if link.start is not None and link.end is not None:
            yield f"  {_link(link)}: from “{reading.text[link.start : link.end]}” at {link.start}"


def _reasons(account: "Account", one: "Attribution") -> Iterator[str]:
    """Why an attribution has these words, this act, this speaker."""
    found, choice = account.found[one.id], account.choices[one.id]
    within = "" if one.within is None else f", within a{one.within}"
    yield f"a{one.id}{within}: {'not ' if one.negated else ''}{one.act}, {one.voice}, score {found.score:.2f}"
    yield from _words(account.reading, one)
    yield from _rules(found)
    yield from _speaker(account.reading, one, choice)
    if one.basis:
        yield f"  basis: {one.basis.kind}, “{account.reading.text[one.basis.start : one.basis.end]}”"


def _words(reading: "Reading", one: "Attribution") -> Iterator[str]:
    from sayso.model import words_of

    for name in ("source", "cue", "content"):
        yield f"  {name}: {words_of(reading.text, getattr(one, name)) or 'none'}"


def _rules(found: "Found") -> Iterator[str]:
    for reason in found.reasons:
        score = "" if reason.score is None else f" {reason.score:.2f}"
        yield f"  because: {reason.rule}{score}{f' | {reason.detail}' if reason.detail else ''}"


def _speaker(reading: "Reading", one: "Attribution", choice: "Choice") -> Iterator[str]:
    actor = None if one.speaker is None else reading.actors[one.speaker]
    name = "unknown" if actor is None else actor.name if actor.named else f"{actor.name} (not named)"
    yield f"  speaker: {name}, because: {choice.rule}"
    if choice.runners_up:
        yield f"  also thought of: {', '.join(f'{who} {score:.2f}' for who, score in choice.runners_up)}"

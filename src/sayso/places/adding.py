"""Adding: a user's files become a gazetteer, or a part of the one that there is: dumps of GeoNames, tables of our own form.

In: a `Job`: files, and the gazetteer to be written. Out: that gazetteer, and what it was made of. Reads and writes files; holds
one block of lines, whatever their size. Stopped at any moment, it goes on there; the old gazetteer is whole until the new one
takes its place. Imports: errors, blocks, finishing, geonames, kinds, own, part, store. Imported by: cli.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from sayso.errors import BadGazetteer, BadRequest
from sayso.places import geonames, own
from sayso.places.blocks import BLOCK, Block, Start, blocks, first_line, identity, size_of
from sayso.places.finishing import Made, Source, finish
from sayso.places.geonames import Numbers, Rows
from sayso.places.kinds import KINDS, REGIONS, Kind
from sayso.places.naming import key
from sayso.places.part import Part, State, forget, open_part, told
from sayso.places.store import MATCHES, Store, keys

Form = Literal["dump", "table", "names", "codes"]
CODES = ("admin1CodesASCII.txt", "admin2Codes.txt")
"""Files of GeoNames that are read too where they lie beside a dump."""
log = logging.getLogger(__name__)
_LINES = 2000
"""Of a table, that are kept at once."""


class Job(Struct, frozen=True, kw_only=True):
    """What is to be added, and to which gazetteer."""

    file: Path
    names: Path | None = None
    """GeoNames' file of names, for a dump."""
    target: Path
    kinds: frozenset[Kind] = frozenset(KINDS)
    """Only these."""
    shipped: Path
    """The gazetteer that ships; it knows regions."""
    block: int = BLOCK
    """Bytes that are read, and kept, at once."""


class Input(Struct, frozen=True):
    """A file to be read, and what it is."""

    form: Form
    file: Path
    size: int


class Added(Struct, frozen=True):
    """What became of a job. `left_out`: places of other kinds. `named`: names that the file of names gave."""

    made: Made
    left_out: int
    named: int


class Work(Struct, frozen=True):
    """A job under way. `watch`: told how many bytes are read now."""

    job: Job
    part: Part
    watch: Callable[[int], None]


def inputs_of(job: Job) -> list[Input]:
    """The files that a job reads, in order. Raises: BadGazetteer or BadRequest, if one is none that can be added."""
    form = _form(job.file)
    files: list[tuple[Form, Path]] = [(form, job.file)]
    if form == "dump":
        beside = (job.file.with_name(name) for name in CODES)
        files += [("codes", file) for file in beside if file.is_file()]
    if job.names:
        if form != "dump":
            raise BadRequest(
                f"{job.names} belongs to a dump of GeoNames", f"{job.file} has its names in itself"
            )
        files.append(("names", job.names))
    return [Input(one, file, size_of(file)) for one, file in files]


def add(
    job: Job, watch: Callable[[int], None] = lambda _: None, say: Callable[[str], None] = lambda _: None
) -> Added:
    """Read the job's files, go on where the same job stopped before, and make the gazetteer. `say`: told what is done now.

    Raises: BadGazetteer, if a file or the old gazetteer is at fault; BadRequest, if the new one cannot be written.
    """
    inputs = inputs_of(job)
    _check_old(job.target)
    with open_part(job.target, _identity(job, inputs)) as part:
        try:
            _read(Work(job, part, watch), inputs, say)
        except BadGazetteer:
            forget(part)  # mended, it will be another file
            raise
        state = part.state()
        say("sorting")
        with told(job.target):
            made = finish(
                part,
                job.target,
                source=_source(inputs[0], state),
                shipped=job.shipped,
                replaced=_replaced(inputs[0]),
            )
        forget(part)
    return Added(made, state.left_out, state.named)


def _form(file: Path) -> Form:
    """What a file is, by its first line. Raises: BadGazetteer, if it is nothing that can be added."""
    line = first_line(file)
    cells = line.split("\t")
    if len(cells) == geonames.COLUMNS:
        return "dump"
    if file.suffix.lower() == ".csv" or line.startswith(",".join(own.COLUMNS[:3])):
        return "table"
    raise BadGazetteer(str(file), None, f"it is {_wrong_form(line, cells)}")


def _wrong_form(line: str, cells: list[str]) -> str:
    if not line:
        return "empty, or its first line is"
    if line.startswith("SQLite format 3"):
        return "a database; a gazetteer that is made already is given to --gazetteer"
    if "\0" in line or "�" in line:
        return "not UTF-8; fetch or save it as UTF-8"
    if len(cells) in geonames.NAMES_COLUMNS and cells[0].isdigit() and cells[1].isdigit():
        return "a file of names; give it second, behind the dump of its places"
    return (
        f"neither a dump of GeoNames ({geonames.COLUMNS} columns with tabs between; its first line has {len(cells)})"
        f" nor a table whose first line is {','.join(own.COLUMNS)}"
    )


def _check_old(target: Path) -> None:
    """Raises: BadGazetteer, if what stands there is none of ours or of another version."""
    if target.is_dir():
        raise BadRequest(f"{target} is a folder", "name the file that shall be written")
    if target.exists():
        Store(target).close()


def _identity(job: Job, inputs: list[Input]) -> str:
    files = [identity(one.file) for one in inputs]
    return msgspec.json.encode([files, sorted(job.kinds)]).decode()


def _source(one: Input, state: State) -> Source:
    dated = datetime.fromtimestamp(one.file.stat().st_mtime, tz=UTC).date().isoformat()
    return Source(one.file.name, one.form, dated, state.places)


def _replaced(one: Input) -> tuple[int, int]:
    """The numbers of a table of the same name, which this one stands in for; of a dump none."""
    first = own.first_number(one.file)
    return (first - own.MOST + 1, first) if one.form == "table" else (0, 0)


def _read(work: Work, inputs: list[Input], say: Callable[[str], None]) -> None:
    """Reads what is not read yet. Raises: BadGazetteer, if there is nothing in it."""
    state = work.part.state()
    if state.done < len(inputs) and (state.done or state.line > 1):
        log.info("goes on where it stopped, at line %s of %s", f"{state.line:,}", inputs[state.done].file)
    for number, one in enumerate(inputs):
        if number < state.done:
            work.watch(one.size)
            continue
        say(f"reading {one.file.name}")
        _READERS[one.form](work, one, state)
        state = msgspec.structs.replace(work.part.state(), done=number + 1, past=0, line=1)
        work.part.keep(Rows(), state)
        _check(one, state, inputs[0])


def _check(one: Input, state: State, first: Input) -> None:
    if one is first and not state.places:
        raise BadGazetteer(
            str(one.file), None, f"it has no place of the kinds asked for; {state.left_out:,} of others"
        )
    if one.form == "names" and not state.named:
        raise BadGazetteer(
            str(one.file), None, f"none of its names is of a place that was read from {first.file}"
        )


def _read_dump(work: Work, one: Input, state: State) -> None:
    for block in _blocks(work, one, state):
        rows = geonames.places(block, str(one.file), work.job.kinds)
        state = _kept(work, state, rows, block, places=len(rows.places), left_out=rows.left_out)


def _read_codes(work: Work, one: Input, state: State) -> None:
    for block in _blocks(work, one, state):
        state = _kept(work, state, geonames.codes(block, str(one.file)), block)


def _read_names(work: Work, one: Input, state: State) -> None:
    known, regions = _known(work.part)
    for block in _blocks(work, one, state):
        rows = geonames.names(block, str(one.file), known, regions)
        state = _kept(work, state, rows, block, named=len(rows.names))


def _blocks(work: Work, one: Input, state: State) -> Iterator[Block]:
    """The blocks that are not read yet; tells of each when it is done."""
    before = state.past
    work.watch(before)
    for block in blocks(one.file, Start(state.past, state.line), work.job.block):
        yield block
        work.watch(block.past - before)
        before = block.past


def _kept(work: Work, state: State, rows: Rows, block: Block, **more: int) -> State:
    """The state behind a block, which is kept with its rows. `more`: what is counted up."""
    counts = {name: getattr(state, name) + count for name, count in more.items()}
    state = msgspec.structs.replace(state, past=block.past, line=block.first + len(block.lines), **counts)
    work.part.keep(rows, state)
    key.cache_clear()  # it is for reports; in a dump few names come again, and it would hold 50 MB of them
    return state


def _known(part: Part) -> tuple[Numbers, Numbers]:
    """The places that were read, and those of them that are regions."""
    known, regions = Numbers(), Numbers()
    kinds = {KINDS.index(kind) for kind in REGIONS}
    for number, kind in part.connection.execute("SELECT id, kind FROM place"):
        known.add(number)
        if kind in kinds:
            regions.add(number)
    return known, regions


def _read_table(work: Work, one: Input, state: State) -> None:
    lines = own.read_file(one.file, own.first_number(one.file), work.watch)
    done = state.line - 1
    for _ in islice(lines, done):
        pass
    while some := list(islice(lines, _LINES)):
        fit = [line for line in some if line.entry.kind in work.job.kinds]
        counts = {"places": state.places + len(fit), "left_out": state.left_out + len(some) - len(fit)}
        state = msgspec.structs.replace(state, line=state.line + len(some), **counts)
        work.part.keep(_of_table(fit), state)


def _of_table(lines: list[own.Line]) -> Rows:
    places, names, lies = [], [], []
    for line in lines:
        one = line.entry
        lat, lon = round(one.lat * 1e4), round(one.lon * 1e4)
        kind = KINDS.index(one.kind)
        places.append((one.id, one.name, kind, lat, lon, round(one.km), one.country, "", "", one.population))
        called = keys(one.name, line.names, one.kind)
        names += [(called_key, one.id, MATCHES.index(match)) for called_key, match in called.items()]
        if line.inside:
            lies.append((one.id, line.inside, one.country))
    return Rows(places, names, (), lies)


_READERS: dict[Form, Callable[[Work, Input, State], None]] = {
    "dump": _read_dump,
    "codes": _read_codes,
    "names": _read_names,
    "table": _read_table,
}

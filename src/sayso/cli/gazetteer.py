"""The commands `sayso gazetteer …`: places of the user's own, and what the gazetteer knows.

In: files of places, names. Out: a gazetteer in the user's data folder; places, a row or a line each. The environment is asked
here for where the user's gazetteer lies, and nowhere else. Imports: places, errors, export. Imported by: cli.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.errors import BadGazetteer, BadRequest

if TYPE_CHECKING:
    from sayso.places.adding import Added, Job
    from sayso.places.gazetteer import Gazetteer, Hit
    from sayso.places.kinds import Kind

VARIABLE = "SAYSO_GAZETTEER"
_FIELDS = (
    "name",
    "match",
    "kind",
    "lat",
    "lon",
    "precision_km",
    "country",
    "inside",
    "population",
    "geonameid",
    "file",
)


def gazetteer_files(option: Sequence[str] = ()) -> list[Path]:
    """The user's files of places: those that `--gazetteer` names, then the one in the data folder, if it is there.

    Raises: BadRequest, if the environment names one that is not there.
    """
    mine = user_file()
    if os.environ.get(VARIABLE) and mine and not mine.exists():
        raise BadRequest(
            f"{VARIABLE} names {mine}, which is not there", "make it with `sayso gazetteer add`, or unset it"
        )
    return _there(option, mine)


def _there(option: Sequence[str], mine: Path | None) -> list[Path]:
    files = [Path(name) for name in option]
    return [*files, mine] if mine and mine.exists() and mine not in files else files


def user_file() -> Path | None:
    """Where the user's gazetteer lies, or would lie. None, if the environment says that there shall be none."""
    from platformdirs import user_data_path

    named = os.environ.get(VARIABLE)
    if named is None:
        return user_data_path("sayso", appauthor=False) / "gazetteer.db"
    return Path(named) if named else None


@click.group()
def gazetteer() -> None:
    """Add places of your own, and see which places a name may mean."""


@gazetteer.command()
@click.argument("file", metavar="FILE")
@click.argument("names", metavar="[NAMES]", required=False)
@click.option("--to", metavar="FILE", help="Write this gazetteer, not the one in your data folder.")
@click.option("--only", metavar="KINDS", help="Only places of these kinds: town,village,district.")
@click.option("--without", metavar="KINDS", help="No places of these kinds: river,site.")
@click.option("--quiet", is_flag=True, help="No progress bar, no warnings.")
@click.pass_context
def add(
    ctx: click.Context,
    /,
    file: str,
    names: str | None,
    *,
    to: str | None,
    only: str | None,
    without: str | None,
    quiet: bool,
) -> None:
    """Add the places of FILE to your gazetteer.

    FILE is a dump of GeoNames (allCountries.txt, IQ.zip, cities500.txt) or a table of your own; NAMES is GeoNames'
    alternateNamesV2.txt. Stopped, the same command goes on where it was.
    """
    from sayso.cli.talk import logging_to_stderr
    from sayso.places.adding import Job
    from sayso.places.gazetteer import shipped_file

    job = Job(
        file=Path(file),
        names=Path(names) if names else None,
        target=_target(to),
        kinds=_kinds(only, without),
        shipped=shipped_file(),
    )
    with logging_to_stderr(quiet=quiet):
        try:
            added = _add(job, quiet=quiet)
        except KeyboardInterrupt:
            click.echo(
                f"stopped; {job.target} is as it was, and the same command goes on from here", err=True
            )
            ctx.exit(130)
    _write(_summary(job, added))


def _add(job: "Job", *, quiet: bool) -> "Added":
    from sayso.cli.progress import bar_on_stderr
    from sayso.places import adding

    total = sum(one.size for one in adding.inputs_of(job))
    with bar_on_stderr(total, quiet=quiet, counts="") as bar:
        return adding.add(job, bar.watch, bar.say)


def _target(to: str | None) -> Path:
    found = Path(to) if to else user_file()
    if found is None:
        raise BadRequest(f"{VARIABLE} says that you have no gazetteer", "name a file with --to, or unset it")
    return found


def _kinds(only: str | None, without: str | None) -> frozenset["Kind"]:
    from sayso.places.kinds import KINDS

    if only is not None and without is not None:
        raise BadRequest("--only and --without are both given", "choose one of them")
    named = {word.strip() for word in (only or without or "").split(",")} - {""}
    if wrong := sorted(named - set(KINDS)):
        raise BadRequest(f"there is no kind {wrong[0]!r}", f"there are {', '.join(KINDS)}")
    if only is not None and not named:
        raise BadRequest("--only names no kind", "name some: --only town,village")
    return frozenset(kind for kind in KINDS if (kind in named) == (only is not None))


def _summary(job: "Job", added: "Added") -> Iterator[str]:
    made = added.made
    yield f"{job.target}: {made.places + made.kept:,} places, {made.names:,} names"
    yield f"{made.places:,} of them from {job.file}" + (f", {made.kept:,} from before" if made.kept else "")
    if added.named:
        yield f"{added.named:,} names from {job.names}"
    if added.left_out:
        yield f"{added.left_out:,} left out"
    if made.without:
        shown = ", ".join(made.unknown)
        yield f"{made.without:,} lie in regions that no gazetteer has: {shown}{' …' if len(made.unknown) > 4 else ''}"


@gazetteer.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--gazetteer", "own", metavar="FILE", multiple=True, help="Look in this file of places, too.")
@click.option("--jsonl", is_flag=True, help="A JSON object a line for each place.")
@click.pass_context
def find(ctx: click.Context, /, names: tuple[str, ...], *, own: tuple[str, ...], jsonl: bool) -> None:
    """Print the places that each NAME may mean, the most likely first."""
    from sayso.places.gazetteer import open_gazetteer

    files = gazetteer_files(own)
    known = open_gazetteer(files)
    labels = Labels(files)
    well = True
    for name in names:
        hits = likely_first(known.find(name))
        _write((_lines if jsonl else _words)(name, hits, known, labels))
        well = well and bool(hits)
    ctx.exit(0 if well else 1)


def likely_first(hits: "Sequence[Hit]") -> "list[Hit]":
    """Places called so before those also called so, the most populous first."""
    from sayso.places.store import MATCHES

    return sorted(
        hits, key=lambda hit: (MATCHES.index(hit.match), -hit.entry.population, -hit.entry.km, hit.entry.id)
    )


class Labels:
    """What to call the file that a place was read from."""

    def __init__(self, files: Sequence[Path]) -> None:
        from sayso.places import own
        from sayso.places.finishing import sources
        from sayso.places.gazetteer import is_store, shipped_file
        from sayso.places.store import Store

        self._ours = str(shipped_file())
        self._tables = {
            own.first_number(Path(one.file)): one.file
            for file in files
            if is_store(file)
            for one in sources(Store(file))
            if one.form == "table"
        }

    def of(self, number: int, gazetteer: "Gazetteer") -> str:
        """The user's table or gazetteer; "Sayso" for what ships."""
        from sayso.places import own

        for first, table in self._tables.items():
            if first - own.MOST < number <= first:
                return table
        file = gazetteer.file_of(number) or ""
        return "Sayso" if file in {self._ours, own.OURS} else file


def _inside(hit: "Hit", gazetteer: "Gazetteer") -> list[str]:
    regions = (gazetteer.by_id(number) for number in gazetteer.above(hit.entry))
    return [region.name for region in regions if region]


def _lines(name: str, hits: "Sequence[Hit]", gazetteer: "Gazetteer", labels: Labels) -> Iterator[str]:
    import msgspec

    for hit in hits:
        one = hit.entry
        inside, file = _inside(hit, gazetteer), labels.of(one.id, gazetteer)
        point = (one.name, hit.match, one.kind, one.lat, one.lon, one.km, one.country or None)
        values = (*point, inside, one.population or None, one.geonameid, file)
        yield msgspec.json.encode({"asked": name} | dict(zip(_FIELDS, values, strict=True))).decode()
    if not hits:
        yield msgspec.json.encode({"asked": name} | dict.fromkeys(_FIELDS)).decode()


def _words(name: str, hits: "Sequence[Hit]", gazetteer: "Gazetteer", labels: Labels) -> Iterator[str]:
    """Two lines a place: what and where it is; what is known of it and from which file."""
    from sayso.export.visible import one_line

    yield one_line(name)
    for hit in hits:
        one = hit.entry
        inside = ", ".join(_inside(hit, gazetteer)) or one.country
        yield "  " + one_line(f"{one.name}, {one.kind}{' in ' if inside else ''}{inside}")
        people = f"{one.population:,} people" if one.population else "people unknown"
        number = f"GeoNames {one.geonameid}" if one.geonameid else "not of GeoNames"
        file = one_line(Path(labels.of(one.id, gazetteer)).name)
        yield f"      {one.lat:.4f}, {one.lon:.4f}, within {one.km:,.0f} km · {people} · {number} · {file}"
    if not hits:
        yield "  no gazetteer has this name"


@gazetteer.command()
@click.option("--gazetteer", "own", metavar="FILE", multiple=True, help="And of this file of places.")
def about(own: tuple[str, ...]) -> None:
    """Say which files of places are used, in the order in which they are asked, and what is in them."""
    from sayso.places import own as tables
    from sayso.places.gazetteer import is_store, shipped_file

    files = _there(own, user_file())
    lines = ["tables of Sayso", f"  {len(tables.shipped()):,} places"]
    for file in [file for file in files if not is_store(file)]:
        lines += _about_table(file)
    for file in [shipped_file(), *filter(is_store, files)]:
        lines += _about_store(file)
    _write([*lines, *_about_mine()])


def _about_table(file: Path) -> list[str]:
    from sayso.places import own

    count = sum(1 for _ in own.read_file(file, -1))
    return [str(file), f"  a table of yours, {count:,} places, {_size(file)}"]


def _about_store(file: Path) -> list[str]:
    """A file of another version says so here, and is no error."""
    from sayso.places.finishing import sources
    from sayso.places.store import Store

    try:
        store = Store(file)
    except BadGazetteer as bad:
        return [str(file), f"  cannot be used: {bad.detail}"]
    places, names = store.counts()
    made_of = [f"  {one.file} of {one.dated}: {one.places:,} places" for one in sources(store)]
    return [
        str(file), f"  {places:,} places, {names:,} names, {_size(file)}", f"  sources: {store.about()['sources']}", *made_of
    ]  # fmt: skip


def _about_mine() -> Iterator[str]:
    """What is not there, or not finished."""
    mine = user_file()
    if mine is None:
        yield f"no gazetteer of yours: {VARIABLE} is empty"
        return
    if not mine.exists():
        yield f"no gazetteer of yours: `sayso gazetteer add FILE` makes {mine}"
    part = _part(mine)
    if part.exists():
        yield f"{part}\n  an `add` that is not finished, {_size(part)}; the same command goes on, `remove` takes it away"


@gazetteer.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(*, yes: bool) -> None:
    """Take your gazetteer away, and what an `add` has left unfinished."""
    from sayso.places.part import forget, open_part, told

    mine = _target(None)
    there = [file for file in (mine, _part(mine)) if file.exists()]
    if not there:
        raise BadRequest(f"there is no gazetteer of yours at {mine}", "there is nothing to remove")
    named = " and ".join(f"{file} ({_size(file)})" for file in there)
    if not yes:
        if not sys.stdin.isatty():
            raise BadRequest(f"{named} would be removed, and nobody can be asked", "say --yes")
        click.confirm(f"Remove {named}?", abort=True, err=True)
    with open_part(mine, "remove") as part, told(mine):
        mine.unlink(missing_ok=True)
        forget(part)
    _write([f"removed {named}"])


def _part(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"


def _write(lines: "Iterator[str] | Sequence[str]") -> None:
    from sayso.export.visible import visible

    text = "".join(f"{visible(line)}\n" for line in lines)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()

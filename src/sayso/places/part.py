"""Part: the half-made file in which an `add` keeps what it has read, so that it can go on where it stopped.

In: rows of places, names and codes, and how far the reading is. Out: the same again after a stop. Writes `TARGET.part` and
holds it locked. Imports: errors, geonames. Imported by: finishing, adding.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from sayso.errors import BadRequest
from sayso.places.geonames import Rows

LAYOUT = 1
"""Of the part file; one of another layout is begun anew."""
REGION = """CREATE TABLE region(
  country TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY(country, first, second)) WITHOUT ROWID"""
"""GeoNames' codes of regions of the first and the second level; a finished gazetteer keeps them for what is added later."""
_TABLES = (
    (
        "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, lat INTEGER, lon INTEGER, km INTEGER,"
        " country TEXT, first TEXT, second TEXT, population INTEGER)"
    ),
    "CREATE TABLE name(key TEXT, place INTEGER, match INTEGER)",
    "CREATE TABLE lies(place INTEGER PRIMARY KEY, region TEXT, country TEXT)",
    "CREATE TABLE state(one INTEGER PRIMARY KEY, value BLOB)",
    REGION,
)
"""`place` has the codes of the regions that it lies in, `lies` the name of one that a table tells."""
_REFUSED = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_AUTH,
}
_STEPS = 200_000
"""Steps of SQLite between two looks at whether Ctrl-C was pressed: a hundredth of a second."""


class State(Struct, frozen=True, kw_only=True):
    """How far an `add` is."""

    layout: int = LAYOUT
    job: str = ""
    """Which one it is."""
    done: int = 0
    """Files that are read to their end."""
    past: int = 0
    line: int = 1
    """Where the next is read on: bytes before, number of the line behind."""
    places: int = 0
    named: int = 0
    """Names that a file of names gave."""
    left_out: int = 0


class Part:
    """The part file, open and locked."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self.connection = connection
        self.file = file

    def state(self) -> State:
        """How far it is."""
        (value,) = self.connection.execute("SELECT value FROM state").fetchone()
        return msgspec.msgpack.decode(value, type=State)

    def keep(self, rows: Rows, state: State) -> None:
        """Add rows and say how far it is, both or neither."""
        with _transaction(self.connection):
            self.connection.executemany(
                "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", rows.places
            )
            self.connection.executemany("INSERT INTO name VALUES (?,?,?)", rows.names)
            self.connection.executemany("INSERT OR IGNORE INTO region VALUES (?,?,?,?)", rows.codes)
            self.connection.executemany("INSERT OR REPLACE INTO lies VALUES (?,?,?)", rows.lies)
            _say(self.connection, state)


@contextmanager
def open_part(target: Path, job: str) -> Iterator[Part]:
    """The part file for `target`, as this job left it, else empty. Raises: BadRequest, if another job has it now."""
    file = target.with_name(f"{target.name}.part")
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        connection = _locked(file)
        try:
            _prepare(connection, job)
            yield Part(connection, file)
        finally:
            connection.close()


def forget(part: Part) -> None:
    """Take the part file away."""
    journal = part.file.with_name(f"{part.file.name}-journal")
    try:
        part.file.unlink()
    except PermissionError:  # Windows lets go of no open file
        part.connection.close()
        part.file.unlink()
    journal.unlink(missing_ok=True)


@contextmanager
def told(target: Path) -> Iterator[None]:
    """In the block, what a disk refuses becomes a BadRequest, and a statement that Ctrl-C broke off a KeyboardInterrupt."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from None
        if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
            raise BadRequest(
                f"{target} cannot be written: {error}",
                "see that there is room on the disk and give the same command again: it goes on where it stopped",
            ) from error
        if code not in _REFUSED:
            raise
        raise BadRequest(f"{target} cannot be written: {error}", "choose another file") from error
    except OSError as error:
        raise BadRequest(
            f"{target} cannot be written: {error.strerror or error}", "choose another file"
        ) from error


def _locked(file: Path) -> sqlite3.Connection:
    """The file, held by this process alone until it ends. Raises: BadRequest, if another holds it."""
    while True:
        file.touch()
        before = file.stat().st_ino
        connection = sqlite3.connect(file.absolute().as_uri(), uri=True, timeout=0, isolation_level=None)
        try:
            connection.executescript("PRAGMA main.locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE;")
            connection.executescript("BEGIN EXCLUSIVE; COMMIT;")
        except sqlite3.Error as error:
            connection.close()
            _refuse(error, file)
            continue
        if file.exists() and file.stat().st_ino == before:  # else another job ended now and took it away
            return connection
        connection.close()


def _refuse(error: sqlite3.Error, file: Path) -> None:
    """Takes the file away if it is no database. Raises: what is wrong, if it is something else."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_BUSY:
        raise BadRequest(
            f"another `sayso gazetteer add` is writing {file}",
            "wait until it ends, or choose another file with --to",
        ) from None
    if code not in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        raise error
    file.unlink()


def _prepare(connection: sqlite3.Connection, job: str) -> None:
    connection.executescript("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;")
    connection.set_progress_handler(lambda: None, _STEPS)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    if "state" in tables and _same(connection, job):
        return
    with _transaction(connection):
        for table in tables:
            connection.execute(f'DROP TABLE "{table}"')
        for table in _TABLES:
            connection.execute(table)
        _say(connection, State(job=job))


def _same(connection: sqlite3.Connection, job: str) -> bool:
    (value,) = connection.execute("SELECT value FROM state").fetchone() or (b"",)
    try:
        state = msgspec.msgpack.decode(value, type=State)
    except msgspec.DecodeError:
        return False
    return (state.layout, state.job) == (LAYOUT, job)


def _say(connection: sqlite3.Connection, state: State) -> None:
    connection.execute("INSERT OR REPLACE INTO state VALUES (1, ?)", (msgspec.msgpack.encode(state),))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")

"""Boundary: runs one step on one report so that whatever happens, the next report is still read.

In: a step and its limit in seconds. Out: what the step returns, or a `Refused` that says why not. This is the
only place that catches every exception. Imports: errors, model. Imported by: readers, cli.
"""

import logging
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType
from typing import TypeVar

from sayso.errors import BadInput, OutOfTime
from sayso.model import Reason, Refused, refuse

log = logging.getLogger(__name__)
T = TypeVar("T")
AGAIN_S = 0.2  # libraries that catch every exception catch ours too, and go on


def attempt(
    work: Callable[[], T], *, stage: str, file: str, seconds: float | None, uri: str | None = None
) -> T | Refused:
    """What `work()` returns; or, if it raises or takes too long, a refusal of `file`.

    Without `seconds` it may take as long as it likes.

    An error nobody foresaw is logged with its traceback and refused as "failed": it is a fault of Sayso.
    """
    try:
        with deadline(seconds) if seconds and math.isfinite(seconds) else nullcontext():
            return work()
    except BadInput as bad:
        return refuse(file, Reason(bad.reason), bad.detail, uri=uri)
    except OutOfTime as late:
        return refuse(file, Reason.TOO_SLOW, str(late), uri=uri)
    except RecursionError:
        return refuse(file, Reason.TOO_DEEP, "nested more deeply than Python can follow", uri=uri)
    except MemoryError:
        return refuse(file, Reason.TOO_LARGE, "there is not enough memory to read it", uri=uri)
    except Exception as error:  # the one place for it: a report must never stop a run
        log.exception("%s failed on %s", stage, file)
        detail = (
            f"{stage} failed: {type(error).__name__}: {error}; this is a fault in Sayso, please report it"
        )
        return refuse(file, Reason.FAILED, detail, uri=uri)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block once `seconds` have passed; again and again, if the block swallows it.

    By the interval timer where there is one (main thread, not Windows); elsewhere the block runs to its end
    and is late then. Of a nested pair the one that is due first counts; the outer one goes on when the inner
    one is over.
    """
    began = time.monotonic()
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        if time.monotonic() - began > seconds:
            raise OutOfTime(seconds)
        return
    outer_left, _ = signal.getitimer(signal.ITIMER_REAL)
    if 0 < outer_left <= seconds:
        yield  # the outer deadline comes first anyway
        return

    late = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal late
        late = True
        raise OutOfTime(seconds)

    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if outer_left:
            left = outer_left - (time.monotonic() - began)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001), AGAIN_S)
    if late:  # and the block swallowed it, so that what it gives may be half of what it should be
        raise OutOfTime(seconds)

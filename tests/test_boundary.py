"""The boundary: whatever one report does, the next is still read."""

import re
import signal
import threading
import time

import pytest

from sayso.boundary import attempt, deadline
from sayso.errors import BadInput, OutOfTime
from sayso.model import Reason, Refused


def busy():
    while True:
        pass


def try_it(work, seconds=None):
    return attempt(work, stage="reading", file="a.txt", seconds=seconds, uri="https://courier.example/1")


def raiser(error):
    def work():
        raise error

    return work


def test_what_succeeds_is_handed_on():
    assert try_it(lambda: "done", seconds=1) == "done"


@pytest.mark.parametrize(
    ("error", "reason", "said"),
    [
        (BadInput(Reason.BAD_DATE, "no such day"), Reason.BAD_DATE, "no such day"),
        (OutOfTime(3), Reason.TOO_SLOW, "--max-seconds"),
        (RecursionError("deep"), Reason.TOO_DEEP, "nested"),
        (MemoryError(), Reason.TOO_LARGE, "memory"),
        (ValueError("odd"), Reason.FAILED, "ValueError: odd"),
        (KeyError("x"), Reason.FAILED, "KeyError"),
        (StopIteration(), Reason.FAILED, "StopIteration"),
    ],
)
def test_every_error_becomes_a_refusal_with_its_reason(error, reason, said):
    refused = try_it(raiser(error))
    assert isinstance(refused, Refused)
    assert (refused.file, refused.uri) == ("a.txt", "https://courier.example/1")
    assert refused.refused.reason == reason
    assert said in refused.refused.detail


def test_an_error_nobody_foresaw_is_logged_with_its_traceback_and_asked_to_be_reported(caplog):
    refused = try_it(raiser(ZeroDivisionError("by zero")))
    assert "please report it" in refused.refused.detail
    assert "Traceback" in caplog.text
    assert "a.txt" in caplog.text


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_is_meant_to_stop_the_run_stops_it(stop):
    with pytest.raises(stop):
        try_it(raiser(stop()))


def test_endless_recursion_is_refused_as_too_deep():
    def deeper():
        return deeper()

    assert try_it(deeper).refused.reason == Reason.TOO_DEEP


def test_a_busy_loop_is_stopped_and_the_limit_named():
    began = time.monotonic()
    refused = try_it(busy, seconds=0.05)
    assert time.monotonic() - began < 0.5
    assert refused.refused.reason == Reason.TOO_SLOW
    assert "0.05 s" in refused.refused.detail
    assert "--max-seconds" in refused.refused.detail


def test_a_regular_expression_that_backtracks_without_end_is_stopped():
    assert try_it(lambda: re.match(r"(a+)+$", "a" * 60 + "b"), seconds=0.05).refused.reason == Reason.TOO_SLOW


def test_a_loop_that_swallows_every_exception_is_stopped_all_the_same():
    def stubborn():
        try:
            busy()
        except OutOfTime:
            busy()

    began = time.monotonic()
    assert try_it(stubborn, seconds=0.05).refused.reason == Reason.TOO_SLOW
    assert time.monotonic() - began < 2


def test_what_a_step_gives_that_swallowed_the_end_of_its_time_is_not_trusted():
    def stubborn():
        try:
            busy()
        except Exception:  # noqa: BLE001  # as libraries do
            return "half"

    assert try_it(stubborn, seconds=0.05).refused.reason == Reason.TOO_SLOW


def test_a_deadline_that_is_kept_leaves_nothing_behind():
    before = signal.getsignal(signal.SIGALRM)
    with deadline(5):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_deadline_that_is_missed_leaves_nothing_behind():
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(OutOfTime), deadline(0.02):
        busy()
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_the_inner_of_two_deadlines_stops_its_own_block_alone():
    with deadline(5):
        with pytest.raises(OutOfTime) as caught, deadline(0.02):
            busy()
        assert caught.value.seconds == 0.02
        assert 4 < signal.getitimer(signal.ITIMER_REAL)[0] < 5


def test_the_outer_deadline_still_comes_when_the_inner_one_is_over():
    def work():
        with deadline(0.02):
            pass
        busy()

    with pytest.raises(OutOfTime) as caught, deadline(0.1):
        work()
    assert caught.value.seconds == 0.1


def test_an_inner_deadline_does_not_put_the_outer_one_off():
    began = time.monotonic()
    with pytest.raises(OutOfTime) as caught, deadline(0.05), deadline(10):
        busy()
    assert caught.value.seconds == 0.05
    assert time.monotonic() - began < 1


def test_off_the_main_thread_a_step_that_was_late_is_refused_when_it_ends():
    found = []

    def late():
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            pass
        return "done"

    def work():
        found.append(try_it(late, seconds=0.01))
        found.append(try_it(lambda: "done", seconds=1))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0].refused.reason == Reason.TOO_SLOW
    assert found[1] == "done"


def test_without_a_limit_no_timer_is_set():
    assert try_it(lambda: signal.getitimer(signal.ITIMER_REAL)) == (0.0, 0.0)

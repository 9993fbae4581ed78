import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier

import pytest

from sayso.encoder import lay_out
from sayso.encoder.encoder import Encoder
from tests.encoder.checks import contents, faults
from tests.encoder.doubles import body

REPORTS = [
    "The bridge at Harrow is closed, Mayor Ilse Brandt said on Friday. “Nobody was hurt,” she told reporters.",
    "Rebels shelled the port of Varda overnight, killing four, the army said.\n\nA rebel spokesman denied it.",
    "Police arrested two men. They will appear in court on Monday, according to the Courier.",
    "",
    "“We will not leave,” he said, “whatever the ministry claims.” The ministry did not answer.\n\n" * 6,
    "The river rose " * 150,
]


def analyse(encoder, text):
    return encoder.analyse(text, body(text))


@pytest.fixture(scope="module")
def alone():
    """All there is in the analysis of each report, each by an encoder that read nothing else."""
    return [contents(analyse(Encoder(), text)) for text in REPORTS]


def test_an_analysis_does_not_depend_on_what_was_read_before(encoder, alone):
    assert [contents(analyse(encoder, text)) for text in REPORTS] == alone
    assert [contents(analyse(encoder, text)) for text in reversed(REPORTS)] == alone[::-1]


def test_eight_threads_that_begin_at_once_find_what_one_finds(alone):
    encoder, barrier = Encoder(), Barrier(8)

    def read_all(first):
        barrier.wait()
        turned = [*range(first % 6, 6), *range(first % 6)]
        found = {i: contents(analyse(encoder, REPORTS[i])) for i in turned}
        return [found[i] for i in range(6)]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(read_all, range(8)))


def test_workers_in_other_processes_find_what_one_finds(encoder, alone):
    encoder.load()

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(analyse, [encoder] * len(REPORTS), REPORTS))

    assert list(map(contents, found)) == alone


def test_a_text_that_two_cores_share_is_analysed_as_by_one(alone):
    assert [contents(analyse(Encoder(threads=2), text)) for text in REPORTS[:3]] == alone[:3]


def test_a_handle_that_travels_takes_no_weights_with_it(encoder, tmp_path):
    encoder.load()

    assert len(pickle.dumps(encoder)) < 1000
    assert pickle.loads(pickle.dumps(Encoder(tmp_path, 3))).__reduce__() == (Encoder, (tmp_path, 3))


def test_a_layout_made_beforehand_gives_the_same_analysis(encoder, alone):
    layout = lay_out(REPORTS[0], body(REPORTS[0]))

    assert contents(encoder.analyse_layout(layout)) == alone[0]


def test_nothing_is_wrong_with_any_analysis(encoder):
    assert [list(faults(analyse(encoder, text))) for text in REPORTS] == [[]] * len(REPORTS)


def test_weights_are_loaded_once(encoder):
    assert encoder.load() is encoder.load()

"""The benchmark of what refers to the same: which clusters count, and the tasks that it stands beside."""

from benchmarks import coreference
from benchmarks.__main__ import TASKS


def test_what_is_mentioned_once_can_be_left_out():
    ferry, captain = ("a", 1), ("a", 5)
    clustering = {("a", 1): ferry, ("a", 3): ferry, ("a", 5): captain, ("b", 1): ("b", 1)}

    assert coreference.several(clustering) == {("a", 1): ferry, ("a", 3): ferry}


def test_its_figures_and_those_of_the_network_alone_are_two_tasks():
    assert {"coreference", "antecedents"} <= set(TASKS)
    assert TASKS["coreference"] is coreference.rows

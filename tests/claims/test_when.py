"""Which time is an event's, and between which days the claim puts it."""

import pytest

from tests.stages.cases import read_words

PUBLISHED = "2022-02-08"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        pytest.param(
            "In June 2014 the group attacked the city; on Tuesday soldiers arrested its commander.",
            {"attacked": ("2014-06-01", "2014-06-30"), "arrested": ("2022-02-08", "2022-02-08")},
            id="each event has the time of its own clause",
        ),
        pytest.param(
            "The army arrested six men on Friday, a week after the bombing of the bridge.",
            {"arrested": ("2022-02-04", "2022-02-04")},
            id="the time that hangs on the verb, not the one that hangs on another time",
        ),
        pytest.param(
            "Two days after the attack, the army arrested six men.",
            {"arrested": (None, None)},
            id="after a happening of no date there is no day",
        ),
        pytest.param(
            "The militia attacked four villages this month, the mayor said.",
            {"attacked": ("2022-02-01", "2022-02-08")},
            id="what is told as past is over by the day of publication",
        ),
        pytest.param(
            "The ministry will deploy 300 officers this month, a spokesman said.",
            {"deploy": ("2022-02-01", "2022-02-28")},
            id="what is planned is not",
        ),
        pytest.param(
            "Over the past three months the militia attacked nine villages.",
            {"attacked": ("2021-11-08", "2022-02-08")},
            id="a length that ends with publication",
        ),
        pytest.param(
            "Every Friday the police arrested protesters.",
            {"arrested": (None, None)},
            id="what happens again and again has no one day",
        ),
    ],
)  # fmt: skip
def test_an_event_happens_when_its_clause_says(text, when):
    reading = read_words(text, PUBLISHED)

    found = {claim.trigger.of(reading.text): (claim.from_, claim.to) for claim in reading.claims}
    assert found == when

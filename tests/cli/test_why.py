"""`sayso why`: which head or rule, on which words, how surely, and who else was thought of."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
AGENCY = str(EXAMPLES / "02-agency-original.txt")
NESTED = str(EXAMPLES / "09-nested-sources.txt")
FEED = str(EXAMPLES / "12-feed.xml")


def ask(*words, **more):
    return CliRunner().invoke(main, ["why", *words], **more)


def test_an_attribution_says_heads_scores_words_and_speaker():
    answer = ask(AGENCY, "a2")

    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert lines[1] == "chain: unknown (published) ← Sarha Press (supplied) ← Adnan Kettani (said)"
    assert "  because: link from cue to source 1.00" in lines
    assert "  because: act said | by “say”" in lines
    assert lines[-1] == "  speaker: Adnan Kettani, because: the source is a name"


def test_each_level_of_a_nested_one_is_explained_outermost_first():
    answer = ask(NESTED, "a2")

    heads = [line for line in answer.stdout.splitlines() if ", score " in line]
    assert [line.split(":")[0] for line in heads] == ["a0", "a1, within a0", "a2, within a1"]


def test_a_claim_says_its_event_and_from_where_each_link_was_read():
    answer = ask(AGENCY, "c2")

    assert "event: “opened fire” · ASSAULT · happened" in answer.stdout
    assert "  Sarha Press (supplied): from “Sarha Press” at " in answer.stdout
    assert "  Adnan Kettani (said): from “Major Adnan Kettani of the town’s police” at " in answer.stdout


def test_the_outlets_own_voice_is_called_so():
    answer = ask("-", "c0", input="Gunmen killed two guards near the river.")

    assert (
        answer.stdout.splitlines()[-1] == "it stands in no attribution: the outlet says so in its own voice"
    )


def test_the_runners_up_are_told():
    answer = ask(AGENCY, "attribution 9")

    assert "speaker: Layla Hadrawi, because: “she” by the network and by who spoke last" in answer.stdout
    assert "also thought of: " in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param((AGENCY, "a99"), "there is no attribution a99; the report has a0 to a", id="too high"),
        pytest.param((AGENCY, "c99"), "there is no claim c99; the report has c0 to c", id="no such claim"),
        pytest.param(
            (AGENCY, "x"), "'x' is no claim or attribution; name one as the table does", id="no handle"
        ),
        pytest.param((FEED, "a0"), "holds 3 reports; choose one with --id: ", id="which report"),
        pytest.param((FEED, "a0", "--id", "x"), "holds no report with the id x; there are ", id="no such id"),
        pytest.param((AGENCY, "a1 a2"), "is no claim or attribution", id="two at once"),
        pytest.param(("nowhere.txt", "a0"), "nowhere.txt", id="no file"),
        pytest.param((str(EXAMPLES / "13-arabic-statement.txt"), "a0"), "'ar'", id="a language not read"),
    ],
)
def test_what_cannot_be_explained_is_said_and_nothing_printed(arguments, complaint):
    answer = ask(*arguments)

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert complaint in answer.stderr


def test_a_report_of_several_is_chosen_by_its_id():
    complaint = ask(FEED, "a0").stderr
    first = complaint.rsplit("--id: ", 1)[1].split(",")[0].strip()

    assert ask(FEED, "a0", "--id", first).exit_code == 0


def test_nothing_hidden_reaches_the_terminal():
    answer = ask("-", "a0", input="“Stay\x1b[31m home,” Omar Talim said.")

    assert "\x1b" not in answer.stdout
    assert "⟨U+001B⟩" in answer.stdout


def test_a_report_without_statements_has_none_to_explain():
    answer = ask("-", "a0", input="Rain fell in the hills all day.")

    assert (answer.exit_code, "the report has none" in answer.stderr) == (2, True)

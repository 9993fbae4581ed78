"""`sayso actors check`: how many actors there are, or every fault."""

from click.testing import CliRunner

from sayso.cli import main

OWN = """[[actor]]
id = "river-guard"
name = "River Guard"
kind = "militia"
basis = "invented"
"""


def check(*paths):
    return CliRunner().invoke(main, ["actors", "check", *map(str, paths)])


def test_a_list_without_fault_is_counted(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")

    answer = check(own)

    assert answer.exit_code == 0
    assert answer.stdout.endswith(" files, no fault\n")


def test_every_fault_is_a_line_and_the_exit_code_is_one(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(OWN.replace("militia", "band").replace("invented", ""), encoding="utf-8")

    answer = check(own)

    assert answer.exit_code == 1
    assert answer.stdout.splitlines()[-2:] == [
        f"{own}:2: river-guard: unknown kind 'band'",
        f"{own}:2: river-guard: its basis is empty",
    ]


def test_a_file_that_is_not_there_is_a_wrong_command(tmp_path):
    answer = check(tmp_path / "none.toml")

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert "No such file" in answer.stderr

"""The documentation says everything: each command, option, setting, field and word of the contract."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
import pytest
from click.testing import CliRunner

from sayso import model
from sayso.cli import COMMANDS, main
from sayso.settings import Settings

DOCS = Path(__file__).parents[1] / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
CONTRACT = (DOCS / "contract.md").read_text(encoding="utf-8")
TYPES = ["Reading", "Section", "Entity", "Actor", "Role", "Place", "Relative", "Time", "Attribution", "Basis"]
TYPES += ["Claim", "Count", "Link", "Incident", "Filler"]
REFUSAL = "What could not be read"


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {one}", inner) for one, inner in command.commands.items())


def options() -> Iterator[Any]:
    for name, command in [("sayso", main), *commands()]:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from (pytest.param(option, id=f"{name} {option}") for option in parameter.opts)


def fields() -> Iterator[Any]:
    for name in TYPES:
        yield from (
            pytest.param(name, field.encode_name, id=f"{name}.{field.encode_name}") for field in of(name)
        )
    for struct in (model.Refused, model.Cause):
        for field in msgspec.structs.fields(struct):
            yield pytest.param(REFUSAL, field.encode_name, id=f"Refused.{field.encode_name}")


def of(name: str) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(getattr(model, name))


def chapter(name: str) -> str:
    """What stands under the heading that begins with `name`."""
    return re.split(rf"^#+ {name}\b.*$", CONTRACT, flags=re.M)[1].split("\n#")[0]


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_is_described(name):
    assert f"\nsayso {name}" in CLI


@pytest.mark.parametrize("option", list(options()))
def test_every_option_is_described(option):
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", CLI)


@pytest.mark.parametrize("field", msgspec.structs.fields(Settings), ids=lambda field: field.name)
def test_every_setting_is_described_with_its_default(field):
    assert f"| `--{field.name.replace('_', '-')}` | {field.default} |" in CLI


@pytest.mark.parametrize("code", ["0", "1", "2", "130", "141"])
def test_every_exit_code_is_described(code):
    assert f"\n| {code} | " in CLI


@pytest.mark.parametrize(("name", "field"), list(fields()))
def test_every_field_of_the_contract_is_described_where_it_belongs(name, field):
    assert f"`{field}`" in chapter(name)


@pytest.mark.parametrize("name", TYPES)
def test_no_field_is_described_that_is_not_there(name):
    described = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", chapter(name), re.M)
    words = {word for cell in described for word in re.findall(r"`(\w+)`", cell)}
    assert words == {field.encode_name for field in of(name)}


def test_the_contract_leaves_out_no_type():
    reached = set(re.findall(r"#/\$defs/(\w+)", model.schema())) - {
        "Reading",
        "Refused",
        "Cause",
        "Span",
        "Reason",
    }
    assert reached == set(TYPES) - {"Reading"}


@pytest.mark.parametrize("reason", model.Reason)
def test_every_reason_for_a_refusal_is_described(reason):
    assert f"`{reason}`" in chapter(REFUSAL)


@pytest.mark.parametrize(
    "word",
    [
        word
        for kinds in (model.SectionKind, model.EntityKind, model.Status, model.Voice)
        for word in get_args(kinds)
    ],
)
def test_every_word_a_field_may_hold_is_described(word):
    assert f"`{word}`" in CONTRACT


def test_the_schema_in_the_docs_is_the_codes_own():
    printed = CliRunner().invoke(main, ["schema"])
    assert printed.exit_code == 0
    assert (DOCS / "schema.json").read_bytes() == printed.stdout_bytes


def test_the_readmes_python_reads_the_examples(monkeypatch):
    root = DOCS.parent
    (code,) = re.findall(r"```python\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.S)
    monkeypatch.chdir(root)
    names: dict[str, Any] = {}

    exec(code, names)

    assert isinstance(names["reading"], model.Reading)


def test_the_readmes_two_commands_stand_where_ci_looks_for_them():
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"^    (pip install .*)$", readme, re.M) == [
        "pip install . && sayso read examples/",
        "pip install -c requirements.lock '.[test]' && pytest",
    ]


def test_every_example_is_described():
    described = (DOCS / "examples.md").read_text(encoding="utf-8")

    names = [path.name for path in (DOCS.parent / "examples").iterdir() if not path.name.startswith(".")]
    assert names
    assert [name for name in names if name not in described] == []


def test_every_reason_for_a_refusal_has_its_example():
    described = (DOCS / "readers.md").read_text(encoding="utf-8")

    assert [reason for reason in model.Reason if f"`{reason}`" not in described] == []


def test_every_relative_link_leads_somewhere():
    for page in (DOCS.parent / "README.md", *DOCS.glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"

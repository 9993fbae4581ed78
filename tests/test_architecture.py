"""The rooms and the one direction of data between them, as docs/design.md draws them."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

SOURCE = Path(__file__).parent.parent / "src" / "sayso"

# From the room that may import nothing of ours to the one that may import everything.
ROOMS = [
    "errors",
    "settings",
    "model",
    "boundary",
    "readers",
    "encoder",
    "attribution",
    "actors",
    "entities",
    "times",
    "places",
    "events",
    "claims",
    "pipeline",
    "export",
    "cli",
    "__main__",
]


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("sayso", cache_dir=None)


def room_of(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports(graph):
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            yield module, imported


def test_every_module_stands_in_a_room_that_is_ranked(graph):
    assert {room_of(module) for module in graph.modules} - {""} == set(ROOMS)


def test_data_runs_down_the_rooms_and_never_back(graph):
    upward = [
        f"{module} imports {imported}"
        for module, imported in imports(graph)
        if room_of(module)
        and room_of(imported)
        and ROOMS.index(room_of(imported)) > ROOMS.index(room_of(module))
    ]

    assert upward == []


def test_no_modules_import_each_other_in_a_circle(graph):
    order = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )

    order.prepare()  # raises CycleError, naming the circle


def test_the_graph_sees_imports_inside_functions(graph):
    assert ("sayso.readers.records", "sayso.readers.ninjs") in set(imports(graph))


def modules():
    return sorted(
        ".".join(("sayso", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
        for path in SOURCE.rglob("*.py")
        if path.name != "__main__.py"
    )


def test_no_import_reads_a_file_or_the_environment_or_loads_a_heavy_library():
    watch = """
import os, sys, importlib
import click, msgspec, numpy
opened, asked = [], []
def hook(event, args):
    if event == "open" and not str(args[0]).endswith((".py", ".pyc", ".so", ".pyd")) and "__pycache__" not in str(args[0]):
        opened.append(args[0])
class Watched(dict):
    def __getitem__(self, key): asked.append(key); return super().__getitem__(key)
    def get(self, key, default=None): asked.append(key); return super().get(key, default)
    def __contains__(self, key): asked.append(key); return super().__contains__(key)
os.environ = Watched(os.environ)
sys.addaudithook(hook)
for name in sys.argv[1:]:
    importlib.import_module(name)
heavy = [name for name in ("trafilatura", "lxml", "feedparser", "onnxruntime", "tokenizers", "py3langid", "jinja2", "zstandard") if name in sys.modules]
print(opened, asked, heavy)
"""
    result = subprocess.run(
        [sys.executable, "-c", watch, *modules()], capture_output=True, text=True, check=True, timeout=60
    )

    assert result.stdout.strip() == "[] [] []"


def test_help_is_shown_without_loading_a_heavy_library():
    show = "import sys; sys.argv = ['sayso', '--help']\ntry:\n    from sayso.cli import main; main()\nfinally:\n    print(*sys.modules)"

    result = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, text=True, check=True, timeout=60
    )

    assert not {"numpy", "onnxruntime", "lxml", "rich"} & set(result.stdout.split())


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


def test_every_error_survives_a_trip_between_processes():
    import inspect
    import pickle

    from sayso import errors

    for error in (
        errors.BadInput("empty", "x"),
        errors.OutOfTime(3.0),
        errors.BrokenReading("r", "f"),
        errors.BadRequest("p", "c"),
        errors.BadWeights("f", "p"),
        errors.BadActors(("a.toml:1: c", "a.toml:2: d")),
        errors.BadGazetteer("f", 3, "d"),
    ):
        twin = pickle.loads(pickle.dumps(error))
        assert (type(twin), twin.args, str(twin)) == (type(error), error.args, str(error))

    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass)]
    assert all(issubclass(c, errors.SaysoError) for c in classes)
    assert all(c.__name__ in (errors.__doc__ or "") for c in classes)

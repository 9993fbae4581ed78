"""From what was written on the command line to the files that are meant."""

import os

import pytest

from sayso.errors import BadRequest
from sayso.readers.finding import check_paths, find_files, size_of


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with files below one another, hidden ones among them; it is the current one."""
    for name in (
        "b.txt",
        "a.txt",
        "in/c.txt",
        "in/deep/d.jsonl",
        ".hidden",
        ".git/config",
        "in/.x",
        "odd[1].txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("12345")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        pytest.param(["b.txt", "a.txt"], ["b.txt", "a.txt"], id="files stay in the order given"),
        pytest.param(["in"], ["in/c.txt", "in/deep/d.jsonl"], id="a folder is all below it, sorted"),
        pytest.param(["./in/"], ["./in/c.txt", "./in/deep/d.jsonl"], id="a path stays as it was begun"),
        pytest.param(["*.txt"], ["a.txt", "b.txt", "odd[1].txt"], id="a pattern, sorted"),
        pytest.param(["**/*.txt"], ["a.txt", "b.txt", "in/c.txt", "odd[1].txt"], id="a pattern over folders"),
        pytest.param(["i*"], ["in/c.txt", "in/deep/d.jsonl"], id="a pattern that fits a folder"),
        pytest.param(["odd[1].txt"], ["odd[1].txt"], id="a file whose name looks like a pattern"),
        pytest.param(["empty"], ["empty"], id="an empty folder is given itself"),
        pytest.param([".hidden"], [".hidden"], id="a hidden file that was asked for"),
        pytest.param(["-", "a.txt", "-"], ["-", "a.txt", "-"], id="standard input"),
        pytest.param(["a.txt", "a.txt"], ["a.txt", "a.txt"], id="twice is twice"),
    ],
)
def test_paths_mean_these_files(folder, paths, files):
    check_paths(paths)
    assert list(find_files(paths)) == files


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        pytest.param("https://courier.example/a", "save the page", id="a web address"),
        pytest.param(
            "HTTP://courier.example/*?q=[1]", "save the page", id="a web address that looks like a pattern"
        ),
        pytest.param("ftp://courier.example/a", "save the page", id="an address of another kind"),
        pytest.param("nothing.txt", "check its name", id="a file that is not there"),
        pytest.param("", "check its name", id="an empty name"),
        pytest.param("a\0b", "check its name", id="a name no file can have"),
        pytest.param("x" * 5000, "check its name", id="a name longer than any"),
        pytest.param("*.warc", "quote it", id="a pattern that fits nothing"),
    ],
)
def test_what_cannot_be_meant_is_an_error_that_says_what_to_do(folder, path, cure):
    with pytest.raises(BadRequest) as caught:
        check_paths(["a.txt", path])
    assert cure in str(caught.value)


def test_a_folder_that_links_to_itself_comes_to_an_end(folder):
    (folder / "in" / "again").symlink_to(folder / "in")
    assert list(find_files(["in"])) == ["in/c.txt", "in/deep/d.jsonl"]


def test_a_link_to_nowhere_is_given_so_that_it_is_answered(folder):
    (folder / "in" / "lost").symlink_to("nowhere")
    assert "in/lost" in list(find_files(["in"]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look everywhere")
def test_a_folder_that_may_not_be_looked_into_is_given_so_that_it_is_answered(folder):
    (folder / "in" / "deep").chmod(0)
    try:
        assert "in/deep" in list(find_files(["in"]))
    finally:
        (folder / "in" / "deep").chmod(0o700)


def test_the_size_is_that_of_all_files_and_not_known_for_standard_input(folder):
    assert size_of(["a.txt", "in"]) == 15
    assert size_of(["a.txt", "-"]) is None

"""The command `conversations`, in processes of their own."""

import json

import pytest

from tests.cli.conftest import one_sentence, run
from text2sql.conversations.sqlite import SqliteConversations
from text2sql.types import Turn


@pytest.fixture
def folder(tmp_path):
    store = SqliteConversations(tmp_path / "data" / "conversations.sqlite")
    store.append("월간", Turn("지난달 매출은?", "지난달 매출은?", "SELECT 1 AS n", "1원", "answered", columns=("n",)))
    store.append("월간", Turn("그중 서울만", "순매출 · 서울", "SELECT 2 AS n", "2원", "answered", cost_usd=0.25))
    store.append("b", Turn("how many customers?", "how many customers?", None, "not known", "declined"))
    return tmp_path


def conversations(folder, *arguments, **more):
    return run(folder, "conversations", *arguments, TEXT2SQL_DATA_FOLDER=str(folder / "data"), **more)


def test_they_are_listed_searched_renamed_and_forgotten(folder):
    listed = conversations(folder, "list")
    assert [line.split("\t")[0] for line in listed.out.splitlines()] == ["b", "월간"]
    assert listed.out.splitlines()[1].split("\t")[2:] == ["2", "$0.2500", "지난달 매출은?"]
    assert conversations(folder, "rename", "월간", "월간  보고").returncode == 0
    found = json.loads(conversations(folder, "search", "서울", "보고", "--format", "json").out)
    assert [(each["id"], each["title"]) for each in found] == [("월간", "월간 보고")]
    one_sentence(conversations(folder, "delete", "월간"), 2)
    assert conversations(folder, "delete", "월간", "--yes").returncode == 0
    assert conversations(folder, "search", "서울").out == ""


def test_they_are_shown_and_exported(folder):
    assert "> 순매출 · 서울" in conversations(folder, "show", "월간").out
    done = conversations(folder, "export", "월간", "--format", "notebook", "--out", "monthly.ipynb")
    assert (done.returncode, done.out) == (0, "")
    assert json.loads((folder / "monthly.ipynb").read_text("utf-8"))["nbformat"] == 4


def test_what_is_not_there_is_said(folder):
    for arguments in (("show", "c"), ("rename", "c", "x"), ("delete", "c", "--yes"), ("export", "c")):
        one_sentence(conversations(folder, *arguments), 2)
    one_sentence(conversations(folder, "export", "b", "--out", str(folder / "no" / "such.md")), 2)

"""What every vector store promises; Chroma is held to it with and without its exact copies."""

import random
import subprocess
import sys
from collections.abc import Iterator

import pytest

from text2sql.errors import KnowledgeError
from text2sql.interfaces import VectorStore
from text2sql.vector_stores.chroma import ChromaVectorStore
from text2sql.vector_stores.memory import MemoryVectorStore


@pytest.fixture(params=["memory", "chroma exact", "chroma"])
def store(request, tmp_path) -> Iterator[VectorStore]:
    if request.param == "memory":
        yield MemoryVectorStore()
        return
    chroma = ChromaVectorStore(tmp_path / "vectors", exact_up_to=5_000 if request.param == "chroma exact" else 0)
    yield chroma
    chroma.close()


def ids(hits) -> list[str]:
    return [hit.id for hit in hits]


def test_hits_come_best_first_with_their_cosine(store):
    store.upsert("tables", ["east", "주문", "north"], [[2, 0], [3, 3], [0, 5]])
    hits = store.nearest("tables", [1, 0], 5)
    assert ids(hits) == ["east", "주문", "north"]
    assert [hit.score for hit in hits] == pytest.approx([1.0, 0.5**0.5, 0.0], abs=1e-5)
    assert ids(store.nearest("tables", [1, 0], 1)) == ["east"]
    assert store.nearest("tables", [1, 0], 0) == ()


def test_upserting_again_replaces(store):
    store.upsert("tables", ["a", "b"], [[1, 0], [0, 1]])
    store.upsert("tables", ["a", "c"], [[0, 1], [1, 0]])
    assert ids(store.nearest("tables", [1, 0], 1)) == ["c"]
    assert len(store.nearest("tables", [1, 0], 10)) == 3


def test_deleting_removes_and_ignores_what_is_unknown(store):
    store.upsert("tables", ["a", "b"], [[1, 0], [0, 1]])
    store.delete("tables", ["a", "never there"])
    store.delete("no such collection", ["a"])
    assert ids(store.nearest("tables", [1, 0], 10)) == ["b"]
    store.delete("tables", ["b"])
    assert store.nearest("tables", [1, 0], 10) == ()


def test_collections_are_apart_whatever_their_names(store):
    for number, name in enumerate(["주문", "주문 2", "a/b", "a-b", "A-B", "x" * 600]):
        store.upsert(name, [str(number)], [[1, 0]])
    assert [ids(store.nearest(name, [1, 0], 9)) for name in ["주문", "주문 2", "a/b", "a-b", "A-B", "x" * 600]] == [
        [str(number)] for number in range(6)
    ]
    assert store.nearest("unknown", [1, 0], 9) == ()


def test_nothing_to_store_is_fine(store):
    store.upsert("tables", [], [])
    store.delete("tables", [])
    assert store.nearest("tables", [1, 0], 9) == ()


def test_another_process_reads_what_was_stored(tmp_path):
    writer = ChromaVectorStore(tmp_path)
    writer.upsert("tables", ["a", "주문"], [[1, 0], [0, 1]])
    for exact_up_to in (0, 5_000):
        reader = ChromaVectorStore(tmp_path, exact_up_to)
        assert ids(reader.nearest("tables", [0, 1], 1)) == ["주문"]
        writer.upsert("tables", ["new"], [[-1, 0]])
        assert ids(reader.nearest("tables", [-1, 0], 1)) == ["new"]
        writer.delete("tables", ["new"])
        assert "new" not in ids(reader.nearest("tables", [-1, 0], 9))
        reader.close()


def test_small_collections_are_read_without_importing_chroma(tmp_path):
    ChromaVectorStore(tmp_path).upsert("tables", ["a"], [[1, 0]])
    code = (
        "import sys; from pathlib import Path; from text2sql.vector_stores.chroma import ChromaVectorStore as Store; "
        f"hits = Store(Path({str(tmp_path)!r})).nearest('tables', [1, 0], 1); "
        "print(hits[0].id, 'chromadb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split() == ["a", "False"]


def test_a_writer_killed_between_change_and_copy_leaves_no_stale_copy(tmp_path, monkeypatch):
    store = ChromaVectorStore(tmp_path)
    store.upsert("tables", ["old"], [[1, 0]])

    def killed(*_):
        raise SystemExit(137)

    monkeypatch.setattr(ChromaVectorStore, "_write_snapshot", killed)
    with pytest.raises(SystemExit):
        store.upsert("tables", ["new"], [[0.99, 0.1]])
    monkeypatch.undo()
    assert set(ids(ChromaVectorStore(tmp_path).nearest("tables", [1, 0], 9))) == {"old", "new"}


def test_a_damaged_copy_is_not_believed(tmp_path):
    ChromaVectorStore(tmp_path).upsert("tables", ["a", "b"], [[1, 0], [0, 1]])
    (copy,) = (tmp_path / "snapshots").iterdir()
    for damaged in (copy.read_bytes()[:-3], b"", b"\x00" * 40, copy.read_bytes()[:-8]):
        copy.write_bytes(damaged)
        assert ids(ChromaVectorStore(tmp_path).nearest("tables", [0, 1], 9)) == ["b", "a"]


def test_a_damaged_folder_is_one_sentence(tmp_path):
    ChromaVectorStore(tmp_path, 0).upsert("tables", ["a"], [[1, 0]])
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(KnowledgeError, match="text2sql index"):
        ChromaVectorStore(tmp_path, 0).nearest("tables", [1, 0], 1)


def test_a_folder_that_cannot_be_written_names_the_setting(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KnowledgeError, match="TEXT2SQL_DATA_FOLDER"):
        ChromaVectorStore(tmp_path / "file" / "vectors").upsert("tables", ["a"], [[1, 0]])


@pytest.mark.parametrize("exact_up_to", [0, 5_000])
def test_vectors_of_another_length_are_refused(tmp_path, exact_up_to):
    store = ChromaVectorStore(tmp_path, exact_up_to)
    store.upsert("tables", ["a"], [[1, 0]])
    with pytest.raises(KnowledgeError, match="text2sql index"):
        store.nearest("tables", [1, 0, 0], 1)
    with pytest.raises(KnowledgeError, match="text2sql index"):
        store.upsert("tables", ["b"], [[1, 0, 0]])
    store.close()


def test_exact_copies_agree_with_chroma(tmp_path):
    numbers = random.Random(7)
    vectors = [[numbers.gauss(0, 1) for _ in range(16)] for _ in range(300)]
    store = ChromaVectorStore(tmp_path)
    store.upsert("tables", [str(number) for number in range(300)], vectors)
    exact = store.nearest("tables", vectors[5], 5)
    (copy,) = (tmp_path / "snapshots").iterdir()
    copy.unlink()
    asked = store.nearest("tables", vectors[5], 5)
    assert ids(exact)[:3] == ids(asked)[:3]
    assert exact[1].score == pytest.approx(asked[1].score, abs=1e-4)
    store.close()


def test_two_processes_that_write_at_once_lose_nothing(tmp_path):
    code = (
        "import sys; from pathlib import Path; from text2sql.vector_stores.chroma import ChromaVectorStore as Store; "
        "store = Store(Path(sys.argv[1]))\n"
        "for number in range(3): store.upsert('tables', [f'{sys.argv[2]}{number}'], [[1, number]])"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in ("가", "b")]
    assert [process.wait() for process in running] == [0, 0]
    found = ids(ChromaVectorStore(tmp_path).nearest("tables", [1, 0], 9))
    assert sorted(found) == ["b0", "b1", "b2", "가0", "가1", "가2"]

"""From a thumb to an approved sample: nothing overwritten, nothing learned twice, nothing changed on the way."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.catalog import SampleQuery
from text2sql.corpus.samples import read_samples
from text2sql.errors import KnowledgeError
from text2sql.proposals import Approval, Proposal, Proposals, approve, duplicates

TODAY = date(2026, 11, 21)
SQL = "SELECT region, COUNT(*) AS n\nFROM customers\nWHERE region <> '제주'  -- 섬은 빼고\nGROUP BY region"


def approval(*questions, sql=SQL):
    return Approval(questions or ("지역별 고객 수는?",), sql, "kim", TODAY)


def test_a_proposal_waits_until_somebody_settles_it(tmp_path):
    proposals = Proposals(tmp_path / "proposals.sqlite")
    number = proposals.add(Proposal("shop", "지역별 고객 수", SQL, proposed_by="lee"))
    proposals.add(Proposal("other", "q", "SELECT 1"))
    proposals.change(number, "bad", "제주가 없어요")
    [kept] = proposals.listed("shop")
    assert (kept.verdict, kept.comment, kept.number) == ("bad", "제주가 없어요", number)
    assert proposals.settle(number, "rejected", "kim")
    assert not proposals.settle(number, "approved", "park")
    proposals.change(number, "good", "")
    proposals.withdraw(number)
    assert proposals.listed("shop") == ()
    assert [each.verdict for each in proposals.listed("shop", "rejected")] == ["bad"]


def test_what_was_taken_back_is_gone(tmp_path):
    proposals = Proposals(tmp_path / "proposals.sqlite")
    proposals.withdraw(proposals.add(Proposal("shop", "q", "SELECT 1")))
    assert proposals.listed("shop") == ()


def test_an_approved_sample_is_read_as_it_was_approved(tmp_path):
    path = approve(approval("지역별 고객 수는?", "Customers by region"), tmp_path)
    assert path.name == "지역별-고객-수는.yaml"
    [sample] = read_samples(tmp_path)
    assert (sample.id, sample.questions, sample.sql) == (
        "지역별-고객-수는", ("지역별 고객 수는?", "Customers by region"), SQL,
    )  # fmt: skip
    assert (sample.approved_by, sample.approved_on) == ("kim", TODAY)
    assert "sql: |" in path.read_text("utf-8")


def test_no_file_is_ever_overwritten(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "지역별-고객-수는.yaml").write_text("question: q\nsql: SELECT 1\n")
    first, second = approve(approval(), tmp_path), approve(approval(), tmp_path)
    assert [first.name, second.name] == ["지역별-고객-수는-2.yaml", "지역별-고객-수는-3.yaml"]
    assert len(read_samples(tmp_path)) == 3


@pytest.mark.parametrize("wrong", [approval(sql="SELECT :region"), approval(""), approval(sql=" ")])
def test_what_is_no_sample_leaves_no_file(tmp_path, wrong):
    with pytest.raises(KnowledgeError):
        approve(wrong, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("question", ["../../etc/passwd", "...", "a/b\\c: {x} | ?", "CON", "🙂"])
def test_a_question_cannot_choose_where_it_is_written(tmp_path, question):
    assert approve(approval(question), tmp_path).parent == tmp_path


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_is_approved_is_read_back_the_same_or_refused(tmp_path_factory, question, literal):
    folder = Path(tmp_path_factory.mktemp("samples"))
    sql = "SELECT '" + literal.replace("'", "''") + "' AS x"
    try:
        approve(approval(question, sql=sql), folder)
    except KnowledgeError:
        assert list(folder.iterdir()) == []
        return
    [sample] = read_samples(folder)
    assert (sample.questions, sample.sql) == ((question,), sql)


def test_the_same_question_and_the_same_query_are_recognised():
    samples = (SampleQuery("a", ("지역별 고객 수",), "SELECT 1"), SampleQuery("b", ("월별",), SQL))
    found = duplicates(["지역별  고객수?"], "SELECT 2", samples)
    assert [(each.sample.id, each.same) for each in found] == [("a", "question")]
    same = "select region, count( * ) as n from customers where region<>'제주'  -- 섬은 빼고\n group by region;"
    assert [(each.sample.id, each.same) for each in duplicates(["x"], same, samples)] == [("b", "sql")]
    assert duplicates(["x"], SQL.replace("'제주'", "'서울'"), samples) == ()

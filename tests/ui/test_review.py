"""A thumb, its review and what is approved; the tables; earlier conversations."""

from dataclasses import replace

import pytest

from tests.fakes import FakeWarehouse
from tests.offline.shop import SHOP
from tests.ui.conftest import CANDIDATE, clicked, words
from text2sql.conversations.memory import MemoryConversations
from text2sql.corpus.samples import read_samples
from text2sql.proposals import Proposal, Proposals
from text2sql.types import Turn


@pytest.fixture
def proposals(tmp_path):
    return Proposals(tmp_path / "proposals.sqlite")


def looked_at(app, view):
    app.sidebar.segmented_control(key="view").set_value(view).run()
    assert not app.exception
    return app


def test_a_thumb_belongs_to_its_own_answer(page, proposals, tmp_path):
    other = replace(CANDIDATE, sql="SELECT grade, COUNT(*) FROM customers GROUP BY grade", reading="등급별")
    app = page((CANDIDATE,), (other,), proposals=proposals, samples_folder=tmp_path)
    app.chat_input[0].set_value("지역별 고객 수").run()
    app.chat_input[0].set_value("등급별 고객 수").run()
    app.feedback[0].set_value(1).run()
    assert not app.exception
    [kept] = proposals.listed("shop")
    assert (kept.question, kept.sql, kept.verdict) == ("지역별 고객 수", CANDIDATE.sql, "good")
    app.feedback[0].set_value(0).run()
    app.text_input(key="comment1").set_value("제주가 없어요").run()
    [kept] = proposals.listed("shop")
    assert (kept.verdict, kept.comment) == ("bad", "제주가 없어요")
    clicked(app, "New conversation")
    app.chat_input[0].set_value("월별 고객 수")
    assert len(proposals.listed("shop")) == 1


def test_approving_writes_a_sample_and_settles_the_proposal(page, proposals, tmp_path):
    proposals.add(Proposal("shop", "지역별 고객 수", CANDIDATE.sql, proposed_by="lee"))
    folder = tmp_path / "samples"
    app = looked_at(page(proposals=proposals, samples_folder=folder), "review")
    app.text_area(key="questions1").set_value("지역별 고객 수\nCustomers by region").run()
    app.button(key="approve1").click().run()
    assert not app.exception
    [sample] = read_samples(folder)
    assert sample.questions == ("지역별 고객 수", "Customers by region")
    assert proposals.listed("shop") == ()
    assert "지역별-고객-수.yaml" in app.success[0].value.replace("\\", "")


def test_what_cannot_run_cannot_be_approved(page, proposals, tmp_path):
    proposals.add(Proposal("shop", "고객을 지워 줘", "DELETE FROM customers"))
    app = looked_at(page(proposals=proposals, samples_folder=tmp_path), "review")
    assert app.button(key="approve1").disabled
    app.text_area(key="sql1").set_value("SELECT COUNT(*) AS n FROM customers").run()
    assert not app.button(key="approve1").disabled
    app.button(key="reject1").click().run()
    assert not app.exception
    assert proposals.listed("shop") == () and read_samples(tmp_path) == ()


def test_a_duplicate_is_named(page, proposals, tmp_path):
    proposals.add(Proposal("shop", "질문 3번은", "SELECT 2"))
    app = looked_at(page(proposals=proposals, samples_folder=tmp_path), "review")
    assert any("s3" in each.value for each in app.warning)


def test_tables_can_be_looked_at_and_personal_values_cannot(page):
    table = SHOP.tables[0]
    first = replace(table.columns[0], personal=True)
    from ui.browsing import diagram, sample_values

    assert sample_values("ko", first) == "가림 (개인 정보)"
    app = looked_at(page(), "tables")
    app.selectbox(key="table").set_value(table.name).run()
    assert not app.exception
    assert list(app.dataframe[0].value.iloc[:, 0]) == [column.name for column in table.columns]
    assert f'"{table.name}" [fillcolor' in diagram(SHOP, table)


def test_an_earlier_conversation_is_found_taken_up_and_forgotten(page):
    store = MemoryConversations()
    store.append("abc", Turn("지역별 고객 수", "지역별 고객 수", "SELECT 1", "서울 3명", "answered"))
    store.append("def", Turn("월별 매출", "월별 매출", "SELECT 1", "매출 5원", "answered"))
    app = page(store=store, warehouse=FakeWarehouse())
    app.sidebar.text_input(key="search").set_value("지역").run()
    assert [each.key for each in app.sidebar.button if (each.key or "").startswith("open")] == ["openabc"]
    app.sidebar.button(key="openabc").click().run()
    assert not app.exception
    assert "서울 3명" in words(app)
    app.sidebar.button(key="forgetabc").click().run()
    assert not app.exception
    assert store.turns("abc") == () and app.session_state["turns"] == []
    assert "서울 3명" not in words(app)


def test_a_long_queue_is_shown_a_piece_at_a_time(page, proposals, tmp_path):
    for number in range(13):
        proposals.add(Proposal("shop", f"질문 {number}", "SELECT 1"))
    app = looked_at(page(proposals=proposals, samples_folder=tmp_path), "review")
    assert len([button for button in app.button if (button.key or "").startswith("approve")]) == 10
    assert "3 more wait" in words(app)


def test_edited_sql_can_be_proposed(page, proposals, tmp_path):
    app = page((CANDIDATE,), proposals=proposals, samples_folder=tmp_path)
    app.chat_input[0].set_value("지역별 고객 수").run()
    edited = CANDIDATE.sql.replace("GROUP BY", "WHERE grade = 'vip' GROUP BY")
    app.text_area(key="edited1").set_value(edited)
    clicked(app, "Run the edited SQL")
    app.feedback[1].set_value(1).run()
    assert not app.exception
    [kept] = proposals.listed("shop")
    assert (kept.question, kept.sql) == ("지역별 고객 수", edited)

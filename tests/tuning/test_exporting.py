"""Training data: what is in it, what is left out and why, and that nothing stands on both sides of the split."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offline.shop import CUSTOMERS, SHOP
from tests.tuning.made import TODAY, example, gate, linked, shapes
from text2sql.catalog import Column, LocalText, SampleParameter, SampleQuery
from text2sql.errors import KnowledgeError, UsageError
from text2sql.models.bedrock.abilities import Abilities
from text2sql.models.bedrock.forms import read_tags
from text2sql.models.bedrock.requests import make_request
from text2sql.models.bedrock.settings import BedrockSettings
from text2sql.prompts import Wording, sql_prompt
from text2sql.tuning.choosing import Chosen, Dropped, Rules, chosen, is_held_back
from text2sql.tuning.conversations import conversation_of, system_text
from text2sql.tuning.examples import examples_of_samples
from text2sql.tuning.exporting import ExportOptions, export
from text2sql.tuning.formats import FORMATS
from text2sql.writers.prompted.strategies import ZERO_SHOT

RULES = Rules(most_tokens=32_000)


def records(folder, name="train.jsonl"):
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def reasons(*examples, **rules):
    found = chosen(examples, replace(RULES, **rules))
    return [each.reason if isinstance(each, Dropped) else "" for each in found]


def test_files_hold_the_prompt_that_is_asked_and_the_reply_that_is_read(tmp_path):
    report = export(shapes(40), tmp_path, ExportOptions(validation_share=0.25))
    assert (report.training + report.validation, report.skeletons) == (80, 40)
    assert (
        report.training == len(records(tmp_path)) > report.validation == len(records(tmp_path, "validation.jsonl")) > 0
    )
    assert {name for name, _ in report.files} == {"train.jsonl", "validation.jsonl"}
    record = records(tmp_path)[0]
    assert record["schemaVersion"] == "bedrock-conversation-2024"
    assert [each["role"] for each in record["messages"]] == ["user", "assistant"]
    prompt = sql_prompt(example("1", "취소된 주문의 매출", "SELECT 1").question, linked(), Wording(reasoning=False), ())
    read = read_tags(record["messages"][1]["content"][0]["text"], prompt.form)
    assert read.problems == ()
    assert (read.fields["outcome"], read.fields["sql"][:11]) == ("sql", "SELECT SUM(")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["training"] == report.training


def test_the_system_text_is_what_is_sent_with_a_question():
    assert (ZERO_SHOT.samples, ZERO_SHOT.schema, ZERO_SHOT.reasoning) == (0, "described", False)
    asked = example("1", "지난달 서울 고객 수", "SELECT COUNT(*) FROM customers")
    prompt = sql_prompt(asked.question, asked.linked, Wording(reasoning=False), ())
    sent = make_request(prompt, "model", Abilities(form="tags", cache="none"), BedrockSettings("model")).body
    assert "\n\n".join(block["text"] for block in sent["system"]) == system_text(prompt)
    made = conversation_of(asked, cell_values=True)
    assert made.system == system_text(prompt)
    assert sent["messages"][0]["content"][0]["text"] == made.user


def test_every_format_says_the_same():
    made = conversation_of(
        example("1", "서울 고객 수", "SELECT COUNT(*) FROM customers", reading="서울에 사는 고객"), True
    )
    assert json.loads(FORMATS["claude"].line(made)) == {
        "system": made.system,
        "messages": [{"role": "user", "content": made.user}, {"role": "assistant", "content": made.reply}],
    }
    completion = json.loads(FORMATS["completion"].line(made))
    assert completion == {"prompt": f"{made.system}\n\n{made.user}", "completion": made.reply}
    assert "서울" in FORMATS["nova"].line(made)


def test_samples_become_an_example_for_each_wording_with_its_own_period():
    sample = SampleQuery(
        "revenue#1",
        ("지난달 매출", "2025년 매출", "revenue last month"),
        "SELECT SUM(net_amount) FROM orders WHERE ordered_at >= :period_start AND ordered_at < :period_end",
        description=LocalText("Net revenue of a period.", "기간의 순매출."),
        parameters=(SampleParameter("period", "period", "지난달"),),
        assumption=LocalText(ko="취소 제외"),
    )
    found = list(examples_of_samples([sample], TODAY, "duckdb", lambda question: linked()))
    assert [each.id for each in found] == ["revenue#1/1", "revenue#1/2", "revenue#1/3"]
    assert ["2026-10-01" in each.sql for each in found] == [True, False, True]
    assert "2025-01-01" in found[1].sql
    assert (found[0].reading, found[2].reading) == ("기간의 순매출.", "Net revenue of a period.")
    reply = conversation_of(found[0], True).reply
    assert "<reading>기간의 순매출.</reading>\n<assumptions>- 취소 제외</assumptions>" in reply


def test_repeated_and_contradicting_questions_are_dropped():
    first = example("1", "지난달 매출은?", "SELECT SUM(net_amount)\nFROM orders;")
    same = example("2", " 지난달  매출은 ", "SELECT SUM(net_amount) FROM orders")
    other = example("3", "지난달 매출은?", "SELECT COUNT(*) FROM orders")
    assert reasons(first, same, other) == ["", "duplicate", "contradiction"]


def test_what_the_gate_refuses_and_what_was_not_linked_is_dropped():
    refused = example("1", "주문 삭제", "DELETE FROM orders")
    unlinked = example("2", "고객 수", "SELECT COUNT(*) FROM customers", linked("orders"))
    assert reasons(refused, unlinked, check=gate("DELETE", tables=("customers",))) == ["refused", "not linked"]
    assert reasons(unlinked) == ["not linked"]
    narrow = example("3", "주문 상태", "SELECT status FROM orders", linked("orders", columns=("order_id",)))
    assert reasons(narrow, check=gate(columns=(("orders", "status"),))) == ["not linked"]
    assert reasons(example("4", " ", "SELECT 1"), example("5", "q", "SELECT '</sql>'")) == ["empty", "not written"]


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ("김민수의 주문 수", "SELECT COUNT(*) FROM customers WHERE name = '김민수'"),
        ("orders of Kim", "SELECT COUNT(*) FROM customers WHERE LOWER(Name) LIKE 'kim%' AND grade = 'vip'"),
        ("김민수의 지역", 'SELECT region FROM customers WHERE name = "김민수"'),
        ("김민수의 등급", "SELECT grade FROM customers WHERE name = $$김민수$$"),
        ("이 번호의 고객", "SELECT COUNT(*) FROM customers WHERE name = 4111111111111111"),
        ("이 번호의 고객 수", "SELECT COUNT(*) FROM customers WHERE name = '9012311234567'"),
        ("kim@shop.example의 주문", "SELECT COUNT(*) FROM orders"),
        ("010-1234-5678로 등록한 주문", "SELECT COUNT(*) FROM orders"),
        ("주문 수", "SELECT COUNT(*) FROM orders WHERE channel = '01012345678'"),
        ("901231-1234567 고객", "SELECT COUNT(*) FROM customers"),
    ],
)
def test_nothing_that_may_be_personal_is_learned(text, sql):
    assert reasons(example("1", text, sql)) == ["personal"]
    read = (("customers", "name"),) if " name" in sql.lower() or "(name" in sql.lower() else ()
    (dropped,) = chosen([example("1", text, sql)], replace(RULES, check=gate(tables=(), columns=read)))
    assert dropped.reason == "personal"
    assert not any(word in dropped.detail for word in ("김민수", "kim", "1234", "1231"))


def test_personal_columns_may_be_counted_and_shown_and_their_values_are_in_no_prompt():
    profile_of_others = example(
        "1", "VIP 고객 이름", "SELECT name FROM customers WHERE grade = 'vip' AND joined_at >= '2026-01-01'"
    )
    assert reasons(profile_of_others, check=gate(tables=("customers",), columns=(("customers", "name"),))) == [""]
    named = example("2", "고객 명단", 'SELECT name AS "이름", "region" FROM customers ORDER BY "이름"')
    assert reasons(named) == [""]
    born = replace(CUSTOMERS, columns=(*CUSTOMERS.columns, Column("born_on", "DATE", "date", personal=True)))
    of_day = "SELECT COUNT(*) FROM customers WHERE born_on = '1990-12-31'"
    assert reasons(example("3", "생일", of_day, linked(catalog=replace(SHOP, tables=(born,))))) == ["personal"]
    secret = Column("memo", "VARCHAR", "text", personal=True, values=())
    table = replace(CUSTOMERS, columns=(*CUSTOMERS.columns, secret))
    catalog = replace(SHOP, tables=(table,))
    (fit,) = chosen([example("1", "고객 수", "SELECT COUNT(*) FROM customers", linked(catalog=catalog))], RULES)
    assert isinstance(fit, Chosen)
    assert "memo" in fit.conversation.text


def test_long_records_and_too_many_of_them_are_dropped(tmp_path, monkeypatch):
    assert reasons(next(shapes(1)), most_tokens=100) == ["too long"]
    small = replace(FORMATS["nova"], most_records=30, most_validation=3)
    monkeypatch.setitem(FORMATS, "nova", small)
    report = export(shapes(60), tmp_path, ExportOptions(validation_share=0.5))
    assert (report.training, report.validation, report.reasons) == (30, 3, (("too many", 87),))


def test_too_few_examples_write_nothing_and_say_why(tmp_path):
    with pytest.raises(UsageError, match=r"10 examples are fit .*\(10 were dropped: 10 duplicate\).*at least 32"):
        export([*shapes(5), *shapes(5)], tmp_path / "out", ExportOptions())
    assert not (tmp_path / "out").exists()
    with pytest.raises(UsageError, match="impossible"):
        ExportOptions(validation_share=1.0)


def test_an_old_validation_file_does_not_survive_and_a_bad_folder_is_told(tmp_path):
    export(shapes(40), tmp_path, ExportOptions(validation_share=0.25))
    before = (tmp_path / "train.jsonl").read_bytes()
    export(reversed(list(shapes(40))), tmp_path, ExportOptions(validation_share=0.25))
    assert (tmp_path / "train.jsonl").read_bytes() == before
    export(shapes(40), tmp_path, ExportOptions(validation_share=0))
    assert not (tmp_path / "validation.jsonl").exists()
    (tmp_path / "file").write_text("x")
    with pytest.raises(KnowledgeError, match="another folder"):
        export(shapes(40), tmp_path / "file", ExportOptions())


def test_no_shape_stands_on_both_sides(tmp_path):
    export(shapes(60), tmp_path, ExportOptions(validation_share=0.3))

    def sqls(name):
        return {each["messages"][1]["content"][0]["text"] for each in records(tmp_path, name)}

    assert sqls("train.jsonl") & sqls("validation.jsonl") == set()


@given(st.text(), st.integers(), st.floats(0, 1), st.floats(0, 1))
@settings(deadline=None)
def test_a_larger_share_holds_back_all_that_a_smaller_one_does(skeleton, seed, one, other):
    small, large = sorted((one, other))
    assert is_held_back(skeleton, large, seed) or not is_held_back(skeleton, small, seed)
    assert not is_held_back(skeleton, 0.0, seed)

"""``text2sql prompt``: what would be sent, and other models' replies to it read back in, through the real commands."""

import hashlib
import json

from tests.cli.conftest import one_sentence, run

QUESTION = "지난달 취소된 주문의 매출"


def test_it_prints_what_would_be_sent_and_sends_nothing(home):
    told = run(home, "prompt", QUESTION)
    assert told.returncode == 0, told.err
    assert f"<question>\n{QUESTION}\n</question>" in told.out
    assert "CREATE TABLE orders" in told.out
    assert "## form write_sql" in told.out
    assert "cacheable; nothing was sent" in told.err


def test_the_strategy_can_be_chosen(home):
    told = run(home, "prompt", QUESTION, "--strategy", "pet-sql", "--format", "json")
    found = json.loads(told.out)
    assert "### Foreign keys" in found["stable"]
    assert 0 < found["cacheable_tokens"] < found["tokens"]
    assert [each["role"] for each in found["messages"]] == ["user"]
    one_sentence(run(home, "prompt", QUESTION, "--strategy", "dial_sql"), 2)


def test_prompts_go_out_and_replies_come_back_in(home, tmp_path):
    """Any model may answer what was written out; `ask --replay` checks and runs its words."""
    lines = [{"id": 7, "question": QUESTION}, {"id": "나"}, {"id": 9, "question": "주문 수는?", "database": "nowhere"}]
    asked = tmp_path / "questions.jsonl"
    asked.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    told = run(home, "prompt", "--jsonl", asked, "--strategy", "few_shot")
    assert told.returncode == 2
    first, second, third = (json.loads(line) for line in told.out.splitlines())
    assert (first["id"], second["id"], third["id"]) == (7, "나", 9)
    assert "question" in second["error"]
    assert "nowhere" in third["error"]
    assert len(first["prompt_hash"]) == len(hashlib.sha256().hexdigest())
    assert first["form"]["fields"][0]["name"] == "outcome"

    replies = tmp_path / "replies.jsonl"
    sql = "SELECT SUM(net_amount) AS revenue FROM orders WHERE status = 'cancelled'"
    reply = {"prompt_hash": first["prompt_hash"], "reply": f"```sql\n{sql};\n```", "model": "somebody's model"}
    replies.write_text(json.dumps(reply), "utf-8")
    settings = home / "few_shot.toml"
    settings.write_text((home / "text2sql.toml").read_text("utf-8") + '[model]\nstrategy = "few_shot"\n', "utf-8")
    told = run(home, "ask", QUESTION, "--settings", settings, "--replay", replies, "--format", "json")
    assert told.returncode == 0, told.err
    answer = json.loads(told.out)
    assert answer["status"] == "answered"
    assert answer["receipt"]["prompt_hash"] == first["prompt_hash"]
    assert answer["receipt"]["model"] == "somebody's model"
    one_sentence(run(home, "ask", "주문 수는?", "--settings", settings, "--replay", replies), 6)

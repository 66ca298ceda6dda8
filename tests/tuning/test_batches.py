"""Batches of prompts, against botocore's own model of the operations: nothing is lost and nothing is paid twice."""

import io
import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from botocore.response import StreamingBody

from tests.models.prompts import PLAIN, PROMPT
from tests.offline.shop import SHOP
from tests.tuning.aws import ACCOUNT, REGION, ROLE, stubbed
from text2sql.corpus.describing import Undescribed
from text2sql.corpus.descriptions import DescriptionFile
from text2sql.errors import KnowledgeError, ModelBusy, UsageError
from text2sql.prompting import Tool
from text2sql.prompts.describing import describe_table_prompt
from text2sql.tuning.batch_file import BatchAnswer, BatchFile
from text2sql.tuning.batches import Batches, BatchOrder, BatchRecord
from text2sql.tuning.bodies import BODIES
from text2sql.tuning.describing import keep_descriptions, records_of

MODEL = "anthropic.claude-3-haiku-20240307-v1:0"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


class Account:
    """An AWS account in memory: an object store and jobs that answer what they are told to."""

    def __init__(self):
        self.objects, self.jobs, self.tokens = {}, {}, {}
        self.fails = ""

    def put_object(self, *, Bucket, Key, Body):  # AWS spells it so
        self.objects[Key] = Body
        return {}

    def get_object(self, *, Bucket, Key):
        content = self.objects[Key]
        return {"Body": StreamingBody(io.BytesIO(content), len(content))}

    def list_objects_v2(self, *, Bucket, Prefix, ContinuationToken=""):
        keys = sorted(key for key in self.objects if key.startswith(Prefix))
        start = int(ContinuationToken or 0)
        more = {"NextContinuationToken": str(start + 1)} if start + 1 < len(keys) else {}
        return {"Contents": [{"Key": key} for key in keys[start : start + 1]], **more}

    def create_model_invocation_job(self, **request):
        if self.fails == "before":
            raise ModelBusy("Try again.")
        token = request["clientRequestToken"]
        if token not in self.tokens:
            self.tokens[token] = f"arn:aws:bedrock:{REGION}:{ACCOUNT}:model-invocation-job/{len(self.jobs):012d}"
            self.jobs[self.tokens[token]] = {"request": request, "status": "Submitted"}
        if self.fails == "after":
            raise ModelBusy("Try again.")
        return {"jobArn": self.tokens[token]}

    def get_model_invocation_job(self, *, jobIdentifier):
        return {"status": self.jobs[jobIdentifier]["status"]}

    def sent(self, arn):
        uri = self.jobs[arn]["request"]["inputDataConfig"]["s3InputDataConfig"]["s3Uri"]
        content = self.objects[uri.removeprefix("s3://my-bucket/")]
        return [json.loads(line) for line in content.decode().splitlines()]

    def finish(self, arn, answer, status="Completed"):
        """Write what ``answer`` makes of each record, in another order and among other files."""
        lines = [
            {"recordId": each["recordId"], "modelInput": each["modelInput"], **answer(each["modelInput"])}
            for each in reversed(self.sent(arn))
        ]
        folder = f"text2sql/answers/{arn.rpartition('/')[2]}"
        stranger = {"recordId": "STRANGER001", "modelOutput": said("?")["modelOutput"]}
        content = "".join(json.dumps(each) + "\n" for each in [stranger, *lines]) + '{"cut o'
        self.objects[f"{folder}/input.jsonl.out"] = content.encode()
        self.objects[f"{folder}/manifest.json.out"] = b'{"totalRecordCount": 1}'
        self.jobs[arn]["status"] = status


def said(text):
    return {
        "modelOutput": {
            "output": {"message": {"role": "assistant", "content": [{"reasoningContent": {}}, {"text": text}]}},
            "stopReason": "end_turn",
            "usage": {"inputTokens": 7, "outputTokens": 3},
        }
    }


def echo(sent):
    return said(f"답: {sent['messages'][0]['content'][0]['text']}")


def records(count, words="매출"):
    return tuple(
        BatchRecord(f"q{number}-{words}", {"messages": [{"role": "user", "content": [{"text": f"{words} {number}"}]}]})
        for number in range(count)
    )


@contextmanager
def batches(folder, account, **order):
    class Both:
        control = store = account

    yield Batches(BatchOrder(MODEL, ROLE, "s3://my-bucket/text2sql", **order), BatchFile(folder), Both)


def test_what_was_answered_or_is_on_its_way_is_not_sent_again(tmp_path):
    account = Account()
    with batches(tmp_path, account) as made:
        (job,) = made.send(records(120))
        assert made.send(records(120)) == ()
        assert [state.status for state in made.look()] == ["Submitted"]
        account.finish(job.arn, lambda sent: {} if "매출 5" in str(sent) else echo(sent), "PartiallyCompleted")
    with batches(tmp_path, account, least=1) as made:  # another process
        answers = made.collect()
        assert answers["q7-매출"] == BatchAnswer("q7-매출", "답: 매출 7", "", "end_turn", 7, 3, MODEL)
        unanswered = {name for name, answer in answers.items() if answer.problem}
        assert unanswered == {f"q{number}-매출" for number in (5, *range(50, 60))}
        assert made.look() == ()
        (again,) = made.send(records(120))
        assert sorted(again.records.values()) == sorted(unanswered)
        account.finish(again.arn, echo)
        assert not any(answer.problem for answer in made.collect().values())
        assert made.send(records(120)) == ()
    assert len(account.jobs) == 2


@pytest.mark.parametrize(("fails", "jobs"), [("before", 1), ("after", 1)])
def test_an_interrupted_start_is_taken_up_again_and_paid_once(tmp_path, fails, jobs):
    account = Account()
    account.fails = fails
    with batches(tmp_path, account) as made, pytest.raises(ModelBusy):
        made.send(records(100))
    account.fails = ""
    with batches(tmp_path, account) as made:
        (job,) = made.send(records(100))
        assert job.arn
        assert made.send(records(100)) == ()
    assert len(account.jobs) == jobs


def test_an_interrupted_start_is_forgotten_when_other_things_are_asked(tmp_path):
    account = Account()
    account.fails = "before"
    with batches(tmp_path, account) as made, pytest.raises(ModelBusy):
        made.send(records(100))
    account.fails = ""
    with batches(tmp_path, account) as made:
        (job,) = made.send(records(100, "주문"))
        assert set(job.records.values()) == {record.id for record in records(100, "주문")}


def test_a_job_that_failed_is_sent_anew_as_another_one(tmp_path):
    account = Account()
    with batches(tmp_path, account) as made:
        (first,) = made.send(records(100))
        account.jobs[first.arn]["status"] = "Failed"
        assert made.collect() == {}
        (second,) = made.send(records(100))
        assert second.name != first.name
        assert second.arn != first.arn


def test_many_records_are_shared_out_evenly_and_few_are_refused(tmp_path):
    account = Account()
    with batches(tmp_path, account, most=200) as made:
        assert [len(job.records) for job in made.send(records(450))] == [150, 150, 150]
    with batches(tmp_path / "few", account) as made, pytest.raises(UsageError, match="at least 100"):
        made.send(records(99))
    with pytest.raises(UsageError, match="no role"):
        BatchOrder(MODEL, "role", "s3://my-bucket")


def test_a_line_that_was_cut_off_costs_that_answer_only(tmp_path):
    file = BatchFile(tmp_path)
    file.add([BatchAnswer("1", "하나"), BatchAnswer("2", "둘")])
    path = tmp_path / "answers.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    again = BatchFile(tmp_path)
    assert set(again.answers()) == {"1"}
    again.add([BatchAnswer("3", "셋"), BatchAnswer("1", "", problem="late")])
    assert {name: answer.text for name, answer in BatchFile(tmp_path).answers().items()} == {"1": "하나", "3": "셋"}
    (tmp_path / "batch.json").write_text("{")
    with pytest.raises(KnowledgeError, match="Delete it"):
        BatchFile(tmp_path).jobs()


def test_requests_and_replies_fit_the_service_s_own_model(tmp_path):
    arn = f"arn:aws:bedrock:{REGION}:{ACCOUNT}:model-invocation-job/abcdefghij12"
    with stubbed() as (clients, control, store):
        made = Batches(BatchOrder(MODEL, ROLE, "s3://my-bucket", least=1), BatchFile(tmp_path), clients)
        store.add_response("put_object", {})
        control.add_response("create_model_invocation_job", {"jobArn": arn})
        made.send(records(2))
        told = {
            "jobArn": arn,
            "modelId": MODEL,
            "roleArn": ROLE,
            "status": "Completed",
            "submitTime": NOW,
            "inputDataConfig": {"s3InputDataConfig": {"s3Uri": "s3://my-bucket/i"}},
            "outputDataConfig": {"s3OutputDataConfig": {"s3Uri": "s3://my-bucket/o"}},
            "processedRecordCount": 1,
            "totalRecordCount": 2,
        }
        control.add_response("get_model_invocation_job", told, {"jobIdentifier": arn})
        (state,) = made.look()
        assert (state.finished, state.done, state.total) == (True, 1, 2)
        control.add_response("get_model_invocation_job", told)
        listing = {"Contents": [{"Key": "answers/abcdefghij12/x.jsonl.out"}]}
        store.add_response("list_objects_v2", listing, {"Bucket": "my-bucket", "Prefix": "answers/abcdefghij12/"})
        (record, *_) = BatchFile(tmp_path).jobs()[0].records
        content = json.dumps({"recordId": record, "error": {"errorCode": 400, "errorMessage": "bad\nrequest"}}).encode()
        store.add_response("get_object", {"Body": StreamingBody(io.BytesIO(content), len(content))})
        assert [answer.problem for answer in made.collect().values()] == ["bad request"]


@pytest.mark.parametrize("name", BODIES)
def test_every_shape_asks_in_tags_and_reads_its_own_replies(name):
    shape = BODIES[name]
    asked = json.dumps(shape.request(PROMPT), ensure_ascii=False)
    assert "지난달 서울 매출은?" in asked
    assert "<reasoning>How the question is read, step by step.</reasoning>" in asked
    assert "CREATE TABLE orders" in asked
    assert "temperature" not in json.dumps(shape.request(PLAIN))
    replies = {
        "claude": {
            "content": [{"type": "text", "text": "매출"}],
            "stop_reason": "end_turn",
            "usage": {"input_tokens": 7, "output_tokens": 3},
        }
    }
    found = shape.said(replies.get(name, said("매출")["modelOutput"]))
    assert (found.text, found.stop, found.input_tokens, found.output_tokens) == ("매출", "end_turn", 7, 3)
    for odd in (None, "x", [], {"output": {"message": {"content": "x"}}}, {"content": [1]}):
        assert shape.said(odd).text == ""
    with pytest.raises(UsageError, match="tools"):
        shape.request(replace(PLAIN, tools=(Tool("find", "", ()),)))


def test_descriptions_come_back_as_if_they_were_asked_for_one_by_one(tmp_path):
    wanted = [Undescribed("table", table.name, describe_table_prompt(table, SHOP, False)) for table in SHOP.tables]
    sent = records_of(wanted, "converse")
    text = "<description_en>Orders.</description_en>\n<description_ko>주문.</description_ko>"
    answers = {sent[0].id: BatchAnswer(sent[0].id, text, model=MODEL), sent[1].id: BatchAnswer(sent[1].id, "", "busy")}
    file = DescriptionFile(tmp_path / "shop.jsonl")
    kept = keep_descriptions(wanted, answers, file, date(2026, 11, 21))
    assert (kept.described, kept.failed) == (1, (f"table {SHOP.tables[1].name}: busy",))
    (described,) = file.read().values()
    assert (described.id, described.description.ko, described.model) == (SHOP.tables[0].name, "주문.", MODEL)
    assert described.shown == wanted[0].prompt.hash

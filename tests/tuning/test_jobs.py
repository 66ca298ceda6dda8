"""Customisation jobs, against botocore's own model of the operations."""

import json
from datetime import UTC, datetime

import pytest
from botocore.stub import ANY

from tests.tuning.aws import ACCOUNT, REGION, ROLE, stubbed
from text2sql.errors import KnowledgeError, ModelBusy, ModelUnavailable, UsageError
from text2sql.tuning import jobs
from text2sql.tuning.storage import place_of

BASE = "amazon.nova-micro-v1:0:128k"
ARN = f"arn:aws:bedrock:{REGION}:{ACCOUNT}:model-customization-job/amazon.nova-micro-v1:0:128k/abcdefghij12"
MODEL = f"arn:aws:bedrock:{REGION}:{ACCOUNT}:custom-model/amazon.nova-micro-v1:0:128k/abcdefghij12"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "train.jsonl").write_text('{"schemaVersion": "매출"}\n', "utf-8")
    (tmp_path / "validation.jsonl").write_text('{"schemaVersion": "주문"}\n', "utf-8")
    return tmp_path


def order(folder, **more):
    return jobs.TuningOrder(folder, BASE, ROLE, "s3://my-bucket/text2sql/", **more)


def started(folder, **more):
    return jobs.StartedJob(ARN, "mine", BASE, jobs._digest(order(folder, **more)))


def state(status, **more):
    told = {
        "jobArn": ARN,
        "jobName": "mine",
        "outputModelName": "mine",
        "roleArn": ROLE,
        "status": status,
        "creationTime": NOW,
        "baseModelArn": f"arn:aws:bedrock:{REGION}::foundation-model/{BASE}",
        "trainingDataConfig": {"s3Uri": "s3://my-bucket/t"},
        "validationDataConfig": {"validators": []},
        "outputDataConfig": {"s3Uri": "s3://my-bucket/o"},
    }
    return told | more


def test_a_job_is_started_once_with_both_files_and_remembered(folder):
    asked = order(folder, name="shop-1", hyperparameters=(("epochCount", "3"),), kms_key="alias/mine")
    expected = {
        "jobName": "shop-1",
        "customModelName": "shop-1",
        "roleArn": ROLE,
        "clientRequestToken": ANY,
        "baseModelIdentifier": BASE,
        "customizationType": "FINE_TUNING",
        "trainingDataConfig": {"s3Uri": "s3://my-bucket/text2sql/shop-1/train.jsonl"},
        "validationDataConfig": {"validators": [{"s3Uri": "s3://my-bucket/text2sql/shop-1/validation.jsonl"}]},
        "outputDataConfig": {"s3Uri": "s3://my-bucket/text2sql/shop-1/metrics/"},
        "hyperParameters": {"epochCount": "3"},
        "customModelKmsKeyId": "alias/mine",
    }
    with stubbed() as (clients, control, store):
        for _ in range(2):  # the second time as after a crash: the same token, so that AWS finds the same job
            for name in ("train.jsonl", "validation.jsonl"):
                put = {"Bucket": "my-bucket", "Key": f"text2sql/shop-1/{name}", "Body": ANY}
                store.add_response("put_object", {}, put)
            control.add_response("create_model_customization_job", {"jobArn": ARN}, expected)
        first = jobs.start(asked, clients)
        assert jobs.start(asked, clients) == first == jobs.remembered(folder)
    assert (first.arn, first.name) == (ARN, "shop-1")


def test_names_and_tokens_follow_data_model_and_values(folder):
    before = jobs._digest(order(folder))
    assert before == jobs._digest(order(folder))
    assert before != jobs._digest(order(folder, hyperparameters=(("epochCount", "3"),)))
    (folder / "validation.jsonl").unlink()
    assert before != jobs._digest(order(folder))


def test_another_job_is_not_started_over_one_that_is_remembered(folder):
    (folder / "job.json").write_text(json.dumps({"arn": ARN, "name": "old", "base_model": BASE, "digest": "other"}))
    with stubbed() as (clients, _, _), pytest.raises(UsageError, match="remembers the job old"):
        jobs.start(order(folder), clients)
    (folder / "job.json").write_text("{}")
    with pytest.raises(KnowledgeError, match="Delete it"):
        jobs.remembered(folder)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"role": "tuning"}, "no role"),
        ({"bucket": "my-bucket"}, "s3://my-bucket/folder"),
        ({"bucket": "s3://my-bucket/매출"}, "no place in S3"),
        ({"name": "매출 모델"}, "cannot name a model"),
        ({"name": "a" * 64}, "at most 63"),
    ],
)
def test_what_the_service_would_refuse_is_refused_before_the_upload(folder, given, words):
    values = {"role": ROLE, "bucket": "s3://my-bucket"} | given
    with pytest.raises(UsageError, match=words):
        jobs.TuningOrder(folder, BASE, **values)


def test_without_training_data_nothing_is_sent(tmp_path):
    with stubbed() as (clients, _, _), pytest.raises(KnowledgeError, match="tune export"):
        jobs.start(order(tmp_path), clients)


def test_places_keep_their_shape():
    assert place_of("s3://my-bucket").inside("x").uri == "s3://my-bucket/x"
    assert place_of("s3://my-bucket/a/b/").inside("x").key == "a/b/x"
    assert place_of("s3://my-bucket").folder_uri == "s3://my-bucket/"


def test_a_job_is_followed_to_its_model(folder):
    phases = {"validationDetails": {"status": "Completed"}, "trainingDetails": {"status": "InProgress"}}
    with stubbed() as (clients, control, _):
        running = state("InProgress", statusDetails=phases)
        end = state(
            "Completed",
            outputModelArn=MODEL,
            trainingMetrics={"trainingLoss": 0.25},
            validationMetrics=[{"validationLoss": 0.5}],
        )
        for each in (running, running, end):
            control.add_response("get_model_customization_job", each, {"jobIdentifier": ARN})
        told, waits = [], []
        job = started(folder)
        last = jobs.follow(lambda: jobs.look(job, clients.control), told.append, lambda: waits.append(1))
    assert [each.status for each in told] == ["InProgress", "Completed"]
    assert told[0].phases == (("validation", "Completed"), ("training", "InProgress"))
    assert (last.model_arn, last.training_loss, last.validation_loss) == (MODEL, 0.25, 0.5)
    assert len(waits) == 2


def test_a_job_is_stopped_and_a_failure_is_told(folder):
    with stubbed() as (clients, control, _):
        control.add_response("stop_model_customization_job", {}, {"jobIdentifier": ARN})
        jobs.stop(started(folder), clients.control)
        control.add_response("get_model_customization_job", state("Failed", failureMessage="Line 3\nis wrong."))
        last = jobs.look(started(folder), clients.control)
    assert (last.finished, last.problem, last.model_arn) == (True, "Line 3 is wrong.", "")


@pytest.mark.parametrize(
    ("service", "operation", "code", "status", "error", "words"),
    [
        ("s3", "put_object", "AccessDenied", 403, ModelUnavailable, "s3:PutObject"),
        ("s3", "put_object", "NoSuchBucket", 404, ModelUnavailable, "--bucket"),
        ("s3", "put_object", "SlowDown", 503, ModelBusy, "again"),
        ("s3", "put_object", "ExpiredToken", 400, ModelUnavailable, "have expired"),
        (
            "bedrock",
            "create_model_customization_job",
            "AccessDeniedException",
            403,
            ModelUnavailable,
            "bedrock:CreateModelCustomizationJob",
        ),
        ("bedrock", "create_model_customization_job", "ServiceQuotaExceededException", 400, ModelUnavailable, "quota"),
    ],
)
def test_failures_say_what_to_do(folder, service, operation, code, status, error, words):
    with stubbed() as (clients, control, store):
        if service == "bedrock":
            store.add_response("put_object", {})
            store.add_response("put_object", {})
        stub = {"s3": store, "bedrock": control}[service]
        stub.add_client_error(operation, code, "No.", status)
        with pytest.raises(error, match=words):
            jobs.start(order(folder), clients)
    assert not (folder / "job.json").exists()

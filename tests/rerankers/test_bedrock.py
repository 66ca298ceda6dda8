"""Reranking by Bedrock, with boto3's own client up to the socket."""

import pytest

from tests.bedrock_endpoint.fixtures import bedrock_endpoint as bedrock_endpoint
from tests.rerankers.wire import Wire, refusal
from tests.rerankers.wire import account as account
from text2sql.errors import ModelBusy, ModelUnavailable, ReplyMalformed
from text2sql.rerankers.bedrock import BedrockReranker, RerankingClient, RerankingSettings

COHERE = "cohere.rerank-v3-5:0"
TEXTS = ["배송이 늦은 주문", "orders: one row is an order", "", "지난달 매출 revenue last month"]


def reranker(answer, model=COHERE):
    client = RerankingClient(RerankingSettings(region="us-west-2", attempts=1))
    wire = Wire(client.open().runtime, answer)
    return BedrockReranker(model, client), wire


def texts_of(sent):
    return [each["inlineDocumentSource"]["textDocument"]["text"] for each in sent["sources"]]


def results(*scored):
    return {"results": [{"index": place, "relevanceScore": score} for place, score in scored]}


@pytest.mark.usefixtures("account")
def test_every_document_gets_a_place_and_a_score_best_first():
    ranker, wire = reranker(lambda sent: (200, {}, results((3, 0.9), (0, 0.2), (1, 1.5))))
    hits = ranker.rerank("지난달 매출은?", TEXTS)
    assert [(hit.id, hit.score) for hit in hits] == [("1", 1.0), ("3", 0.9), ("0", 0.2), ("2", 0.0)]
    (url, sent), *_ = wire.sent
    assert url == "https://bedrock-agent-runtime.us-west-2.amazonaws.com/rerank"
    asked = sent["rerankingConfiguration"]["bedrockRerankingConfiguration"]
    assert asked["modelConfiguration"]["modelArn"] == f"arn:aws:bedrock:us-west-2::foundation-model/{COHERE}"
    assert asked["numberOfResults"] == 4
    assert sent["queries"][0]["textQuery"]["text"] == "지난달 매출은?"
    assert texts_of(sent) == [TEXTS[0], TEXTS[1], "-", TEXTS[3]]


@pytest.mark.usefixtures("account")
def test_pages_are_followed_and_a_page_that_repeats_itself_ends_it():
    def answer(sent):
        if "nextToken" not in sent:
            return 200, {}, results((0, 0.1), (1, 0.2)) | {"nextToken": "second"}
        return 200, {}, results((2, 0.8)) | {"nextToken": "second"}

    ranker, wire = reranker(answer)
    assert [hit.id for hit in ranker.rerank("매출", TEXTS[:3])] == ["2", "1", "0"]
    assert len(wire.sent) == 3


@pytest.mark.usefixtures("account")
def test_more_than_a_thousand_documents_take_several_calls_and_long_ones_are_cut():
    def answer(sent):
        return 200, {}, results(*((place, len(text) / 100_000) for place, text in enumerate(texts_of(sent))))

    ranker, wire = reranker(answer, "amazon.rerank-v1:0")
    documents = ["가" * (number % 50) for number in range(1_500)]
    documents[1_200] = "매출" * 40_000
    hits = ranker.rerank("매출", documents)
    assert hits[0].id == "1200"
    assert sorted(int(hit.id) for hit in hits) == list(range(1_500))
    assert [len(sent["sources"]) for _, sent in wire.sent] == [1_000, 500]
    assert max(len(text) for _, sent in wire.sent for text in texts_of(sent)) == 16_000
    assert ranker.name == "bedrock-amazon.rerank-v1-0"


@pytest.mark.usefixtures("account")
def test_no_documents_are_no_call():
    ranker, wire = reranker(lambda sent: (200, {}, results()))
    assert ranker.rerank("매출", []) == ()
    assert wire.sent == []


@pytest.mark.usefixtures("account")
def test_a_place_that_was_not_sent_is_told():
    ranker, _ = reranker(lambda sent: (200, {}, results((7, 0.9))))
    with pytest.raises(ReplyMalformed, match="does not fit"):
        ranker.rerank("매출", TEXTS)


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("refused", "error", "words"),
    [
        (refusal(429, "ThrottlingException", "Too many requests"), ModelBusy, "Wait a minute"),
        (refusal(500, "InternalServerException", "oops"), ModelBusy, "overloaded"),
        (refusal(403, "AccessDeniedException", "not authorized"), ModelUnavailable, "bedrock:Rerank"),
        (refusal(403, "ExpiredTokenException", "The token is expired"), ModelUnavailable, "aws sso login"),
        (refusal(400, "ValidationException", "The model ARN is not supported"), ModelUnavailable, "few regions"),
    ],
)
def test_failures_say_what_to_do(refused, error, words):
    ranker, _ = reranker(lambda sent: refused)
    with pytest.raises(error, match=words):
        ranker.rerank("지난달 매출", TEXTS)


def test_without_credentials_nothing_is_sent(account):
    account.delenv("AWS_ACCESS_KEY_ID")
    ranker, wire = reranker(lambda sent: (200, {}, results()))
    with pytest.raises(ModelUnavailable, match="no AWS credentials"):
        ranker.rerank("매출", TEXTS)
    assert wire.sent == []


@pytest.mark.usefixtures("account")
def test_over_http_the_text_with_the_questions_words_comes_first(bedrock_endpoint):
    settings = RerankingSettings(region="us-west-2", endpoint_url=bedrock_endpoint.url, attempts=1)
    hits = BedrockReranker(COHERE, RerankingClient(settings)).rerank("지난달 매출", [*TEXTS, "긴 글 " * 20_000])
    assert hits[0].id == "3"
    assert sorted(hit.id for hit in hits) == ["0", "1", "2", "3", "4"]

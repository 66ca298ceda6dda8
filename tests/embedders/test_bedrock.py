"""Embedding by Bedrock, with boto3's own client up to the socket."""

import math
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bedrock_endpoint.fixtures import bedrock_endpoint as bedrock_endpoint
from tests.rerankers.wire import Wire, refusal
from tests.rerankers.wire import account as account
from text2sql.catalog import Catalog, Column, Table
from text2sql.corpus.building import build_index
from text2sql.corpus.index import KnowledgeSources, is_current, open_knowledge
from text2sql.embedders.bedrock import BedrockEmbedder, EmbeddingClient, EmbeddingSettings
from text2sql.embedders.bedrock_models import Cut
from text2sql.errors import KnowledgeError, ModelBusy, ModelError, ModelUnavailable, SettingsError
from text2sql.usage import Usage
from text2sql.vector_stores.memory import MemoryVectorStore

pytestmark = pytest.mark.usefixtures("account")

TITAN, COHERE_3, COHERE_4 = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3", "cohere.embed-v4:0"
TEXTS = ["지난달 매출", "revenue last month", "", " \n", "🙂", "\ud83d 반쪽", "a" * 5_000]


def vector(text, dimensions):
    """Numbers that only this text has; not of length 1."""
    digest = blake2b(text.encode(), digest_size=32).digest()
    return [digest[place % 32] / 64 - 1.9 for place in range(dimensions)]


def service(sent):
    """Answers as the models do."""
    if "inputText" in sent:
        text = sent["inputText"]
        body = {"embedding": vector(text, sent["dimensions"]), "inputTextTokenCount": len(text.split()) + 1}
        return 200, {}, body
    dimensions = sent.get("output_dimension", 1_024)
    found = [vector(text, dimensions) for text in sent["texts"]]
    return 200, {"x-amzn-bedrock-input-token-count": str(len(found))}, {"embeddings": {"float": found}}


def embedder(model=TITAN, dimensions=1_024, answer=service, **more):
    client = EmbeddingClient(EmbeddingSettings(region="ap-northeast-2", attempts=1, calls_at_once=4))
    wire = Wire(client.open().runtime, answer)
    return BedrockEmbedder(model, dimensions, client, **more), wire


@pytest.mark.parametrize(
    ("model", "dimensions"), [(TITAN, 256), (TITAN, 1_024), (COHERE_3, 1_024), (COHERE_4, 512), (COHERE_4, 1_536)]
)
def test_every_text_gets_a_unit_vector_in_order(model, dimensions):
    made, _ = embedder(model, dimensions)
    texts = TEXTS + [f"{number}번 고객의 주문" for number in range(250)]
    vectors = made.embed(texts, "document")
    assert [len(each) for each in vectors] == [dimensions] * len(texts)
    assert [math.hypot(*each) for each in vectors] == pytest.approx([1.0] * len(texts))
    assert vectors[250] == pytest.approx(made.embed([texts[250]], "document")[0])
    assert vectors[2] == vectors[3]
    assert made.embed([], "query") == []


def test_titan_is_asked_once_a_text():
    made, wire = embedder(TITAN, 512)
    made.embed(["지난달 매출", "revenue"], "query")
    assert {url for url, _ in wire.sent} == {
        "https://bedrock-runtime.ap-northeast-2.amazonaws.com/model/amazon.titan-embed-text-v2%3A0/invoke"
    }
    asked = sorted((sent for _, sent in wire.sent), key=lambda sent: sent["inputText"])
    assert asked == [
        {"inputText": "revenue", "dimensions": 512, "normalize": True},
        {"inputText": "지난달 매출", "dimensions": 512, "normalize": True},
    ]


@pytest.mark.parametrize(("model", "cut"), [(COHERE_3, "END"), ("us.cohere.embed-v4:0", "RIGHT")])
def test_cohere_is_asked_for_96_texts_at_once_and_told_what_for(model, cut):
    made, wire = embedder(model)
    made.embed([f"주문 {number}" for number in range(200)], "document")
    made.embed(["지난달 매출은?"], "query")
    assert sorted(len(sent["texts"]) for _, sent in wire.sent) == [1, 8, 96, 96]
    assert {sent["input_type"] for _, sent in wire.sent[:3]} == {"search_document"}
    assert wire.sent[-1][1]["input_type"] == "search_query"
    assert {sent["truncate"] for _, sent in wire.sent} == {cut}
    assert {sent.get("output_dimension") for _, sent in wire.sent} == ({None} if model == COHERE_3 else {1_024})


def test_an_inference_profile_makes_the_same_vectors_as_its_model():
    names = {
        embedder(model, 512)[0].name
        for model in (
            COHERE_4,
            "global.cohere.embed-v4:0",
            "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.cohere.embed-v4:0",
        )
    }
    assert names == {"bedrock-cohere.embed-v4-0-512"}
    assert embedder(COHERE_4, 1_024)[0].name not in names


@pytest.mark.parametrize(
    ("model", "dimensions", "words"),
    [
        (TITAN, 1_536, "256, 512, 1,024"),
        (COHERE_3, 512, "1,024"),
        ("anthropic.claude-sonnet-4-6", 1_024, "no embedding model"),
        ("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12", 1_024, "no embedding model"),
    ],
)
def test_models_and_sizes_that_do_not_exist_are_refused_before_anything_is_sent(model, dimensions, words):
    with pytest.raises(SettingsError, match=words):
        BedrockEmbedder(model, dimensions, EmbeddingClient(EmbeddingSettings()))


@pytest.mark.parametrize(("text", "grows"), [("가" * 60_000, 1), ("word " * 12_000, 1), ("\ufdfa" * 60_000, 11)])
def test_a_text_that_is_too_long_is_cut_until_the_service_takes_it(text, grows):
    """Every byte is a token here, as in the worst tokenizer there can be; the last text grows when it is normalised."""

    def strict(sent):
        if len(sent["inputText"].encode()) * grows > 8_192:
            message = "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 9000 "
            return refusal(400, "ValidationException", message)
        return service(sent)

    made, wire = embedder(TITAN, 256, strict)
    assert len(made.embed([text], "document")[0]) == 256
    assert text.startswith(wire.sent[-1][1]["inputText"])
    assert len(wire.sent[0][1]["inputText"]) == 50_000


def test_characters_are_counted_as_the_service_does_and_never_split():
    made, wire = embedder(COHERE_3)
    made.embed(["a" + "🙂" * 2_000], "document")
    (sent,) = wire.sent[0][1]["texts"]
    assert sent == "a" + "🙂" * 1_023


@given(st.text(st.characters()), st.integers(1, 20), st.none() | st.integers(1, 40))
def test_a_cut_text_is_a_beginning_that_fits_and_is_never_empty(text, units, size):
    kept = Cut(units, size).of(text)
    assert kept.strip()
    assert len(kept.encode("utf-16-le")) <= 2 * units
    assert size is None or len(kept.encode()) <= size
    assert kept == "-" or text.encode("utf-16-le", "ignore").decode("utf-16-le").startswith(kept)


@pytest.mark.parametrize(
    "body",
    [
        {"embedding": [0.5] * 512},
        {"embedding": [0.0] * 1_024},
        {"embedding": [float("nan")] * 1_024},
        {"embedding": ["0.5"] * 1_024},
        {"embedding": "x" * 1_024},
        {},
        b"[]",
        b"<html>",
    ],
)
def test_vectors_of_another_kind_are_not_stored(body):
    made, _ = embedder(answer=lambda sent: (200, {}, body))
    with pytest.raises(ModelError, match="1 vectors of 1024 numbers"):
        made.embed(["매출"], "query")


@pytest.mark.parametrize(
    ("refused", "error", "words"),
    [
        (refusal(429, "ThrottlingException", "Too many requests"), ModelBusy, "Wait a minute"),
        (refusal(503, "ServiceUnavailableException", "busy"), ModelBusy, "quota"),
        (refusal(403, "AccessDeniedException", "no access"), ModelUnavailable, "bedrock:InvokeModel"),
        (refusal(403, "UnrecognizedClientException", "invalid"), ModelUnavailable, "does not accept"),
        (refusal(403, "ExpiredTokenException", "expired"), ModelUnavailable, "have expired"),
        (refusal(404, "ResourceNotFoundException", "no model"), ModelUnavailable, "no model"),
        (
            refusal(400, "ValidationException", "Invocation with on-demand throughput isn't supported"),
            ModelUnavailable,
            "global",
        ),
        (refusal(400, "ValidationException", "Malformed input request"), ModelError, "Malformed input request"),
    ],
)
def test_failures_say_what_to_do_and_stop_the_rest(refused, error, words):
    made, wire = embedder(answer=lambda sent: refused)
    with pytest.raises(error, match=words):
        made.embed([f"주문 {number}" for number in range(300)], "document")
    assert len(wire.sent) < 300


def test_without_credentials_or_region_nothing_is_sent(account):
    with pytest.raises(ModelUnavailable, match="Set `region`"):
        BedrockEmbedder(TITAN, 1_024, EmbeddingClient(EmbeddingSettings())).embed(["매출"], "query")
    with pytest.raises(ModelUnavailable, match="credentials"):
        settings = EmbeddingSettings(region="us-east-1", profile="없는-프로필")
        BedrockEmbedder(TITAN, 1_024, EmbeddingClient(settings)).embed(["매출"], "query")
    account.delenv("AWS_ACCESS_KEY_ID")
    made, wire = embedder()
    with pytest.raises(ModelUnavailable, match="no AWS credentials"):
        made.embed(["매출"], "query")
    assert wire.sent == []


@pytest.mark.parametrize(("model", "calls", "tokens"), [(TITAN, 3, 3 + 3 + 2), (COHERE_3, 1, 3)])
def test_tokens_are_counted_for_whoever_pays(model, calls, tokens):
    told = []
    made, _ = embedder(model, called=told.append)
    assert made.usage == Usage()
    made.embed(["지난달 매출", "last month", "revenue"], "document")
    assert made.usage == Usage(calls, tokens, cost_usd=None)
    assert sum(told, Usage()) == made.usage


def test_an_index_is_not_searched_with_another_model_or_size(tmp_path):
    catalog = Catalog("shop", "duckdb", (Table("orders", (Column("id", "INTEGER"),)),))
    sources = KnowledgeSources("1", tmp_path / "cards", tmp_path / "samples", lambda progress: catalog, lambda: None)
    store = MemoryVectorStore()
    made, _ = embedder(COHERE_4, 512)
    build_index(tmp_path / "index", sources, made, store, lambda what, done, total: None)
    moved, _ = embedder("global.cohere.embed-v4:0", 512)
    assert is_current(tmp_path / "index", sources, moved)
    assert open_knowledge(tmp_path / "index", moved, store).nearest("table", "주문", 1)[0].id == "orders"
    for other in (embedder(COHERE_4, 1_024)[0], embedder(TITAN, 512)[0]):
        assert not is_current(tmp_path / "index", sources, other)
        with pytest.raises(KnowledgeError, match="another version or embedder"):
            open_knowledge(tmp_path / "index", other, store)


@pytest.mark.parametrize(
    ("model", "dimensions"), [(TITAN, 256), (COHERE_3, 1_024), ("global.cohere.embed-v4:0", 1_536)]
)
def test_over_http_every_request_keeps_to_the_models_rules(bedrock_endpoint, model, dimensions):
    settings = EmbeddingSettings(region="us-east-1", endpoint_url=bedrock_endpoint.url, attempts=1)
    made = BedrockEmbedder(model, dimensions, EmbeddingClient(settings))
    made.warm()
    vectors = made.embed([*TEXTS, "매출 " * 40_000], "document")
    assert [len(each) for each in vectors] == [dimensions] * 8
    assert made.embed(["지난달 매출"], "query")[0] == pytest.approx(vectors[0])
    assert made.usage.input_tokens > 0
    # How many tokens a text is, only the service knows: one refusal for that is how Titan's limit is found.
    assert all("Too many input tokens" in each for each in bedrock_endpoint.take_failures())

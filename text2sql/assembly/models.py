"""Which language model, embedder and reranker the settings name. Nothing of AWS is imported before it is called."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Protocol, TypedDict

from text2sql.assembly.guarding import ledger
from text2sql.errors import ModelError, SettingsError
from text2sql.interfaces import Embedder, Follower, LanguageModel, Narrator, Reranker, Spending, Writer
from text2sql.settings import Settings

if TYPE_CHECKING:
    from text2sql.embedders.multilingual import MultilingualEmbedder
    from text2sql.models.bedrock import BedrockModel, BedrockSettings
    from text2sql.models.replaying import Replay
    from text2sql.writers.offline.learned.answering import LearnedWriter
    from text2sql.writers.offline.learned.confidence import Appetite

OFFLINE = "offline"


class WarmingEmbedder(Embedder, Protocol):
    """An embedder that can be told to get ready."""

    def warm(self) -> None:
        """Start loading in the background."""


class FollowingWriter(Writer, Follower, Protocol):
    """A writer that also completes follow-ups."""


@dataclass(frozen=True)
class WriterChoice:
    """The writer that was chosen, made when it is needed."""

    make: Callable[[], FollowingWriter]
    asks_a_model: bool
    narrator: Callable[[], Narrator | None] = lambda: None
    notes: tuple[str, ...] = ()
    """What whoever asks should know about the choice."""


class WriterParts(TypedDict):
    """The fields of a pipeline that follow from who writes."""

    writer: Writer
    follower: Follower
    narrator: Narrator | None
    spending: Spending | None
    seconds: float | None


def writer_parts(choice: WriterChoice, settings: Settings) -> WriterParts:
    """The writer that was chosen, and what a pipeline needs beside it: only a model costs money and has a deadline."""
    writer = choice.make()
    asks = choice.asks_a_model
    return {
        "writer": writer,
        "follower": writer,
        "narrator": choice.narrator(),
        "spending": ledger(settings) if asks else None,
        "seconds": settings.model.seconds if asks else None,
    }


def choose_writer(settings: Settings, model: str, replay: "Replay | None" = None) -> WriterChoice:
    """The writer for a model's name: offline without a model, prompted with one or with recorded replies.

    Raises:
        SettingsError: the strategy is unknown, or ``bedrock`` is asked for and no model is named.
        UsageError: the recorded replies cannot be read.
    """
    if replay is not None:
        from text2sql.models.replaying import replayed

        recorded = replayed(replay)
        return WriterChoice(
            lambda: _prompted(settings, recorded, recorded),
            asks_a_model=True,
            narrator=lambda: _narrator(settings, recorded),
        )
    if model == OFFLINE or (model == "auto" and not settings.model.id):
        return WriterChoice(partial(_offline, settings), asks_a_model=False)
    if model == "auto":
        problem = make_model(settings, settings.model.id).availability()
        if problem is not None:
            note = f"The model {settings.model.id} of the settings was not called: {problem}"
            return WriterChoice(partial(_offline, settings), asks_a_model=False, notes=(note,))
    asked = model_id(settings, model)
    return WriterChoice(
        lambda: _bedrock_writer(settings, asked),
        asks_a_model=True,
        narrator=lambda: _narrator(settings, make_model(settings, asked)),
    )


def model_id(settings: Settings, model: str) -> str:
    """The Bedrock id that a name of ``--model`` stands for.

    Raises:
        SettingsError: it stands for the configured model and there is none.
        ModelError: it is offline, which calls none.
    """
    if model == OFFLINE:
        raise ModelError("This needs a language model. Set `id` under [model], or name one with --model.")
    if model not in ("auto", "bedrock"):
        return model
    if not settings.model.id:
        raise SettingsError(
            "No language model is configured. Set `id` under [model] in text2sql.toml, or name one with --model."
        )
    return settings.model.id


def make_model(settings: Settings, model: str) -> "BedrockModel":
    """A model on Bedrock; no call is made and nothing of AWS is imported yet."""
    from text2sql.models.bedrock import BedrockModel

    return BedrockModel(bedrock_settings(settings, model))


def bedrock_settings(settings: Settings, model: str) -> "BedrockSettings":
    """What the settings say about calling a model."""
    from text2sql.models.bedrock import BedrockSettings

    said = settings.model
    return BedrockSettings(
        model=model,
        fallbacks=said.fallbacks,
        region=said.region,
        profile=said.profile,
        endpoint_url=said.endpoint_url,
        guardrail=said.guardrail,
        guardrail_version=said.guardrail_version,
        metadata=said.metadata,
        service_tier=said.service_tier,
        cache_ttl=said.cache_ttl,
        attempts=said.attempts,
        read_seconds=min(60.0, said.seconds),
        calls_at_once=said.calls_at_once,
        prices=settings.folder_of(said.prices) if said.prices else None,
        memory=settings.data_folder / "models.json",
    )


def make_embedder(settings: Settings) -> WarmingEmbedder:
    """The embedder of the settings.

    Raises:
        SettingsError: the model is unknown, or has no vectors of so many dimensions.
    """
    name = settings.embedder.name
    if name == "multilingual":
        return _multilingual()
    from text2sql.embedders.bedrock import BedrockEmbedder
    from text2sql.embedders.bedrock_client import EmbeddingClient, EmbeddingSettings

    said = settings.model
    where = EmbeddingSettings(said.region, said.profile, said.endpoint_url, calls_at_once=said.calls_at_once)
    return BedrockEmbedder(name, settings.embedder.dimensions, EmbeddingClient(where), ledger(settings).add)


def make_reranker(settings: Settings) -> Reranker | None:
    """The reranker of the settings; None when there is none."""
    if not settings.reranker.id:
        return None
    from text2sql.rerankers.bedrock import BedrockReranker
    from text2sql.rerankers.bedrock_client import RerankingClient, RerankingSettings

    said = settings.model
    region = settings.reranker.region or said.region
    where = RerankingSettings(region, said.profile, said.endpoint_url)
    return BedrockReranker(settings.reranker.id, RerankingClient(where))


@cache
def _multilingual() -> "MultilingualEmbedder":
    """The embedded embedder: loaded once, whoever asks for vectors."""
    from text2sql.embedders.multilingual import MultilingualEmbedder

    return MultilingualEmbedder()


def _offline(settings: Settings) -> FollowingWriter:
    from text2sql.writers.offline import OfflineWriter

    return OfflineWriter(partial(_learned, settings.offline.answers))


@cache
def _learned(answers: "Appetite") -> "LearnedWriter | None":
    """The learned parser; its weights are for the embedded embedder, whichever one searches."""
    from text2sql.writers.offline.learned.answering import shipped_writer

    embedder = _multilingual()
    return shipped_writer(lambda texts: embedder.embed(texts, "query"), embedder.name, answers)


def _bedrock_writer(settings: Settings, model: str) -> FollowingWriter:
    writing = make_model(settings, model)
    writing.warm()
    reviewer = settings.model.reviewer
    return _prompted(settings, writing, make_model(settings, reviewer) if reviewer else writing)


def _narrator(settings: Settings, model: LanguageModel) -> Narrator | None:
    if not settings.model.summary or not settings.model.cell_values:
        return None
    from text2sql.writers.prompted.summarising import PromptedNarrator

    return PromptedNarrator(model)


def _prompted(settings: Settings, model: LanguageModel, reviewer: LanguageModel) -> FollowingWriter:
    from text2sql.writers.prompted import PromptedWriter
    from text2sql.writers.prompted.strategies import strategy_named

    strategy = replace(strategy_named(settings.model.strategy), cell_values=settings.model.cell_values)
    return PromptedWriter(model, strategy, reviewer)

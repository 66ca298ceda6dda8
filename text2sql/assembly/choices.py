"""Which models and strategies can be chosen here, what the others lack, and a pipeline with what was chosen."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text2sql.assembly.models import OFFLINE, choose_writer, make_model, writer_parts
from text2sql.settings import Settings

if TYPE_CHECKING:
    from text2sql.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class ModelOption:
    """A model that the settings name, or none at all."""

    name: str
    """``offline`` or a Bedrock id."""
    problem: str = ""
    """Why it cannot be called, in a sentence; empty when it can."""


@dataclass(frozen=True, slots=True)
class StrategyOption:
    """A way to ask a model."""

    name: str
    needs_samples: bool
    """Whether it shows the model approved samples that resemble the question."""


def model_options(settings: Settings) -> tuple[ModelOption, ...]:
    """No model, then the models of the settings: the one in use, its fallbacks. No model is called to find out."""
    said = settings.model
    own = said.name if said.name not in ("auto", "bedrock", OFFLINE) else ""
    named = [name for name in dict.fromkeys((own, said.id, *said.fallbacks)) if name]
    return (
        ModelOption(OFFLINE),
        *(ModelOption(name, make_model(settings, name).availability() or "") for name in named),
    )


def strategy_options() -> tuple[StrategyOption, ...]:
    """All strategies, the default first."""
    from text2sql.writers.prompted.strategies import STRATEGIES

    return tuple(StrategyOption(each.name, each.name != "auto" and each.samples > 0) for each in STRATEGIES)


def strategy_in_use(settings: Settings) -> str:
    """The name of the strategy that the settings choose.

    Raises:
        SettingsError: there is no such strategy.
    """
    from text2sql.writers.prompted.strategies import strategy_named

    return strategy_named(settings.model.strategy).name


def rewritten(pipeline: "Pipeline", settings: Settings, model: str, strategy: str) -> "Pipeline":
    """The pipeline with another writer; knowledge, gate and warehouse stay the same ones.

    Args:
        pipeline: of an open database.
        settings: what everything else about the model is taken from.
        model: as of ``--model``.
        strategy: as of ``--strategy``; empty for that of the settings.

    Raises:
        SettingsError: the strategy is unknown, or no model is configured.
    """
    asked = replace(settings, model=replace(settings.model, strategy=strategy or settings.model.strategy))
    return replace(pipeline, **writer_parts(choose_writer(asked, model), asked))

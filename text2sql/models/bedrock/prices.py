"""What a reply cost, from a dated table of prices; a model that is not in it has an unknown cost, never a wrong one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from text2sql.errors import SettingsError
from text2sql.models.bedrock.settings import BedrockSettings, bare_id, base_model
from text2sql.usage import Usage

_NUMBERS = frozenset({"input", "output", "cache_read", "cache_write", "cache_write_1h", "regional"})
_KEYS = _NUMBERS | {"models", "source", "date", "above_prompt_tokens"}


@dataclass(frozen=True, slots=True)
class Price:
    """USD per 1,000 tokens of the models that one of the patterns fits."""

    models: tuple[str, ...]
    input: float
    output: float
    cache_read: float | None
    cache_write: float | None
    cache_write_1h: float | None
    regional: float
    """The factor for all but global inference profiles."""
    above_prompt_tokens: int
    source: str
    date: date
    """The day on which the source was read."""

    def usd(self, usage: Usage, for_an_hour: bool) -> float | None:
        """What the tokens cost; None when some of them have no price here."""
        counted = (
            (usage.input_tokens, self.input),
            (usage.output_tokens, self.output),
            (usage.cache_read_tokens, self.cache_read),
            (usage.cache_write_tokens, self.cache_write_1h if for_an_hour else self.cache_write),
        )
        total = 0.0
        for tokens, price in counted:
            if price is None and tokens:
                return None
            total += tokens * (price or 0.0) / 1_000
        return total


@dataclass(frozen=True, slots=True)
class Prices:
    """A table of prices, first fit first, and the factors of service tiers."""

    entries: tuple[Price, ...]
    tiers: Mapping[str, float]

    def priced(self, usage: Usage, model: str, settings: BedrockSettings) -> Usage:
        """The usage with its cost in USD; None when the model, or the service tier, has no known price."""
        prompt_tokens = usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens
        price = self._price(model, prompt_tokens)
        tier = 1.0 if settings.service_tier in ("", "default") else self.tiers.get(settings.service_tier)
        cost: float | None = None
        if price is not None and tier is not None:
            usd = price.usd(usage, settings.cache_ttl == "1h")
            cost = (
                None if usd is None else usd * tier * (1.0 if bare_id(model).startswith("global.") else price.regional)
            )
        return Usage(
            usage.calls,
            usage.input_tokens,
            usage.output_tokens,
            cost,
            usage.cache_read_tokens,
            usage.cache_write_tokens,
        )

    def batched(self, usage: Usage, model: str, settings: BedrockSettings) -> Usage:
        """The usage with its cost as part of a batch job, which has no tiers; None as for :meth:`priced`.

        A table that names no factor for batches gives the whole price: a budget is rather held too early.
        """
        whole = self.priced(usage, model, replace(settings, service_tier=""))
        cost = None if whole.cost_usd is None else whole.cost_usd * self.tiers.get("batch", 1.0)
        return replace(whole, cost_usd=cost)

    def _price(self, model: str, prompt_tokens: int) -> Price | None:
        name = base_model(model)
        for price in self.entries:
            fits = any(fnmatchcase(name, pattern) for pattern in price.models)
            if fits and prompt_tokens >= price.above_prompt_tokens:
                return price
        return None


def load_prices(file: Path | None = None) -> Prices:
    """The built-in prices, or those of a file that takes their place.

    Raises:
        SettingsError: the file cannot be read, or an entry of it is wrong.
    """
    try:
        text = file.read_text(encoding="utf-8-sig") if file else _built_in()
        document = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The prices in {file} cannot be read: {error}. Mend the file or remove `prices`."
        ) from error
    if unknown := sorted(document.keys() - {"price", "tiers"}):
        raise _wrong(file, f"`{unknown[0]}` is not known; entries are written as [[price]]")
    entries, tiers = document.get("price", []), document.get("tiers", {})
    if not isinstance(entries, list) or not isinstance(tiers, dict):
        raise _wrong(file, "`price` must be a list of entries, [[price]], and `tiers` a section")
    factors = {name: factor for name, factor in tiers.items() if isinstance(factor, int | float)}
    return Prices(tuple(_entry(entry, file) for entry in entries), MappingProxyType(factors))


def _built_in() -> str:
    return files(__package__).joinpath("prices.toml").read_text(encoding="utf-8")


def _entry(entry: object, file: Path | None) -> Price:
    if not isinstance(entry, Mapping):
        raise _wrong(file, "each entry must be written as [[price]]")
    models, threshold, day = entry.get("models"), entry.get("above_prompt_tokens", 0), entry.get("date")
    if not isinstance(models, list) or not models or not all(isinstance(each, str) for each in models):
        raise _wrong(file, "each entry needs `models`, a list of patterns of model ids")
    named = f"the entry for {models[0]}"
    if unknown := sorted(entry.keys() - _KEYS):
        raise _wrong(file, f"{named} holds `{unknown[0]}`, which is not known")
    if type(day) is not date or not isinstance(entry.get("source"), str):
        raise _wrong(file, f"{named} needs a `date` like 2026-01-31 and a `source`")
    if not isinstance(threshold, int) or isinstance(threshold, bool) or threshold < 0:
        raise _wrong(file, f"`above_prompt_tokens` of {named} must be a whole number")
    given = {name: _number(entry[name], name, named, file) for name in _NUMBERS if name in entry}
    if not {"input", "output"} <= given.keys():
        raise _wrong(file, f"{named} needs `input` and `output`")
    return Price(
        models=tuple(models),
        input=given["input"],
        output=given["output"],
        cache_read=given.get("cache_read"),
        cache_write=given.get("cache_write"),
        cache_write_1h=given.get("cache_write_1h"),
        regional=given.get("regional", 1.0),
        above_prompt_tokens=threshold,
        source=str(entry["source"]),
        date=day,
    )


def _number(value: object, name: str, named: str, file: Path | None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise _wrong(file, f"`{name}` of {named} must be a number, 0 or above")
    return float(value)


def _wrong(file: Path | None, what: str) -> SettingsError:
    return SettingsError(f"In the prices of {file or 'this package'}, {what}. Mend the file or remove `prices`.")

"""What a model on Bedrock takes, learned by trying and remembered.

Support for tools, JSON schemas, cache points and temperature differs by model, not by family or version, and Bedrock
has no call that tells (see BerriAI/litellm#33193 for one list that changed monthly). So a request is sent in the best
way there is; the service's refusal names what the model does not take, and the next request leaves that out.
"""

import json
import os
import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, get_args

FormName = Literal["strict_tool", "json", "tool", "tags"]
"""How a reply with named parts is asked for, best first: a tool the model must call whose schema binds it, a JSON
schema for its text, a tool without that bond, tags in its text."""
CacheName = Literal["asked", "default", "none"]
FORMS: tuple[FormName, ...] = get_args(FormName)
CACHES: tuple[CacheName, ...] = get_args(CacheName)
REMEMBERED_FOR = timedelta(days=30)
"""Models learn to take more; after this time they are tried again."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What one model takes; all of it until it was refused."""

    form: FormName = "strict_tool"
    cache: CacheName = "asked"
    """asked: cache points of the time the settings ask for; default: only of the service's own time."""
    temperature: bool = True
    system: bool = True
    """Whether instructions may stand apart from the messages."""
    streamed_tools: bool = True
    """Whether tools may be used in a reply that arrives in pieces."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a refused request held, so that only what was sent is blamed."""

    form: bool = False
    """A reply with named parts was asked for."""
    tools: bool = False
    """Tools were given, the one of the form included."""
    cache: bool = False
    cache_ttl: bool = False
    temperature: bool = False
    system: bool = False
    streamed: bool = False


_TRAINED = (":custom-model", ":provisioned-model")


def _at_first(model: str) -> Abilities:
    """What is tried first: a model that was trained on tags has never seen a tool."""
    return Abilities(form="tags") if any(kind in model for kind in _TRAINED) else Abilities()


_STREAMED_TOOLS = re.compile(r"tool use in streaming", re.IGNORECASE)
_TEMPERATURE = re.compile(r"temperature|top_p|sampling param", re.IGNORECASE)
_CACHE = re.compile(r"cachePoint|cache_control|cache point|prompt caching", re.IGNORECASE)
_TTL = re.compile(r"\bttl\b", re.IGNORECASE)
_SYSTEM = re.compile(r"support system|system (messages|prompts?) (are|is) not|#/system\b", re.IGNORECASE)
_JSON = re.compile(r"output_?config|text_?format|structured output|json_?schema|output_format", re.IGNORECASE)
_STRICT = re.compile(r"\bstrict\b", re.IGNORECASE)
_TOOLS = re.compile(r"\btools?\b|tool_?(choice|config|spec|use)|toolSpec", re.IGNORECASE)


def learned_from(refusal: str, sent: Sent, abilities: Abilities) -> Abilities | None:
    """What is known of a model after it refused a request with these words; None when they teach nothing.

    The words are those of live services, as quoted in public issues: ``temperature` is deprecated for this model``,
    ``extraneous key [cachePoint] is not permitted``, ``tools.0.custom.strict: Extra inputs are not permitted``,
    ``This model doesn't support tool use.``, ``output_config.format: Extra inputs are not permitted``.
    """
    if sent.streamed and sent.tools and _STREAMED_TOOLS.search(refusal):
        return replace(abilities, streamed_tools=False)
    if sent.temperature and _TEMPERATURE.search(refusal):
        return replace(abilities, temperature=False)
    if sent.cache and (_CACHE.search(refusal) or (sent.cache_ttl and _TTL.search(refusal))):
        only_ttl = sent.cache_ttl and bool(_TTL.search(refusal))
        return replace(abilities, cache="default" if only_ttl else "none")
    if sent.system and _SYSTEM.search(refusal):
        return replace(abilities, system=False)
    return replace(abilities, form=form) if sent.form and (form := _next_form(refusal, abilities.form)) else None


def _next_form(refusal: str, form: FormName) -> FormName | None:
    if form == "json":
        return "tool" if _JSON.search(refusal) else None
    if form == "strict_tool" and (_STRICT.search(refusal) or _TOOLS.search(refusal)):
        return "json"
    return "tags" if form == "tool" and _TOOLS.search(refusal) else None


class Memory:
    """Abilities by model id, in this process and, with a file, from one process to the next. Safe for threads."""

    def __init__(self, file: Path | None = None) -> None:
        """Read the file when there is one; one that cannot be read is as good as none."""
        self._file = file
        self._lock = threading.Lock()
        self._known = _read(file) if file is not None else {}

    def of(self, model: str) -> Abilities:
        """What the model takes, as far as is known."""
        with self._lock:
            return self._known.get(model, (_at_first(model), date.min))[0]

    def learn(self, model: str, abilities: Abilities) -> None:
        """Remember it; a file that cannot be written costs a refused request the next time and nothing else."""
        with self._lock:
            self._known[model] = (abilities, date.today())
            if self._file is None:
                return
            # Another process may have learned about other models since this one read the file.
            entries = {**_read(self._file), **self._known}
            text = json.dumps(
                {each: {**asdict(taken), "learned_on": day.isoformat()} for each, (taken, day) in entries.items()},
                indent=1,
                sort_keys=True,
            )
            _write(self._file, text)


def _read(file: Path) -> dict[str, tuple[Abilities, date]]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(document, Mapping):
        return {}
    entries = {model: _entry(entry) for model, entry in document.items()}
    oldest = date.today() - REMEMBERED_FOR
    return {model: entry for model, entry in entries.items() if entry is not None and entry[1] >= oldest}


def _entry(entry: object) -> tuple[Abilities, date] | None:
    """An entry of the file, or None when another version or somebody's editor wrote it."""
    if not isinstance(entry, Mapping):
        return None
    form, cache, day = entry.get("form"), entry.get("cache"), entry.get("learned_on")
    flags = [entry.get(name) for name in ("temperature", "system", "streamed_tools")]
    if form not in FORMS or cache not in CACHES or not all(isinstance(flag, bool) for flag in flags):
        return None
    try:
        learned_on = date.fromisoformat(str(day))
    except ValueError:
        return None
    return Abilities(FORMS[FORMS.index(form)], CACHES[CACHES.index(cache)], *map(bool, flags)), learned_on


def _write(file: Path, text: str) -> None:
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)

"""text2sql.toml and the environment, read once into one frozen record; nobody else reads the environment.

The file is searched from the current folder upward. Everything in it is optional and relative to it; an unknown key is
refused with the nearest known one, because a setting that is silently ignored is a safety hole.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import quote

from text2sql.catalog import LocalText
from text2sql.errors import SettingsError
from text2sql.settings.records import (
    AuditSettings,
    CostSettings,
    DatabaseSettings,
    EmbedderSettings,
    LimitSettings,
    LookupSettings,
    ModelSettings,
    OfflineSettings,
    PageSettings,
    RerankerSettings,
    RetrievalSettings,
    SafetySettings,
    Settings,
)

FILE_NAME = "text2sql.toml"
LANGUAGES = ("auto", "ko", "en")
PERSONAL = ("mask", "refuse", "allow")
ANSWERS = ("always", "more answers", "balanced", "fewer errors")
_VARIABLE = re.compile(r"\$\{(\w+)\}")


Section = TypeVar(
    "Section",
    LimitSettings,
    RetrievalSettings,
    LookupSettings,
    SafetySettings,
    CostSettings,
    ModelSettings,
    EmbedderSettings,
    RerankerSettings,
    OfflineSettings,
    AuditSettings,
    PageSettings,
)


def load_settings(file: Path | None = None, folder: Path | None = None) -> Settings:
    """Settings from ``file``, or from the nearest text2sql.toml at or above ``folder``, and the environment.

    Raises:
        SettingsError: the file is missing or wrong, or an environment variable holds something impossible.
    """
    environment = dict(os.environ)
    named = file or (Path(environment["TEXT2SQL_SETTINGS"]) if environment.get("TEXT2SQL_SETTINGS") else None)
    if named is not None and not named.is_file():
        raise SettingsError(f"The settings file {named} does not exist. Check --settings or TEXT2SQL_SETTINGS.")
    found = named or _nearest(folder or Path.cwd())
    settings = _from_file(found.resolve(), environment) if found else Settings(data_folder=_user_folder(environment))
    return _with_environment(settings, environment)


def _nearest(folder: Path) -> Path | None:
    folder = folder.resolve()
    return next((each / FILE_NAME for each in (folder, *folder.parents) if (each / FILE_NAME).is_file()), None)


def _user_folder(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "text2sql"


def _from_file(file: Path, environment: Mapping[str, str]) -> Settings:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The settings file {file} cannot be read: {error}. Mend it or move it away.") from error
    _refuse_unknown(document, _names(Settings) - {"file"}, file, "")
    databases = {
        name: _database(name, entry, file, environment) for name, entry in _table(document, "databases", file).items()
    }
    return Settings(
        file=file,
        default_database=_text(document, "default_database", file),
        data_folder=_path(document, "data_folder", file, ".text2sql"),
        language=_one_of(document, "language", LANGUAGES, f"{file}:"),
        databases=MappingProxyType(databases),
        today=_day(document, "today", file),
        limits=_section(LimitSettings, document, "limits", file),
        retrieval=_section(RetrievalSettings, document, "retrieval", file),
        lookup=_section(LookupSettings, document, "lookup", file),
        safety=_section(SafetySettings, document, "safety", file),
        cost=_section(CostSettings, document, "cost", file),
        model=_section(ModelSettings, document, "model", file),
        embedder=_section(EmbedderSettings, document, "embedder", file),
        reranker=_section(RerankerSettings, document, "reranker", file),
        offline=_section(OfflineSettings, document, "offline", file),
        audit=_section(AuditSettings, document, "audit", file),
        page=_section(PageSettings, document, "page", file),
    )


def _database(name: str, entry: object, file: Path, environment: Mapping[str, str]) -> DatabaseSettings:
    section = f"databases.{name}"
    if not isinstance(entry, dict):
        raise SettingsError(f"{file}: [{section}] must be a section with a `location`. Write [{section}] above it.")
    _refuse_unknown(entry, _names(DatabaseSettings) - {"name"}, file, section)
    location = _text(entry, "location", file)
    if not location:
        raise SettingsError(f"{file}: [{section}] has no `location`. Add a path or a SQLAlchemy URL.")
    location = _expanded(location, environment, f"{file}: [{section}]")
    return DatabaseSettings(
        name=name,
        location=location if "://" in location else str(file.parent / Path(location).expanduser()),
        cards=_path(entry, "cards", file, f"schemas/{name}"),
        samples=_path(entry, "samples", file, f"sample_queries/{name}"),
        today=_day(entry, "today", file),
        description=_local_text(entry, "description", file, section),
        personal=_one_of(entry, "personal", PERSONAL, f"{file}: [{section}]") if "personal" in entry else None,
    )


def _expanded(location: str, environment: Mapping[str, str], where: str) -> str:
    """The location with its variables filled; a URL's user and password may hold any sign."""

    def variable(match: re.Match[str]) -> str:
        if match[1] not in environment:
            raise SettingsError(f"{where} needs the environment variable {match[1]}. Set it.")
        value = environment[match[1]]
        in_credentials = "://" in location[: match.start()] and "@" in location[match.end() :]
        return quote(value, safe="") if in_credentials else value

    return _VARIABLE.sub(variable, location)


def _section(kind: type[Section], document: Mapping[str, Any], name: str, file: Path) -> Section:
    """A section whose keys are the fields of ``kind``, each of its default's type."""
    entries = _table(document, name, file)
    _refuse_unknown(entries, _names(kind), file, name)
    settings = kind()
    values = {key: _typed(value, getattr(settings, key), f"{file}: [{name}] {key}") for key, value in entries.items()}
    if "personal" in values:
        _one_of(values, "personal", PERSONAL, f"{file}: [{name}]")
    if "answers" in values:
        _one_of(values, "answers", ANSWERS, f"{file}: [{name}]")
    return replace(settings, **values)


def _typed(value: object, default: object, where: str) -> Any:  # noqa: ANN401  # the type of the default
    if isinstance(default, tuple):
        return _texts(value, where)
    if isinstance(default, Mapping):
        return _plain_values(value, where, only_text=where.endswith(("row_filters", "metadata", "claims")))
    if isinstance(default, bool):
        wanted = "true or false"
        if isinstance(value, bool):
            return value
    elif isinstance(default, str):
        wanted = "a text in quotes"
        if isinstance(value, str):
            return value
    else:
        wanted = "a number above 0" if default else "a number, 0 or above"
        if (number := _number(value, default)) is not None:
            return number
    raise SettingsError(f"{where} must be {wanted}, not {value!r}.")


def _number(value: object, default: object) -> float | int | None:
    """The value when it is a number of the default's type, above 0 or, where the default is 0, at least 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        return None
    if not value and default:
        return None
    if isinstance(default, float):
        return float(value)
    return value if isinstance(value, int) else None


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SettingsError(f'{where} must be a list of texts, like ["one", "two"].')
    return tuple(value)


def _plain_values(value: object, where: str, only_text: bool) -> Mapping[str, str | int | float | bool]:
    allowed = (str,) if only_text else (str, int, float, bool)
    if not isinstance(value, dict) or not all(isinstance(each, allowed) for each in value.values()):
        what = "texts" if only_text else "texts, numbers, true or false"
        raise SettingsError(f"{where} must be a section whose values are {what}.")
    return MappingProxyType(value)


def _with_environment(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """The settings with what the environment overrides."""
    if folder := environment.get("TEXT2SQL_DATA_FOLDER"):
        settings = replace(settings, data_folder=Path(folder).expanduser().absolute())
    if name := environment.get("TEXT2SQL_DATABASE"):
        settings = replace(settings, default_database=name)
    if model := environment.get("TEXT2SQL_MODEL"):
        settings = replace(settings, model=replace(settings.model, name=model))
    if day := environment.get("TEXT2SQL_TODAY"):
        try:
            today = date.fromisoformat(day)
        except ValueError as error:
            raise SettingsError(f"TEXT2SQL_TODAY is {day!r}; write a day like 2026-01-31.") from error
        databases = {name: replace(each, today=today) for name, each in settings.databases.items()}
        settings = replace(settings, today=today, databases=MappingProxyType(databases))
    return settings


def _local_text(entries: Mapping[str, Any], key: str, file: Path, section: str) -> LocalText:
    """Words in one language for all, or a table with `en` and `ko`."""
    value = entries.get(key, "")
    if isinstance(value, str):
        return LocalText(en=value)
    if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        _refuse_unknown(value, {"en", "ko"}, file, f"{section}.{key}")
        return LocalText(**value)
    raise SettingsError(f'{file}: [{section}] {key} must be a text, or {{ en = "…", ko = "…" }}.')


def _one_of(entries: Mapping[str, Any], key: str, allowed: tuple[str, ...], where: str) -> Any:  # noqa: ANN401
    """The value of a key that takes a few words only; the first is the default."""
    value = entries.get(key, allowed[0])
    if value not in allowed:
        raise SettingsError(f"{where} {key} must be {', '.join(allowed[:-1])} or {allowed[-1]}, not {value!r}.")
    return value


def _path(entries: Mapping[str, Any], key: str, file: Path, default: str) -> Path:
    return file.parent / Path(_text(entries, key, file, default)).expanduser()


def _names(kind: type) -> set[str]:
    return {each.name for each in fields(kind)}


def _refuse_unknown(entries: Mapping[str, Any], known: set[str], file: Path, section: str) -> None:
    for key in entries:
        if key not in known:
            near = get_close_matches(key, sorted(known), n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(sorted(known))}."
            where = f"[{section}] " if section else ""
            raise SettingsError(f"{file}: {where}`{key}` is not a setting; {hint}")


def _table(document: Mapping[str, Any], key: str, file: Path) -> Mapping[str, Any]:
    value = document.get(key, {})
    if not isinstance(value, dict):
        raise SettingsError(f"{file}: `{key}` must be a section, [{key}].")
    return value


def _text(entries: Mapping[str, Any], key: str, file: Path, default: str = "") -> str:
    value = entries.get(key, default)
    if not isinstance(value, str):
        raise SettingsError(f"{file}: `{key}` must be a text in quotes, not {value!r}.")
    return value


def _day(entries: Mapping[str, Any], key: str, file: Path) -> date | None:
    value = entries.get(key)
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            value = key
    if value is not None and type(value) is not date:
        raise SettingsError(f"{file}: `{key}` must be a day like 2026-01-31.")
    return value

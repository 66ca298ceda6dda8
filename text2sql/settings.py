"""text2sql.toml and the environment, read once into one frozen record; nobody else reads the environment.

The file is searched from the current folder upward. Everything in it is optional and relative to it; an unknown key is
refused with the nearest known one, because a setting that is silently ignored is a safety hole.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from text2sql.errors import SettingsError

FILE_NAME = "text2sql.toml"
_VARIABLE = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """One named database."""

    name: str
    location: str
    """A path (absolute here) or a SQLAlchemy URL; ``${NAME}`` in the file stands for an environment variable."""
    cards: Path
    """Folder of table cards; may be missing."""
    samples: Path
    """Folder of sample queries; may be missing."""
    today: date | None = None
    """The day relative dates refer to; None means the real one, or the demo's own."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """What one query may use."""

    rows: int = 1_000
    seconds: float = 30.0
    memory_megabytes: int = 1_024


@dataclass(frozen=True, slots=True)
class SafetySettings:
    """What the checker is told besides the catalog."""

    personal: Literal["mask", "refuse", "allow"] = "mask"
    """What happens to columns marked personal."""
    extra_functions: tuple[str, ...] = ()
    """Functions allowed besides the dialect's list."""
    hidden_tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The language model; nothing here means that none is called."""

    name: str = "auto"
    """auto, offline, bedrock, or a Bedrock model or inference-profile id."""


Section = TypeVar("Section", LimitSettings, SafetySettings, ModelSettings)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    file: Path | None = None
    """The settings file, or None when there is none."""
    default_database: str = ""
    """The database asked when ``-d`` names none; the only one when there is just one."""
    data_folder: Path = Path(".text2sql")
    """Where indexes, converted files, conversations and the demo are kept."""
    databases: Mapping[str, DatabaseSettings] = field(default_factory=lambda: MappingProxyType({}))
    today: date | None = None
    limits: LimitSettings = LimitSettings()
    safety: SafetySettings = SafetySettings()
    model: ModelSettings = ModelSettings()


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
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The settings file {file} cannot be read: {error}. Mend it or move it away.") from error
    _refuse_unknown(document, _names(Settings) - {"file"}, file, "")
    databases = {
        name: _database(name, entry, file, environment) for name, entry in _table(document, "databases", file).items()
    }
    return Settings(
        file=file,
        default_database=_text(document, "default_database", file),
        data_folder=file.parent / _text(document, "data_folder", file, ".text2sql"),
        databases=MappingProxyType(databases),
        today=_day(document, "today", file),
        limits=_section(LimitSettings, document, "limits", file),
        safety=_section(SafetySettings, document, "safety", file),
        model=_section(ModelSettings, document, "model", file),
    )


def _database(name: str, entry: object, file: Path, environment: Mapping[str, str]) -> DatabaseSettings:
    section = f"databases.{name}"
    if not isinstance(entry, dict):
        raise SettingsError(f"{file}: [{section}] must be a table with a `location`.")
    _refuse_unknown(entry, _names(DatabaseSettings) - {"name"}, file, section)
    location = _text(entry, "location", file)
    if not location:
        raise SettingsError(f"{file}: [{section}] has no `location`. Add a path or a SQLAlchemy URL.")

    def variable(match: re.Match[str]) -> str:
        if match[1] not in environment:
            raise SettingsError(f"{file}: [{section}] needs the environment variable {match[1]}. Set it.")
        return environment[match[1]]

    location = _VARIABLE.sub(variable, location)
    return DatabaseSettings(
        name=name,
        location=location if "://" in location else str(file.parent / Path(location).expanduser()),
        cards=file.parent / _text(entry, "cards", file, f"schemas/{name}"),
        samples=file.parent / _text(entry, "samples", file, f"sample_queries/{name}"),
        today=_day(entry, "today", file),
        description=_text(entry, "description", file),
    )


def _section(kind: type[Section], document: Mapping[str, Any], name: str, file: Path) -> Section:
    """A section whose keys are the fields of ``kind``, each of its default's type."""
    entries = _table(document, name, file)
    _refuse_unknown(entries, _names(kind), file, name)
    settings = kind()
    values: dict[str, object] = {}
    for key, value in entries.items():
        values[key] = _typed(value, getattr(settings, key), f"{file}: [{name}] {key}")
    if name == "safety" and values.get("personal", "mask") not in ("mask", "refuse", "allow"):
        raise SettingsError(f"{file}: [safety] personal must be mask, refuse or allow.")
    return replace(settings, **values)  # type: ignore[arg-type]  # each value was just checked against its field


def _typed(value: object, default: object, where: str) -> object:
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise SettingsError(f"{where} must be a list of texts.")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, float) and number and float(str(value)) > 0:
        return float(str(value))
    if isinstance(default, int) and isinstance(value, int) and number and value > 0:
        return value
    if isinstance(default, str) and isinstance(value, str):
        return value
    wanted = "a text" if isinstance(default, str) else "a number above 0"
    raise SettingsError(f"{where} must be {wanted}, not {value!r}.")


def _with_environment(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """The settings with what the environment overrides."""
    if folder := environment.get("TEXT2SQL_DATA_FOLDER"):
        settings = replace(settings, data_folder=Path(folder).expanduser().absolute())
    if name := environment.get("TEXT2SQL_DATABASE"):
        settings = replace(settings, default_database=name)
    if model := environment.get("TEXT2SQL_MODEL"):
        settings = replace(settings, model=ModelSettings(model))
    if day := environment.get("TEXT2SQL_TODAY"):
        try:
            settings = replace(settings, today=date.fromisoformat(day))
        except ValueError as error:
            raise SettingsError(f"TEXT2SQL_TODAY is {day!r}; write a day like 2026-01-31.") from error
    return settings


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

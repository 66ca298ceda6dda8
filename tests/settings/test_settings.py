"""text2sql.toml and the environment, and what is said when they are wrong."""

from datetime import date
from pathlib import Path

import pytest

from text2sql.errors import SettingsError
from text2sql.settings import load_settings


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("SETTINGS", "DATA_FOLDER", "DATABASE", "MODEL", "TODAY"):
        monkeypatch.delenv(f"TEXT2SQL_{name}", raising=False)


def written(folder, text):
    (folder / "text2sql.toml").write_text(text, "utf-8")
    return folder


def test_the_nearest_file_above_is_read_and_paths_are_relative_to_it(tmp_path):
    written(tmp_path, '[databases."매장"]\nlocation = "data/매장.duckdb"\ntoday = 2026-11-21\n')
    inner = tmp_path / "안" / "쪽"
    inner.mkdir(parents=True)
    settings = load_settings(folder=inner)
    shop = settings.databases["매장"]
    assert Path(shop.location) == tmp_path / "data" / "매장.duckdb"
    assert shop.cards == tmp_path / "schemas" / "매장"
    assert shop.today == date(2026, 11, 21)
    assert settings.data_folder == tmp_path / ".text2sql"


def test_without_a_file_everything_has_a_default(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = load_settings(folder=tmp_path)
    assert settings.file is None
    assert settings.data_folder == tmp_path / "cache" / "text2sql"


def test_the_environment_wins(tmp_path, monkeypatch):
    written(tmp_path, 'default_database = "a"\n')
    monkeypatch.setenv("TEXT2SQL_DATABASE", "b")
    monkeypatch.setenv("TEXT2SQL_TODAY", "2025-02-28")
    monkeypatch.setenv("TEXT2SQL_DATA_FOLDER", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("TEXT2SQL_MODEL", "offline")
    settings = load_settings(folder=tmp_path)
    assert settings.default_database == "b"
    assert settings.today == date(2025, 2, 28)
    assert settings.data_folder == tmp_path / "elsewhere"
    assert settings.model.name == "offline"


def test_a_password_comes_from_the_environment(tmp_path, monkeypatch):
    written(tmp_path, '[databases.w]\nlocation = "postgresql+psycopg://me:${WAREHOUSE_PASSWORD}@host/db"\n')
    with pytest.raises(SettingsError, match="WAREHOUSE_PASSWORD"):
        load_settings(folder=tmp_path)
    monkeypatch.setenv("WAREHOUSE_PASSWORD", "비밀")
    assert load_settings(folder=tmp_path).databases["w"].location == "postgresql+psycopg://me:비밀@host/db"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("defualt_database = 'x'", "default_database"),
        ("[limits]\nrow = 5", "rows"),
        ("[limits]\nrows = -1", "above 0"),
        ("[limits]\nrows = true", "above 0"),
        ("[limits]\nseconds = 'long'", "above 0"),
        ("[safety]\npersonal = 'show'", "mask, refuse or allow"),
        ("[safety]\nextra_functions = 'f'", "list"),
        ("[databases.x]\ncards = 'c'", "location"),
        ("[databases]\nx = 'file'", "location"),
        ("today = 'tomorrow'", "2026-01-31"),
        ("limits = 5", "section"),
        ("[[", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_a_way_out(tmp_path, text, said):
    with pytest.raises(SettingsError) as raised:
        load_settings(folder=written(tmp_path, text))
    assert said in str(raised.value)
    assert "text2sql.toml" in str(raised.value)


def test_a_named_file_must_exist(tmp_path):
    with pytest.raises(SettingsError, match="does not exist"):
        load_settings(tmp_path / "other.toml")


def test_every_setting_is_documented():
    from dataclasses import fields

    from text2sql.settings import DatabaseSettings, LimitSettings, ModelSettings, SafetySettings, Settings

    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    for kind in (Settings, DatabaseSettings, LimitSettings, SafetySettings, ModelSettings):
        for field in fields(kind):
            if (kind, field.name) not in ((Settings, "file"), (DatabaseSettings, "name")):
                assert f"`{field.name}`" in page or f"[{field.name}" in page, field.name
    for variable in ("SETTINGS", "DATA_FOLDER", "DATABASE", "MODEL", "TODAY"):
        assert f"TEXT2SQL_{variable}" in page

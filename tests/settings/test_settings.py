"""text2sql.toml and the environment, and what is said when they are wrong."""

from dataclasses import asdict
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
    monkeypatch.setenv("WAREHOUSE_PASSWORD", "p@ss:/비밀")
    location = load_settings(folder=tmp_path).databases["w"].location
    assert location == "postgresql+psycopg://me:p%40ss%3A%2F%EB%B9%84%EB%B0%80@host/db"


def test_a_whole_url_and_a_host_come_from_the_environment_as_they_are(tmp_path, monkeypatch):
    written(tmp_path, '[databases.w]\nlocation = "${URL}"\n[databases.v]\nlocation = "mysql://me:x@${HOST}/db"\n')
    monkeypatch.setenv("URL", "postgresql+psycopg://me@host/db")
    monkeypatch.setenv("HOST", "db.example:3306")
    databases = load_settings(folder=tmp_path).databases
    assert databases["w"].location == "postgresql+psycopg://me@host/db"
    assert databases["v"].location == "mysql://me:x@db.example:3306/db"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("defualt_database = 'x'", "default_database"),
        ("[limits]\nrow = 5", "rows"),
        ("[limits]\nrows = -1", "above 0"),
        ("[limits]\nrows = true", "above 0"),
        ("[limits]\nseconds = 'long'", "above 0"),
        ("[safety]\npersonal = 'show'", "mask, refuse or allow"),
        ("[offline]\nanswers = 'all'", "always, more answers, balanced or fewer errors"),
        ("[safety]\nextra_functions = 'f'", "list"),
        ("[databases.x]\ncards = 'c'", "location"),
        ("[databases]\nx = 'file'", "location"),
        ("today = 'tomorrow'", "2026-01-31"),
        ("limits = 5", "section"),
        ("language = 'jp'", "auto, ko or en"),
        ("[limits]\nseconds = inf", "above 0"),
        ("[retrieval]\nwhole_schema_columns = 5", "whole_columns"),
        ("[safety.row_filters]\norders = 5", "row_filters"),
        ("[safety.attributes]\nregion = [1]", "attributes"),
        ("[databases.x]\nlocation = 'f'\npersonal = 'show'", "mask, refuse or allow"),
        ("[databases.x]\nlocation = 'f'\ndescription.fr = 'une boutique'", "fr"),
        ("[databases.x]\nlocation = 'f'\ndescription = 5", "description"),
        ("[[", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_a_way_out(tmp_path, text, said):
    with pytest.raises(SettingsError) as raised:
        load_settings(folder=written(tmp_path, text))
    assert said in str(raised.value)
    assert "text2sql.toml" in str(raised.value)


def test_a_database_is_described_in_either_language_or_both(tmp_path):
    text = (
        "[databases.a]\nlocation = 'f'\ndescription = '가게'\n[databases.b]\nlocation = 'f'\ndescription.ko = '매장'\n"
    )
    databases = load_settings(folder=written(tmp_path, text)).databases
    assert databases["a"].description.in_language("ko") == "가게"
    assert databases["b"].description.in_language("en") == "매장"


def test_a_file_written_by_windows_is_read(tmp_path):
    (tmp_path / "text2sql.toml").write_bytes('\ufeffdefault_database = "가게"\r\n'.encode())
    assert load_settings(folder=tmp_path).default_database == "가게"


def test_the_environments_day_wins_over_a_databases_own(tmp_path, monkeypatch):
    written(tmp_path, "[databases.a]\nlocation = 'f'\ntoday = 2026-11-21\n")
    monkeypatch.setenv("TEXT2SQL_TODAY", "2025-02-28")
    assert load_settings(folder=tmp_path).databases["a"].today == date(2025, 2, 28)
    monkeypatch.setenv("TEXT2SQL_TODAY", "어제")
    with pytest.raises(SettingsError, match="TEXT2SQL_TODAY"):
        load_settings(folder=tmp_path)


def test_retrieval_is_what_linking_takes():
    from text2sql.settings import RetrievalSettings
    from text2sql.stages.linking import LinkBudget

    assert asdict(RetrievalSettings()) == asdict(LinkBudget())


def test_safety_reaches_the_checker(tmp_path):
    from tests.offline.shop import SHOP
    from text2sql.assembly import make_checker
    from text2sql.types import CheckedSql

    text = """
[safety]
hidden_tables = ["reviews"]
hidden_columns = ["customers.name"]
extra_functions = ["my_function"]
row_filters = { customers = "region = :region" }
attributes = { region = "서울" }
"""
    checker = make_checker(load_settings(folder=written(tmp_path, text)), SHOP)
    allowed = checker.check("SELECT my_function(region) FROM customers")
    assert isinstance(allowed, CheckedSql)
    assert "'서울'" in allowed.text
    assert not isinstance(checker.check("SELECT * FROM reviews"), CheckedSql)
    assert not isinstance(checker.check("SELECT name FROM customers"), CheckedSql)
    wrong = load_settings(folder=written(tmp_path, "[safety]\nhidden_columns = ['name']"))
    with pytest.raises(SettingsError, match=r"table\.column"):
        make_checker(wrong, SHOP)


def test_a_named_file_must_exist(tmp_path):
    with pytest.raises(SettingsError, match="does not exist"):
        load_settings(tmp_path / "other.toml")


def test_every_setting_is_documented():
    from dataclasses import fields

    from text2sql import settings
    from text2sql.settings import DatabaseSettings, Settings

    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    kinds = [each for name, each in vars(settings).items() if name.endswith("Settings")]
    assert len(kinds) == 13
    for kind in kinds:
        for field in fields(kind):
            if (kind, field.name) not in ((Settings, "file"), (DatabaseSettings, "name")):
                assert f"`{field.name}`" in page or f"[{field.name}" in page, field.name
    for variable in ("SETTINGS", "DATA_FOLDER", "DATABASE", "MODEL", "TODAY"):
        assert f"TEXT2SQL_{variable}" in page

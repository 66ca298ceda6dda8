"""The README shows what ``make eval`` prints."""

from pathlib import Path

import pytest

from tests.conftest import AS_OF
from text2sql.cli import main
from text2sql.commands import evaluation_demo

CLONE = Path(__file__).parents[3]


def test_the_readme_shows_the_table_that_make_eval_prints(demo_file, tmp_path, monkeypatch, capsys):
    assert evaluation_demo.AS_OF == AS_OF
    shop = tmp_path / "evaluations" / f"shop-{AS_OF:%Y%m%d}.duckdb"
    shop.parent.mkdir()
    shop.symlink_to(demo_file)
    monkeypatch.setenv("TEXT2SQL_DATA_FOLDER", str(tmp_path))
    monkeypatch.chdir(CLONE)
    with pytest.raises(SystemExit) as ended:
        main(["eval", "demo", "--model", "offline"])
    printed = capsys.readouterr()
    assert ended.value.code == 0, printed.err
    table = printed.out.partition("by hardness")[0].strip()
    assert table.startswith("own shop · offline"), printed.out
    readme = CLONE.joinpath("README.md").read_text("utf-8")
    assert f"```\n{table}\n```" in readme, f"the README shows other figures than:\n{table}"

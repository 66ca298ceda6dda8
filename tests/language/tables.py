"""Reads the tables of cases beside it: tab-separated columns, # for comments."""

from pathlib import Path

HERE = Path(__file__).parent


def cases(name: str, columns: int) -> list[tuple[str, ...]]:
    found = []
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            case = tuple(part.strip() for part in line.split("\t"))
            assert len(case) == columns, f"{name}:{number} has {len(case)} columns"
            found.append(case)
    return found

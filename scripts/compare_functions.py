"""What an engine offers and what the gate allows: the raw material for reviewing text2sql/stages/checking/functions/.

    python scripts/compare_functions.py duckdb
    python scripts/compare_functions.py sqlite
    python scripts/compare_functions.py postgres postgresql://user@host/database

Prints the functions of the engine that are not on the list, and those on the list that the engine does not have
(syntax that looks like a function, and functions of other versions and extensions). Nothing is added by a program:
every name on a list was put there by a person who knows what it does.
"""

import sqlite3
import sys
import textwrap

from text2sql.stages.checking.functions import listed_functions

_DUCKDB = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_name ~ '^[a-z]'"
_SQLITE = "SELECT DISTINCT name FROM pragma_function_list WHERE name GLOB '[a-z]*'"
_POSTGRES = """
SELECT DISTINCT proname FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind IN ('f', 'a', 'w') AND prorettype <> 'trigger'::regtype
"""


def offered(dialect: str, url: str) -> frozenset[str]:
    """The functions an engine says it has, in lower case."""
    if dialect == "duckdb":
        import duckdb

        rows = duckdb.connect().execute(_DUCKDB).fetchall()
    elif dialect == "sqlite":
        rows = sqlite3.connect(":memory:").execute(_SQLITE).fetchall()
    elif dialect == "postgres":
        import psycopg

        with psycopg.connect(url) as connection:
            rows = connection.execute(_POSTGRES).fetchall()
    else:
        raise SystemExit("Engines that can be asked here: duckdb, sqlite, postgres.")
    return frozenset(str(name).lower() for (name,) in rows)


def main() -> None:
    """Print both differences."""
    dialect, url = (*sys.argv[1:3], "", "")[:2]
    engine, listed = offered(dialect, url), listed_functions(dialect)
    for title, names in (("Not on the list", engine - listed), ("Not in the engine", listed - engine)):
        print(f"{title} ({len(names)}):")
        print(textwrap.fill(" ".join(sorted(names)), 120, initial_indent="  ", subsequent_indent="  "))


if __name__ == "__main__":
    main()

"""Asks ln2sql as ``ln2sqlmodule`` packs it, with the dump of a schema and the English keywords that come with it.

What its function ``getSql`` does is done here in the same order, but a dump is read once and not for every question.
The dump is in the form that it reads: names in backticks, keys in ALTER statements.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.beside.serving import Package, Reply, serve


def dump(file: str) -> str:
    """The schema of an SQLite file as the statements that ln2sql looks for."""
    statements = []
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        tables = [name for (name,) in named]
        columns = {name: connection.execute(f'PRAGMA table_info("{name}")').fetchall() for name in tables}
        for name in tables:
            lines = ",\n".join(f"  `{column[1]}` {column[2] or 'text'}" for column in columns[name])
            statements.append(f"CREATE TABLE `{name}` (\n{lines}\n);")
        for name in tables:
            for column in columns[name]:
                if column[5]:
                    statements.append(f"ALTER TABLE `{name}` ADD PRIMARY KEY (`{column[1]}`);")
            for key in connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall():
                target = key[4] or next((column[1] for column in columns.get(key[2], ()) if column[5]), "")
                statements.append(
                    f"ALTER TABLE `{name}` ADD FOREIGN KEY (`{key[3]}`) REFERENCES `{key[2]}` (`{target}`);"
                )
    return "\n".join(statements) + "\n"


def _open(file):
    import ln2sqlmodule
    from ln2sqlmodule.Database import Database
    from ln2sqlmodule.LangConfig import LangConfig

    database, words = Database(), LangConfig()
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as written:
        written.write(dump(file))
        written.flush()
        database.load(written.name)
    words.load(str(Path(ln2sqlmodule.__file__).parent / "lang" / "english.csv"))
    return database, words


def _ask(opened, question):
    from ln2sqlmodule.Parser import Parser
    from ln2sqlmodule.ParsingException import ParsingException

    try:
        queries = Parser(*opened).parse_sentence(question)
    except ParsingException as error:
        return Reply(None, "declined", str(error))
    if len(queries) != 1:
        return Reply(None, "declined", "More than one query")
    return Reply(str(queries[0]), "answered")


if __name__ == "__main__":
    serve(Package(_open, _ask))

"""Asks text2sql-lite by its heuristics, with the schema that it reads from the SQLite file itself."""

from benchmarks.beside.serving import Package, Reply, serve


def _open(file):
    from text2sql_lite.introspect import introspect_sqlite

    return introspect_sqlite(file)


def _ask(schema, question):
    from text2sql_lite import Dialect, translate

    try:
        found = translate(question, dialect=Dialect.SQLITE, schema=schema)
    except ValueError as error:  # Its documented way to say that no pattern fits.
        return Reply(None, "declined", str(error))
    return Reply(found.sql, "answered")


if __name__ == "__main__":
    serve(Package(_open, _ask))

"""Asks intelligent-text2sql in its default mode, without a language model.

It embeds the schema when it opens a database, with a network that would be downloaded. Without a language model those
vectors decide nothing: they choose the table that a prompt shows. So all vectors are the same here, and what it says
is what it would say with the network, only sooner.
"""

from benchmarks.beside.serving import Package, Reply, serve


def _same(texts):
    import numpy as np

    return np.ones(2) if isinstance(texts, str) else np.ones((len(texts), 2))


def _open(file):
    from intelligent_text2sql import Text2SQL
    from intelligent_text2sql.core import engine

    engine.embed_text = _same
    return Text2SQL(f"sqlite:///{file}")


def _ask(engine, question):
    said = engine.run(question)
    if said.get("needs_clarification"):
        return Reply(None, "clarify", said["message"])
    if "error" in said:
        return Reply(None, "declined", said["error"])
    return Reply(said["sql"], "answered")


if __name__ == "__main__":
    serve(Package(_open, _ask))

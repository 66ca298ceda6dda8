"""Table cards: what people know about a table, as files in git under ``schemas/<database>/<table>.yaml``.

A card never has to be complete: what it does not say is taken from the warehouse. Where both speak, people win. A card
for a table or a column that does not exist is not an error, for warehouses change; ``schema diff`` lists it.
"""

from text2sql.corpus.cards.applying import apply_cards
from text2sql.corpus.cards.drifting import Drift, broken_samples, drift
from text2sql.corpus.cards.pulling import pull
from text2sql.corpus.cards.reading import ColumnCard, TableCard, card_of, read_card, read_cards

__all__ = [
    "ColumnCard", "Drift", "TableCard", "apply_cards", "broken_samples", "card_of", "drift", "pull", "read_card",
    "read_cards",
]  # fmt: skip

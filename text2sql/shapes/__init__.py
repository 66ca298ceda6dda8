"""Which approved samples are shown: those that ask in the same way, chosen in one place for linking and for prompts.

Two questions that share a subject often need different SQL, and two that share a shape ("how many … have more than …")
often need the same. So DAIL-SQL (Gao et al. 2023, section 4.2) masks the schema's words before it compares questions,
and prefers samples whose SQL has the skeleton of a preliminary query.
"""

from text2sql.shapes.choosing import Resembling, chosen_samples
from text2sql.shapes.queries import skeleton, skeleton_similarity
from text2sql.shapes.questions import (
    MASK,
    NUMBER,
    KnowsShapes,
    grams,
    likeness,
    masked,
    schema_words,
    words_of,
    words_of_tables,
)

__all__ = [
    "MASK", "NUMBER", "KnowsShapes", "Resembling", "chosen_samples", "grams", "likeness", "masked", "schema_words",
    "skeleton", "skeleton_similarity", "words_of", "words_of_tables",
]  # fmt: skip

"""recall: make a question stand on its own, given the turns before it.

A first question is left as it is. Rewriting a follow-up belongs to the conversation room, which is not built yet;
until then every question is answered on its own words, and the terminal says so when a conversation is given.
"""

import unicodedata
from dataclasses import replace

from text2sql.types import Question


def recall(question: Question) -> Question:
    """The question with its text in composed form (NFC) and its spaces tidied; offsets found later refer to this."""
    text = " ".join(unicodedata.normalize("NFC", question.text).split())
    return replace(question, text=text, original=question.text if question.text != text else question.original)

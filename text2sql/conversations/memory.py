"""Conversations that end with the process: for tests and for those who want nothing kept."""

from text2sql.conversations.searching import said_in, wanted_words
from text2sql.interfaces import Conversation
from text2sql.types import Turn


class MemoryConversations:
    """Keeps turns in a dictionary."""

    def __init__(self) -> None:
        self._turns: dict[str, list[Turn]] = {}
        self._titles: dict[str, str] = {}

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """All turns, oldest first; none for an unknown conversation."""
        return tuple(self._turns.get(conversation, ()))

    def append(self, conversation: str, turn: Turn) -> None:
        """Add a turn."""
        turns = self._turns.pop(conversation, [])
        self._turns[conversation] = [*turns, turn]

    def conversations(self) -> tuple[str, ...]:
        """Ids, most recently used first."""
        return tuple(reversed(self._turns))

    def listed(self, words: str = "") -> tuple[Conversation, ...]:
        """Conversations in which all the words stand, in any case and any turn, most recently used first."""
        wanted = wanted_words(words)
        return tuple(self._entry(name) for name in self.conversations() if said_in(self._said(name), wanted))

    def rename(self, conversation: str, title: str) -> None:
        """Give it a title of its own; an empty one makes it its first question again."""
        self._titles[conversation] = title

    def delete(self, conversation: str) -> None:
        """Forget it with all its turns; unknown ids are ignored."""
        self._turns.pop(conversation, None)
        self._titles.pop(conversation, None)

    def _entry(self, name: str) -> Conversation:
        turns = self._turns[name]
        costs = [turn.cost_usd for turn in turns if turn.cost_usd is not None]
        times = [turn.asked_at for turn in turns if turn.asked_at is not None]
        cost = sum(costs) if len(costs) == len(turns) else None
        title = self._titles.get(name) or turns[0].question
        return Conversation(name, title, len(turns), max(times, default=None), cost)

    def _said(self, name: str) -> str:
        said = [f"{turn.question}\n{turn.standalone_question}\n{turn.summary}" for turn in self._turns[name]]
        return "\n".join([self._titles.get(name, ""), *said])

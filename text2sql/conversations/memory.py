"""Conversations that end with the process: for tests and for those who want nothing kept."""

from text2sql.types import Turn


class MemoryConversations:
    """Keeps turns in a dictionary."""

    def __init__(self) -> None:
        self._turns: dict[str, list[Turn]] = {}

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

"""Where conversations are kept."""

from typing import TYPE_CHECKING

from text2sql.settings import Settings

if TYPE_CHECKING:
    from text2sql.conversations.sqlite import SqliteConversations


def open_conversations(settings: Settings) -> "SqliteConversations":
    """The conversations of this data folder, as ``ask --conversation`` and the page share them."""
    from text2sql.conversations.sqlite import SqliteConversations

    return SqliteConversations(settings.data_folder / "conversations.sqlite")

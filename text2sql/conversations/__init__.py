"""Places to remember conversations; each implements the ``ConversationStore`` socket."""

"""How the steps of a check say no to each other: a private exception that :class:`Checker` turns into a value."""


class NotAllowed(Exception):
    """The query is refused. The message is the ``problem`` of the :class:`~text2sql.types.Rejected` it becomes.

    It never leaves this package. An exception here keeps the recursive steps readable; outside, refusing is a value.
    """

"""What can go wrong, as one tree; everything else that can happen to a question is a value.

Declining, asking back and refusing SQL are ordinary outcomes and live in :mod:`text2sql.types`. An exception means
that something outside the question failed. Providers translate their vendor's errors into this tree at their edge,
always with ``from error``. The message is one or two plain English sentences and ends with what to do next.

    Text2SqlError                   exit code
    ├── SettingsError               2   text2sql.toml, the environment, or a command's options are wrong
    ├── UsageError                  2   the request cannot be understood: empty question, unknown database
    ├── KnowledgeError              2   a table card or sample query file is wrong, or the index cannot be written
    ├── WarehouseError              5   the data source failed
    │   ├── CannotOpen              5   it cannot be opened: missing, not a database, corrupted, no rights
    │   ├── QueryFailed             5   a checked query failed while being planned or run
    │   └── DeadlineExceeded        5   a query ran longer than allowed and was stopped
    ├── ModelError                  6   the language model or embedding service failed
    │   ├── ModelUnavailable        6   no credentials, no access, no such model, no connection
    │   ├── ModelBusy               6   throttled or overloaded, also after retrying
    │   ├── OutOfTime               6   the time for the whole question is used up
    │   ├── PromptTooLong           6   the prompt does not fit the model
    │   ├── GuardrailIntervened     6   a guardrail or the model's own filter stopped it
    │   ├── ReplyMalformed          6   the reply is not in the form that was asked for
    │   └── BudgetExceeded          6   the money for this question or this day is used up
    └── QuestionStopped             130 the person who asked stopped it
"""

from text2sql.usage import Usage


class Text2SqlError(Exception):
    """Root of the tree. ``exit_code`` is what the command line ends with."""

    exit_code = 1


class SettingsError(Text2SqlError):
    """The settings file, the environment or an option holds something unknown or impossible."""

    exit_code = 2


class UsageError(Text2SqlError):
    """The request itself cannot be served as it stands."""

    exit_code = 2


class KnowledgeError(Text2SqlError):
    """A table card, a sample query or the index on disk is unusable."""

    exit_code = 2


class WarehouseError(Text2SqlError):
    """The data source failed."""

    exit_code = 5


class CannotOpen(WarehouseError):
    """The data source is missing, is not a database, is damaged, or may not be read."""


class QueryFailed(WarehouseError):
    """The data source refused to plan or to run a checked query."""


class DeadlineExceeded(WarehouseError):
    """A query ran past its deadline and was stopped."""


class ModelError(Text2SqlError):
    """A language model or embedding service failed, or may not be used.

    ``usage`` is what was paid for before it failed: a reply that could not be read has cost its tokens.
    """

    exit_code = 6

    def __init__(self, message: str, usage: Usage | None = None) -> None:
        super().__init__(message)
        self.usage = usage


class ModelUnavailable(ModelError):
    """The model cannot be reached or may not be used: credentials, access, region, connection."""


class ModelBusy(ModelError):
    """The service throttles or is overloaded, also after retrying."""


class OutOfTime(ModelError):
    """The time allowed for the whole question is used up."""


class PromptTooLong(ModelError):
    """The prompt does not fit the model's context."""


class GuardrailIntervened(ModelError):
    """A guardrail or the model's own filter stopped the prompt or the reply."""


class ReplyMalformed(ModelError):
    """The reply is cut off, empty or not in the form that was asked for, also after asking again."""


class BudgetExceeded(ModelError):
    """The money allowed for this question or this day is used up."""


class QuestionStopped(Text2SqlError):
    """The person who asked stopped it; nothing failed."""

    exit_code = 130

"""boto3's clients, by the standard chain of credentials and regions: how they are reached, made once, and closed."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Generic, Protocol, TypeVar

from text2sql.aws.failures import vendor_errors
from text2sql.errors import ModelError


class Closing(Protocol):
    """What every client of boto3 can do."""

    def close(self) -> None:
        """End its connections."""


Operations = TypeVar("Operations", bound=Closing)
"""The operations of one service that a room uses."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a service is called, and how patiently. Empty texts leave a choice to the AWS credential chain."""

    region: str = ""
    profile: str = ""
    endpoint_url: str = ""
    """A VPC endpoint, or a local one; empty means the region's public one."""
    connect_seconds: float = 5.0
    read_seconds: float = 60.0
    """How long the service may be silent."""
    attempts: int = 5
    """Calls made before one fails, those that botocore tries again included."""
    calls_at_once: int = 10
    """Connections that are kept."""


@dataclass(frozen=True, slots=True)
class Opened(Generic[Operations]):
    """A client, and where it calls."""

    runtime: Operations
    region: str
    partition: str
    """The part of AWS that the region belongs to, as ARNs name it: aws, aws-cn, aws-us-gov."""
    endpoint: str


class Client(Generic[Operations]):
    """Makes a service's client once, on whichever thread comes first; nothing of AWS is read before that.

    Args:
        service: by boto3's name.
        connection: how it is called.
        failed: what an error of the vendor's means, with what to do next.
    """

    def __init__(self, service: str, connection: Connection, failed: Callable[[Exception], ModelError]) -> None:
        self._service = service
        self._connection = connection
        self._failed = failed
        self._lock = threading.Lock()
        self._opened: Opened[Operations] | None = None

    def open(self) -> Opened[Operations]:
        """The client.

        Raises:
            ModelUnavailable: profile, region or endpoint are wrong.
        """
        with self._lock:
            if self._opened is None:
                try:
                    self._opened = opened(self._service, self._connection)
                except vendor_errors(ValueError) as error:
                    raise self._failed(error) from error
            return self._opened

    def warm(self, thread: str) -> None:
        """Load the vendor's library, 0.6 seconds, and make the client while something else is being done.

        What is wrong is told by the first call instead.

        Args:
            thread: the name of the one that does it.
        """
        threading.Thread(target=self._open_quietly, name=thread, daemon=True).start()

    def _open_quietly(self) -> None:
        try:
            self.open()
        except ModelError:
            # The first call says it to somebody who listens.
            return

    def close(self) -> None:
        """End the connections; a later call makes a new client."""
        with self._lock:
            ended, self._opened = self._opened, None
        if ended is not None:
            ended.runtime.close()


@cache
def _descriptions() -> object:
    """The vendor's loader of service descriptions: read once, a second model's client takes 13 ms instead of 110."""
    from botocore.loaders import create_loader

    return create_loader()


def opened(service: str, connection: Connection) -> Opened[Operations]:
    """A new client of a service. Errors are the vendor's own, or a ValueError for an endpoint that is no address.

    Args:
        service: by boto3's name.
        connection: how it is called.
    """
    import boto3
    import botocore.session
    from botocore.config import Config

    inner = botocore.session.Session()
    inner.register_component("data_loader", _descriptions())
    session = boto3.Session(
        profile_name=connection.profile or None, region_name=connection.region or None, botocore_session=inner
    )
    client = session.client(
        service,
        endpoint_url=connection.endpoint_url or None,
        config=Config(
            connect_timeout=connection.connect_seconds,
            read_timeout=connection.read_seconds,
            retries={"total_max_attempts": connection.attempts, "mode": "standard"},
            max_pool_connections=connection.calls_at_once,
            tcp_keepalive=True,
            user_agent_extra="text2sql",
        ),
    )
    return Opened(client, client.meta.region_name, client.meta.partition, client.meta.endpoint_url)

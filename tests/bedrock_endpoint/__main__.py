"""The endpoint as a program: ``python -m tests.bedrock_endpoint``, or ``make bedrock-local``."""

import argparse
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from tests.bedrock_endpoint.endpoint import Answer, BedrockEndpoint, WrongExchange
from tests.bedrock_endpoint.faults import Fault
from tests.bedrock_endpoint.requests import Request
from tests.bedrock_endpoint.scripts import read_script
from tests.bedrock_endpoint.settings import FEATURES, FORMS, EndpointSettings, Traits

_MODEL = "global.anthropic.claude-sonnet-4-6"
_HOW_TO = """\
A local Bedrock listens at {url} until Ctrl-C. Nothing leaves this machine and no model thinks:
without --replies every answer is SELECT 1.

In text2sql.toml:

[model]
name = "bedrock"
id = "{model}"
region = "us-east-1"
endpoint_url = "{url}"

In the shell that runs text2sql:

export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
"""


def main(arguments: list[str] | None = None) -> int:
    """Serve until an interrupt; 0 when every request was one of Bedrock's, 1 otherwise, 2 for wrong arguments."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        answer = read_script(asked.replies) if asked.replies else None
        traits = Traits(frozenset(asked.supports), frozenset(asked.refuses))
        endpoint = BedrockEndpoint(
            EndpointSettings(port=asked.port, latency=asked.latency_ms / 1_000, default_traits=traits)
        )
    except (OSError, ValueError) as error:
        parser.error(f"{error}. Mend the file or choose another --port.")
    _script(endpoint, answer, asked.fault)
    interrupted = threading.Event()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        interrupted.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    print(_HOW_TO.format(url=endpoint.url, model=_MODEL), flush=True)
    interrupted.wait()
    return _end(endpoint)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bedrock_endpoint", description=__doc__)
    parser.add_argument("--port", type=int, default=8788, help="0 takes a free one (default 8788)")
    parser.add_argument("--fault", type=Fault, choices=list(Fault), metavar="NAME", help=f"one of {', '.join(Fault)}")
    parser.add_argument("--replies", type=Path, metavar="FILE", help="JSON lines; see docs/bedrock-local.md")
    parser.add_argument("--latency-ms", type=float, default=0.0, metavar="N", help="before the first byte of a reply")
    parser.add_argument("--supports", nargs="*", default=sorted(FORMS), choices=sorted(FORMS), help="structured forms")
    parser.add_argument("--refuses", nargs="*", default=[], choices=sorted(FEATURES), help="what no model takes")
    return parser


def _script(endpoint: BedrockEndpoint, answer: Answer | None, fault: Fault | None) -> None:
    endpoint.answer_with(answer)
    endpoint.fail_always(fault)
    endpoint.watch(_show)


def _show(request: Request) -> None:
    print(f"{request.number:>4}  {request.route:<15}  {request.model}  {request.asked[-80:]}", flush=True)


def _end(endpoint: BedrockEndpoint) -> int:
    try:
        endpoint.close()
    except WrongExchange as error:
        print(f"\nNot of Bedrock's protocol:\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Serves the page and ends when it is told to.

Streamlit's server waits for its browsers to hang up, and an open page never does: Ctrl-C and SIGTERM would leave the
process there for ever. So the signals are taken by a thread of ours, which ends the process. Nothing is lost by that:
a turn is one transaction, and a process that reads a database ends when nobody listens to it any more.

    python ui/serving.py run ui/app.py --server.port 8501
"""

import os
import signal
import sys
from threading import Thread

_ENDING = (signal.SIGINT, signal.SIGTERM)


def _end_when_told() -> None:
    """Take the signals from now on; all threads that are begun later leave them to ours."""
    if sys.platform == "win32":  # which cannot wait for signals; Streamlit's own way is what there is
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    Thread(target=_wait, name="ending", daemon=True).start()


def _wait() -> None:
    if sys.platform != "win32":
        signal.sigwait(_ENDING)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    _end_when_told()
    from streamlit.web.cli import main

    main(prog_name="streamlit")

"""A statement is interrupted at its deadline, and never the one after it."""

from threading import Event

from text2sql.warehouses.process_limits import Watchdog

PATIENCE = 10.0
LONG = 3_600.0


class Interrupted:
    """An engine's interrupt that counts."""

    def __init__(self) -> None:
        self.times = 0
        self.seen = Event()

    def __call__(self) -> None:
        self.times += 1
        self.seen.set()


def test_a_statement_is_interrupted_once_at_its_deadline() -> None:
    interrupted = Interrupted()
    with Watchdog(interrupted).watching(0.0):
        assert interrupted.seen.wait(PATIENCE)
    assert interrupted.times == 1


def test_a_statement_that_ended_in_time_leaves_the_next_alone() -> None:
    interrupted = Interrupted()
    watchdog = Watchdog(interrupted)
    with watchdog.watching(LONG):
        pass
    with watchdog.watching(0.0):
        assert interrupted.seen.wait(PATIENCE)
    assert interrupted.times == 1


def test_an_interrupt_that_fails_does_not_end_the_watch() -> None:
    seen = Event()
    times: list[int] = []

    def fail() -> None:
        times.append(1)
        seen.set()
        raise RuntimeError("the connection is closed")

    watchdog = Watchdog(fail)
    for number in (1, 2):
        with watchdog.watching(0.0):
            assert seen.wait(PATIENCE)
        seen.clear()
        assert len(times) == number

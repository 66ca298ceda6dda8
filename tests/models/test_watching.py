"""Waiting ends at the deadline and when somebody stops it, whatever the vendor's call does meanwhile."""

import threading
from time import monotonic

import pytest

from text2sql.errors import OutOfTime, QuestionStopped
from text2sql.models.bedrock.watching import Places, pause, watched
from text2sql.prompting import Allowance


class Call:
    """A blocking call that ends only when the test lets it."""

    def __init__(self, pieces=()):
        self.pieces = pieces
        self.let_go, self.cut, self.ended = threading.Event(), threading.Event(), threading.Event()

    def __call__(self, line):
        line.may_be_cut_by(self.cut.set)
        for piece in self.pieces:
            line.pieces.put(piece)
        self.let_go.wait(30)
        return "답"


def test_a_value_and_its_pieces_come_back_on_the_thread_that_waits():
    call, told = Call(("하나", "둘")), []
    call.let_go.set()
    value = watched(call, Allowance(), lambda piece: told.append((piece, threading.get_ident())), call.ended.set)
    assert (value, told) == ("답", [("하나", threading.get_ident()), ("둘", threading.get_ident())])
    assert call.ended.is_set()


@pytest.mark.parametrize("reason", ["stopped", "deadline"])
def test_a_call_that_hangs_is_left_behind_and_its_connection_cut(reason):
    call = Call()
    allowance = Allowance(stopped=lambda: True) if reason == "stopped" else Allowance(monotonic() + 0.01)
    with pytest.raises(QuestionStopped if reason == "stopped" else OutOfTime):
        watched(call, allowance, lambda piece: None, call.ended.set)
    assert call.cut.is_set()
    assert not call.ended.is_set()
    call.let_go.set()
    assert call.ended.wait(10)


def test_a_stop_between_two_pieces_ends_the_telling():
    call, told, stop = Call(("하나", "둘", "셋")), [], threading.Event()

    def tell(piece):
        told.append(piece)
        stop.set()

    with pytest.raises(QuestionStopped):
        watched(call, Allowance(stopped=stop.is_set), tell, call.ended.set)
    call.let_go.set()
    assert told == ["하나"]


def test_what_the_call_raises_is_raised_where_it_was_waited_for():
    def failing(line):
        raise ConnectionResetError("끊김")

    ended = threading.Event()
    with pytest.raises(ConnectionResetError, match="끊김"):
        watched(failing, Allowance(), lambda piece: None, ended.set)
    assert ended.is_set()


def test_an_error_of_the_listener_hangs_up():
    call = Call(("하나",))

    def listener(piece):
        raise ValueError("no screen")

    with pytest.raises(ValueError, match="no screen"):
        watched(call, Allowance(), listener, call.ended.set)
    assert call.cut.is_set()
    call.let_go.set()


def test_a_place_is_waited_for_until_the_question_is_over():
    places = Places(1)
    places.take(Allowance())
    with pytest.raises(OutOfTime):
        places.take(Allowance(monotonic() + 0.01))
    with pytest.raises(QuestionStopped):
        places.take(Allowance(stopped=lambda: True))
    places.leave()
    places.take(Allowance())


def test_a_pause_ends_when_it_is_stopped():
    with pytest.raises(QuestionStopped):
        pause(3_600.0, Allowance(stopped=lambda: True))
    with pytest.raises(OutOfTime):
        pause(3_600.0, Allowance(monotonic() + 0.01))
    pause(0.0, Allowance())

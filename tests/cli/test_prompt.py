"""``text2sql prompt``: what would be sent, through the real command."""

from tests.cli.conftest import run


def test_it_prints_what_would_be_sent_and_sends_nothing(home):
    told = run(home, "prompt", "지난달 취소된 주문의 매출")
    assert told.returncode == 0, told.err
    assert "<question>\n지난달 취소된 주문의 매출\n</question>" in told.out
    assert "CREATE TABLE orders" in told.out
    assert "nothing was sent" in told.err

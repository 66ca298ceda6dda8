"""Text of others on one line."""

from hypothesis import given
from hypothesis import strategies as st

from text2sql.language import one_line


@given(st.text(), st.integers(1, 60))
def test_a_line_keeps_every_word_and_no_more_than_is_asked_for(text, longest):
    line = one_line(text)
    assert line.split() == text.split()
    assert one_line(line) == line
    assert len(line.splitlines()) <= 1
    cut = one_line(text, longest)
    assert len(cut) <= longest
    assert cut == line or (cut.endswith("…") and line.startswith(cut[:-1]))


def test_the_sign_of_a_cut_counts():
    assert one_line("지난달\n  매출  합계", 9) == "지난달 매출 합계"
    assert one_line("지난달\n  매출  합계", 8) == "지난달 매출 …"

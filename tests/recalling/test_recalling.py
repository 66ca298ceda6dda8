"""Which words point back, what changed between two queries, and who is asked to complete a question."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.stages.recalling import changes, recall, references
from text2sql.types import Question, Turn

TODAY = date(2026, 11, 21)
ANSWERED = Turn("지난달 매출은?", "지난달 매출은?", "SELECT 1", "1원", "answered")


@pytest.mark.parametrize(
    "text",
    [
        "그중 서울만",
        "그럼 부산은?",
        "이 중에서 상위 3개",
        "What about Busan?",
        "And by channel?",
        "sort those by price",
    ],
)
def test_words_that_only_make_sense_after_something_point_back(text):
    assert references(text).pointing


@pytest.mark.parametrize(
    "text",
    ["지난달 서울 지역 매출", "이번 달 주문 수는?", "How many customers are there?", "orders above 50,000 this month"],
)
def test_questions_of_their_own_point_nowhere(text):
    found = references(text)
    assert (found.pointing, found.perhaps, found.edits) == ((), (), False)


def test_what_is_added_and_what_is_removed_is_told_apart():
    assert references("부산도").adds and references("also Busan").adds
    assert references("기간 제한 없이").removes == ("period",)
    assert references("without the filter").removes == ("filter",)
    assert not references("only Busan").adds and references("only Busan").edits
    assert references("부산은?").elliptic and references("Busan").elliptic
    assert not references("How many customers live in Busan?").elliptic


SQL = st.text(alphabet="ab 'x1.,()=서울\n", max_size=40)


@given(SQL, SQL)
def test_changes_hold_both_texts(before, after):
    found = changes(before, after)
    assert "".join(each.text for each in found if each.kind != "added") == before
    assert "".join(each.text for each in found if each.kind != "removed") == after
    assert (before == after) == all(each.kind == "same" for each in found)


def test_a_literal_is_one_word_of_a_change():
    found = changes("WHERE city = '서울 강남'", "WHERE city = '서울 강북'")
    assert [(each.kind, each.text) for each in found[1:]] == [("removed", "'서울 강남'"), ("added", "'서울 강북'")]


class Completes:
    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def follow(self, question, reference, workbench):
        self.asked.append((question.text, reference))
        return self.answer


DECLINED = Turn("?", "?", None, "못 찾음", "declined")


@pytest.mark.parametrize(("text", "history"), [("그중 서울만", ()), ("서울 고객 수", (DECLINED,))])
def test_nothing_answered_before_means_nothing_to_follow(text, history):
    follower = Completes(None)
    question = recall(Question(text, "ko", TODAY, history), follower, object())
    assert (question.text, question.history, follower.asked) == (text, (), [])


@pytest.mark.parametrize("text", ["그중 서울만", "환불액도 옆에 붙여줘", "그 전달은?", "how many of those were paid?"])
def test_words_that_speak_of_something_before_are_followed_though_it_was_not_answered(text):
    follower = Completes(None)
    recall(Question(text, "ko", TODAY, (DECLINED,)), follower, object())
    assert len(follower.asked) == 1


def test_a_question_of_its_own_starts_clean_and_a_follow_up_does_not():
    question = Question("그중  서울만", "ko", TODAY, (ANSWERED,))
    assert recall(question, Completes(None), object()).history == ()
    followed = Question("지난달 서울 매출은?", "ko", TODAY, (ANSWERED,), "그중 서울만")
    follower = Completes(followed)
    assert recall(question, follower, object()) is followed
    assert follower.asked == [("그중 서울만", references("그중 서울만"))]

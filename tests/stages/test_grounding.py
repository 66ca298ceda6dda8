"""A model's words about a result are used only when they say what the result says."""

from decimal import Decimal

import pytest

from text2sql.stages.grounding import is_grounded
from text2sql.types import ResultColumn, ResultTable

RESULT = ResultTable(
    (ResultColumn("region", "VARCHAR"), ResultColumn("revenue", "BIGINT"), ResultColumn("share", "DOUBLE")),
    (("경기", 41_788_700, 0.2513), ("서울", 32_240_710, Decimal("0.1939")), ("대구", 9_111_120, 0.0548)),
    False,
    0.0,
)
SAID = ("지난달 지역별 매출 상위 3개", "SELECT … WHERE ordered_at >= DATE '2026-10-01' LIMIT 3")


@pytest.mark.parametrize(
    "text",
    [
        "경기가 41,788,700원으로 가장 많고 서울이 32,240,710원으로 뒤를 잇습니다.",
        "지난달 매출은 경기가 약 4,180만 원으로 가장 큽니다.",
        "Gyeonggi leads with 41.8 million, 25.1% of the total.",
        "상위 3개 지역 중 대구의 비중은 5.5%입니다.",
        "경기, 서울, 대구 순입니다.",
        "2026-10-01부터의 매출입니다.",
    ],
)
def test_figures_of_the_result_may_be_told_and_rounded(text):
    assert is_grounded(text, RESULT, SAID)


@pytest.mark.parametrize(
    "text",
    [
        "경기가 51,788,700원으로 가장 많습니다.",
        "경기와 서울의 차이는 9,547,990원입니다.",
        "매출이 지난해보다 12% 늘었습니다.",
        "모두 17개 지역입니다.",
        "경기는 417만 원입니다.",
        "",
        "경기 " * 400,
    ],
)
def test_other_figures_may_not(text):
    assert not is_grounded(text, RESULT, SAID)

"""A question as it is read: what stands apart is brought together, what is said twice is blanked out; offsets stay."""

import re

_PER_ONE = re.compile(r"(?<=[가-힣])\s*(?:한|하나)\s*(?:명|건|개|곳|대|장|분|사람)?당(?![가-힣])")
"""고객 한 명당 says 고객당."""
_SPLIT_SUPERLATIVE = re.compile(
    r"(?<![가-힣])((?:(?:두|세|네|다섯|[0-9]{1,2})\s?번째로\s)?(?:가장|제일|젤)|(?:두|세|네|다섯|[0-9]{1,2})\s?번째로)\s((?:\w+\s){0,2}\w+[이가])\s"
    r"((?:많|높|낮|적|크|큰|컸|작|비싸|비싼|비쌌|싼|긴|길|짧|빠른|느린|늦)[가-힣]*)"
)
_SAID_ALREADY = re.compile(
    r"(?<=어제|오늘|그제)\s하루(?=\s(?!평균))|(?<=월|달)\s한\s?달(?:\s?동안|간)?(?=\s)|(?<=년|해)\s한\s?해(?:\s?동안)?(?=\s)"
    r"|(?<=[은는])\s같은\s(?:달|해|기간|분기)(?=\s)|(?<=주)\s(?:한\s?주|일주일)(?:\s?동안|간)?(?=\s)|(?<=말고|빼고)\s다른(?=\s)|(?<=제외하고)\s다른(?=\s)"
)
"""어제 하루 and 10월 한 달 동안 say the same twice."""


def tidied(text: str) -> str:
    """The text, of the same length: "가장 매출이 높은" is read as "매출이 가장 높은", 어제 하루 as 어제."""
    text = _PER_ONE.sub(lambda found: "당".ljust(len(found.group())), text)
    text = _SPLIT_SUPERLATIVE.sub(r"\2 \1 \3", text)
    return _SAID_ALREADY.sub(lambda found: " " * len(found.group()), text)

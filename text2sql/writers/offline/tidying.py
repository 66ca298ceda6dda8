"""A question as it is read: what stands apart is brought together, what is said twice is blanked out; offsets stay."""

import re

_PER_ONE = re.compile(r"(?<=[가-힣])\s*(?:한|하나)\s*(?:명|건|개|곳|대|장|분|사람)?당(?![가-힣])")
"""고객 한 명당 says 고객당."""
_EACH_PERSON = re.compile(r"(고객|회원|사용자|가입자|구매자|방문자)\s?1?인당")
_ONE_PERSON = re.compile(r"(?<![가-힣0-9])1인당|(?<=[가-힣]\s)1인당")
"""고객 1인당 and 1인당 say 고객당 too."""
_SPENT = re.compile(r"(?<![가-힣])돈을?\s(가장|제일|젤)\s많이\s(?:쓴|쓰는|썼던|지출한)")
"""돈을 가장 많이 쓴 says 구매액이 가장 많은."""
_SPLIT_SUPERLATIVE = re.compile(
    r"(?<![가-힣])((?:(?:두|세|네|다섯|[0-9]{1,2})\s?번째로\s)?(?:가장|제일|젤)|(?:두|세|네|다섯|[0-9]{1,2})\s?번째로)\s((?:\w+\s){0,2}\w+[이가])\s"
    r"((?:많|높|낮|적|크|큰|컸|작|비싸|비싼|비쌌|싼|긴|길|짧|빠른|느린|늦)[가-힣]*)"
)
_SAID_ALREADY = re.compile(
    r"(?<=어제|오늘|그제)\s하루(?=\s(?!평균))|(?<=월|달)\s한\s?달(?:\s?동안|간)?(?=\s)|(?<=년|해)\s한\s?해(?:\s?동안)?(?=\s)"
    r"|(?<=[은는])\s같은\s(?:달|해|기간|분기)(?=\s)|(?<=주)\s(?:한\s?주|일주일)(?:\s?동안|간)?(?=\s)|(?<=말고|빼고)\s다른(?=\s)|(?<=제외하고)\s다른(?=\s)"
)
"""어제 하루 and 10월 한 달 동안 say the same twice."""

_WEEK_THROUGH = re.compile(
    r"[,(]?\s*(?:from )?\bMon(?:day)?s?\s?(?:through|thru|to|[-–~])\s?Sun(?:day)?s?\b\)?"
    r"|[,(]?\s*(?<![가-힣])월(?:요일)?\s?(?:부터|에서|[-–~])\s?일(?:요일)?(?:까지)?(?:\s?순(?:서)?(?:대로|으로)?)?\)?(?![가-힣])",
    re.IGNORECASE,
)
"""In what order the days of a week come, beside a question that breaks down by them."""
_BY_WEEKDAY = re.compile(r"요일(?:별|마다)|\b(?:day of (?:the )?week|weekdays?)\b", re.IGNORECASE)
_ITSELF = re.compile(
    r"\((?:[^()]*\b(?:itself|inclusive|included|before it|preceding)\b[^()]*|[^()]*(?:당일|해당일|포함)[^()]*)\)",
    re.IGNORECASE,
)
"""What a moving average is taken of, said once more in brackets."""
_MOVING = re.compile(r"이동 ?평균|\b(?:moving|rolling|trailing) (?:\S+ )?(?:average|mean)\b", re.IGNORECASE)
_HOLIDAY_LONG = re.compile(r"(?<=연휴)\s(?:이틀|사흘|나흘|닷새|[0-9]\s?일)(?:\s?동안|간|의)?(?=\s)")
_BOTH_PERIODS = re.compile(
    r"(?<![가-힣])(?:두|각)\s(?:기간|달|해|시기)(?:의|별)?(?=\s)"
    r"|\b(?:in |for |of )?(?:both|the two) (?:periods|months|years)\b"
)
_ABOUT = re.compile(r"(?<=퍼센트)쯤|(?<=프로)쯤|(?<=%)쯤|(?<=얼마)쯤|(?<=몇 명)쯤|(?<=몇 건)쯤|(?<=몇 개)쯤")
"""몇 퍼센트쯤: about how many."""


def tidied(text: str) -> str:
    """The text, of the same length: "가장 매출이 높은" is read as "매출이 가장 높은", 어제 하루 as 어제."""
    text = _ABOUT.sub(" ", text)
    text = _PER_ONE.sub(lambda found: "당".ljust(len(found.group())), text)
    text = _EACH_PERSON.sub(lambda found: f"{found.group(1)}당".ljust(len(found.group())), text)
    text = _ONE_PERSON.sub("고객당", text)
    text = _SPENT.sub(lambda found: f"구매액 {found.group(1)} 많은".ljust(len(found.group())), text)
    text = _SPLIT_SUPERLATIVE.sub(r"\2 \1 \3", text)
    text = _blanked(_WEEK_THROUGH, text) if _BY_WEEKDAY.search(text) else text
    text = _blanked(_ITSELF, text) if _MOVING.search(text) else text
    for said_twice in (_HOLIDAY_LONG, _BOTH_PERIODS, _SAID_ALREADY):
        text = _blanked(said_twice, text)
    return text


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found.group()), text)

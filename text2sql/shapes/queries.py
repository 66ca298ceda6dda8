"""The skeleton of a query: what is left of its SQL when names and literals are masked."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_SQL_TOKEN = re.compile(
    r"""(?P<text>'(?:[^']|'')*') | (?P<name>"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]) | (?P<number>\d+(?:\.\d+)?)
    | (?P<word>[^\W\d]\w*) | (?P<sign><>|<=|>=|!=|\|\||[-+*/%<>=(),.;])""",
    re.VERBOSE,
)
_SQL_KEYWORDS = """
select from where group by having order limit offset join left right full inner outer cross on using and or not
in exists between like ilike is null as distinct union all intersect except with case when then else end asc desc
over partition filter qualify interval cast extract top
"""
_KEYWORDS = frozenset(_SQL_KEYWORDS.split())


@lru_cache(maxsize=10_000)
def skeleton(sql: str) -> tuple[str, ...]:
    """The query's keywords, functions and signs; names and literals are masks, and lists of them one.

    ``SELECT name, age FROM singer WHERE age > 20`` is ``SELECT _ FROM _ WHERE _ > _``.
    """
    said: list[str] = []
    for match in _SQL_TOKEN.finditer(sql):
        word = match["word"]
        if (word or match["sign"] or "").lower() in ("as", ";"):
            continue
        if word and (word.lower() in _KEYWORDS or sql[match.end() :].lstrip().startswith("(")):
            said.append(word.upper())
        elif match["sign"]:
            said.append(match["sign"])
        elif said[-1:] != ["_"]:
            if said[-1:] == ["."] or (said[-1:] == [","] and said[-2:-1] == ["_"]):
                said.pop()
            if said[-1:] != ["_"]:
                said.append("_")
    return tuple(said)


def skeleton_similarity(one: Iterable[str], other: Iterable[str]) -> float:
    """Jaccard similarity of two skeletons' tokens, each counted as often as it stands there, 0 to 1."""
    return overlap(Counter(one), Counter(other))


def overlap(one: "Counter[str]", other: "Counter[str]") -> float:
    """Jaccard similarity of two bags, 0 to 1."""
    shared = sum(min(count, other[each]) for each, count in one.items() if each in other)
    both = one.total() + other.total() - shared
    return shared / both if both else 0.0

"""Which words of a question may refer to what: periods, numbers, names, values and cue words, without overlaps."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from text2sql.language import (
    AverageBoundMention,
    BoundMention,
    ComparisonMention,
    ContainingMention,
    DurationMention,
    ElapsedMention,
    GrainMention,
    MovingMention,
    NumberMention,
    OccasionMention,
    PeriodMention,
    RankingMention,
    Token,
    find_average_bounds,
    find_bounds,
    find_comparisons,
    find_containing,
    find_destinations,
    find_durations,
    find_elapsed,
    find_grains,
    find_moving,
    find_numbers,
    find_occasions,
    find_periods,
    find_rankings,
    stop_words,
    tokenize,
)
from text2sql.types import LinkedValue
from text2sql.writers.offline.leftovers import is_light, unexplained
from text2sql.writers.offline.lexicon import GROUP_SUFFIXES, Lexicon, Meaning, key_of, same_target
from text2sql.writers.offline.looking_up import before_measure, look_up, names_groups
from text2sql.writers.offline.representation import ColumnRef
from text2sql.writers.offline.tidying import tidied

LONGEST_PHRASE = 5
_UNTAUGHT = 0.15
_ENDS_A_LIST = ("with", "in", "for", "from", "of", "on", "during")
_ANEW = ("the", "its", "their")
_BY = ("by ", "per ", "for each ")
_JOINING = ("와", "과", "하고", "랑", "및")
_ENDING_GROUPS = ("count", "sum", "avg", "max", "min", "except", "without", "missing")
_Special = (
    PeriodMention
    | GrainMention
    | RankingMention
    | BoundMention
    | NumberMention
    | ComparisonMention
    | AverageBoundMention
    | ContainingMention
    | DurationMention
    | MovingMention
    | ElapsedMention
    | OccasionMention
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the question and what it may refer to."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...] = ()
    """For names, values and cue words; alternatives when there are several."""
    special: _Special | None = None
    """For periods, grains, numbers, bounds, rankings and comparisons."""
    suffix: str = ""
    """Particles that followed it in Korean."""
    grouped: bool = False
    """A figure is asked for each of these: 지역별, by region."""

    def cue(self, *cues: str) -> bool:
        """Whether it can be read as one of the cue words."""
        return any(meaning.kind == "cue" and meaning.cue in cues for meaning in self.meanings)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A question with its mentions in order, and the words that nothing explains."""

    text: str
    mentions: tuple[Mention, ...]
    unexplained: tuple[str, ...]
    passed_over: tuple[str, ...] = ()
    """Words that nothing explains either, but that hardly say anything: verbs at the end, "took", 쭉."""


def annotate(
    text: str, lexicon: Lexicon, values: Sequence[LinkedValue], today: date, longest: int = LONGEST_PHRASE
) -> Annotation:
    """Mentions without overlaps that explain as much of the text as possible with as few pieces as possible.

    ``longest`` bounds the words of a phrase; 1 reads every word by itself. "가장 매출이 높은" is read as
    "매출이 가장 높은"; no letter is lost.
    """
    text = tidied(text)
    tokens = tokenize(text)
    candidates = [
        *_specials(text, today, lexicon),
        *_values(text, tokens, values, lexicon),
        *_destinations(text, lexicon),
        *_words(text, tokens, lexicon, longest),
    ]
    chosen = _best_cover(_merged(candidates))
    mentions = tuple(_with_groups([mention for mention in chosen if not _only_filler(mention)], tokens))
    left = [*unexplained(tokens, [(each.start, each.end) for each in chosen])]
    light = tuple(token.text for token in left if is_light(token, text))
    heavy = tuple(token.text for token in left if not is_light(token, text))
    if sum(isinstance(mention.special, PeriodMention) for mention in mentions) > 1:
        heavy = tuple(word for word in heavy if word != "대비")  # 작년 10월 대비 올해 10월
    return Annotation(text, mentions, heavy, light)


def _only_filler(mention: Mention) -> bool:
    return mention.special is None and all(meaning.kind == "filler" for meaning in mention.meanings)


def _specials(text: str, today: date, lexicon: Lexicon) -> Iterator[tuple[float, Mention]]:
    periods = find_periods(text, today)
    comparisons = find_comparisons(text)
    taken = [(each.start, each.end) for each in periods] + [(each.start, each.end) for each in comparisons]
    groups: tuple[tuple[float, Iterable[_Special]], ...] = (
        (3.0, periods),
        (4.0, comparisons),
        (2.5, find_grains(text)),
        (6.0, find_containing(text)),
        (5.0, find_durations(text)),
        (6.0, find_moving(text)),
        (7.0, find_elapsed(text)),
        (0.3, [each for each in find_occasions(text) if not _within(each, periods)]),
        (2.0, find_bounds(text, taken)),
        (2.2, find_average_bounds(text, taken)),
        (1.5, find_rankings(text, taken)),
        (0.2, find_numbers(text, taken)),
    )
    for bonus, found in groups:
        for special in found:
            if isinstance(special, RankingMention) and names_groups(text, special, lexicon):
                continue
            end = _before_unit(text, special, lexicon)
            span = text[special.start : end]
            yield len(span) + bonus, Mention(special.start, end, span, special=special)


def _within(occasion: OccasionMention, periods: Iterable[PeriodMention]) -> bool:
    return any(occasion.start < each.end and each.start < occasion.end for each in periods)


def _before_unit(text: str, special: _Special, lexicon: Lexicon) -> int:
    """Where a number ends when the word counted after it is itself a table or column: "more than 3 orders"."""
    span = text[special.start : special.end]
    if isinstance(special, RankingMention):
        return before_measure(special, span, lexicon)
    if not isinstance(special, BoundMention | NumberMention) or not special.unit or not span.endswith(special.unit):
        return special.end
    known = any(token and look_up([token], lexicon) for token in tokenize(special.unit))
    return special.start + len(span.removesuffix(special.unit).rstrip()) if known else special.end


def _values(
    text: str, tokens: Sequence[Token], values: Sequence[LinkedValue], lexicon: Lexicon
) -> Iterator[tuple[float, Mention]]:
    """Cell values found by the value index, widened over the particle that follows them."""
    spans: dict[tuple[int, int], list[Meaning]] = {}
    for linked in values:
        meaning = Meaning(
            "value",
            table=linked.table,
            column=ColumnRef(linked.table, linked.column),
            value=linked.value,
            cost=1.0 - linked.score,
        )
        start = text.find(linked.words) if linked.words else -1
        while start >= 0:
            spans.setdefault((start, start + len(linked.words)), []).append(meaning)
            start = text.find(linked.words, start + 1)
    for (start, end), meanings in spans.items():
        token = next((token for token in tokens if token.start < end <= token.end), None)
        suffix = text[end : token.end] if token else ""
        if token is not None and suffix and not token.suffix.endswith(suffix):
            continue
        fuzzy = all(meaning.cost > 0 for meaning in meanings)
        if fuzzy and (token is None or len(token.normal) <= 2 or _is_known(token, lexicon)):
            continue  # a word with a meaning of its own is no misspelt value
        widened = token.end if token else end
        cost = min(meaning.cost for meaning in meanings)
        yield (
            (widened - start) * (1 - cost) + (1.0 if cost == 0 else -0.5),
            Mention(start, widened, text[start:widened], tuple(meanings), suffix=suffix),
        )


def _destinations(text: str, lexicon: Lexicon) -> Iterator[tuple[float, Mention]]:
    """Places that things are sent to, where a card knows one way to say it: "going to Seoul" as "shipped to Seoul"."""
    for each in find_destinations(text):
        said = (f"shipped to {each.place}", f"delivered to {each.place}", f"{each.place} 배송")
        found = [meaning for phrase in said for meaning in lexicon.look_up(key_of(phrase)) if meaning.kind == "value"]
        if found:
            span = text[each.start : each.end]
            yield len(span) + 6.0, Mention(each.start, each.end, span, tuple(dict.fromkeys(found)))


def _is_known(token: Token, lexicon: Lexicon) -> bool:
    return bool(look_up([token], lexicon)) or bool({token.normal, *token.variants} & stop_words())


def _words(text: str, tokens: Sequence[Token], lexicon: Lexicon, longest: int) -> Iterator[tuple[float, Mention]]:
    for first in range(len(tokens)):
        for last in range(first, min(first + LONGEST_PHRASE, len(tokens))):
            if last > first and (
                _parted(text, tokens[last - 1], tokens[last]) or _is_listed(tokens[last - 1], lexicon)
            ):
                break
            window = tokens[first : last + 1]
            meanings = look_up(window, lexicon)
            if last - first >= longest:
                meanings = tuple(each for each in meanings if each.kind == "cue")  # "how many" is never just "many"
            if meanings:
                start, end = window[0].start, window[-1].end
                mention = Mention(start, end, text[start:end], meanings, suffix=window[-1].suffix)
                yield _weight(mention), mention
        if len(tokens[first].text) >= 3 and not look_up(tokens[first : first + 1], lexicon):
            yield from _compound(text, tokens[first], lexicon)


def _parted(text: str, one: Token, other: Token) -> bool:
    """Whether a comma or the like stands between two words: "never ordered, by region" is not "ordered by"."""
    return any(sign in ",;:?!，、" for sign in text[one.end : other.start])


def _is_listed(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is joined to the next one as another thing: 매출과 목표 is no 매출 목표."""
    listed = token.suffix in _JOINING and token.text != token.normal
    return listed and any(each.kind != "filler" for each in lexicon.look_up(token.normal))


def _weight(mention: Mention) -> float:
    """Longer is better; schema words beat cue words, which beat fillers, of the same length."""
    kinds = {meaning.kind for meaning in mention.meanings}
    length = mention.end - mention.start
    if kinds == {"filler"}:
        return length + 0.4 if " " in mention.text else length * 0.5
    return length + (0.3 if kinds <= {"cue", "filler"} else 0.6)


def _compound(text: str, token: Token, lexicon: Lexicon) -> Iterator[tuple[float, Mention]]:
    """Parts of a Korean word written without spaces: 카테고리별매출 is 카테고리, 별 and 매출."""
    word = token.text
    length = len(word)
    if not all("가" <= letter <= "힣" for letter in word):
        return
    # best[i]: the parts that explain word[:i] with the fewest pieces, or None.
    best: list[tuple[tuple[int, int], ...] | None] = [()] + [None] * length
    for end in range(1, length + 1):
        for start in range(end):
            parts = best[start]
            if parts is None or not (
                (end == length and word[start:] == token.suffix) or lexicon.look_up(word[start:end])
            ):
                continue
            current = best[end]
            if current is None or len(parts) + 1 < len(current):
                best[end] = (*parts, (start, end))
    for start, end in best[length] or ():
        meanings = lexicon.look_up(word[start:end])
        if meanings:
            mention = Mention(token.start + start, token.start + end, word[start:end], meanings)
            yield _weight(mention) - 0.5, mention


def _merged(candidates: Sequence[tuple[float, Mention]]) -> list[tuple[float, Mention]]:
    """A value found in the data and a name of the same words are alternatives of one mention, not rivals for it."""
    merged: dict[tuple[int, int, bool], tuple[float, Mention]] = {}
    for weight, mention in candidates:
        key = (mention.start, mention.end, mention.special is not None)
        if key not in merged or mention.special is not None:
            if key not in merged or merged[key][0] < weight:
                merged[key] = (weight, mention)
            continue
        before, first = merged[key]
        taught = {meaning.table for meaning in mention.meanings if meaning.kind == "value"}
        first = replace(first, meanings=tuple(_less_likely(each, taught, mention) for each in first.meanings))
        more = tuple(
            meaning for meaning in mention.meanings if not any(same_target(meaning, each) for each in first.meanings)
        )
        merged[key] = (max(before, weight), replace(first, meanings=first.meanings + more))
    return list(merged.values())


def _less_likely(meaning: Meaning, taught: set[str], other: Mention) -> Meaning:
    """A value that is only found in the data, beside another column of its table whose card teaches the word."""
    if (
        meaning.kind != "value"
        or meaning.table not in taught
        or any(same_target(meaning, each) for each in other.meanings)
    ):
        return meaning
    return replace(meaning, cost=meaning.cost + _UNTAUGHT)


def _best_cover(candidates: Sequence[tuple[float, Mention]]) -> list[Mention]:
    """The set of non-overlapping mentions of greatest weight (weighted interval scheduling)."""
    ordered = sorted(candidates, key=lambda each: (each[1].end, each[0]))
    ends = [mention.end for _, mention in ordered]
    best: list[tuple[float, int | None, int]] = [(0.0, None, 0)]
    for position, (weight, mention) in enumerate(ordered):
        before = bisect_right(ends, mention.start, 0, position)
        with_it = best[before][0] + weight - 0.25
        without_it = best[position][0]
        best.append((with_it, position, before) if with_it > without_it else (without_it, None, position))
    chosen: list[Mention] = []
    at = len(best) - 1
    while at > 0:
        _, taken, before = best[at]
        if taken is not None:
            chosen.append(ordered[taken][1])
        at = before
    return chosen[::-1]


def _with_groups(mentions: list[Mention], tokens: Sequence[Token]) -> Iterator[Mention]:
    """Mark what figures are broken down by: 지역별, by region and month, for each brand."""
    open_group = False
    for position, mention in enumerate(mentions):
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        after = following is not None and following.start == mention.end and following.text in GROUP_SUFFIXES
        marked = any(mention.suffix.startswith(suffix) for suffix in GROUP_SUFFIXES) or after
        if mention.cue("group"):
            open_group = mention.text.casefold() not in GROUP_SUFFIXES
            yield mention
        elif mention.cue("both", "either"):
            before = mentions[position - 1].special if position else None
            open_group = open_group or (isinstance(before, GrainMention) and before.text.casefold().startswith(_BY))
            yield mention  # "by month and channel"
        elif mention.cue(*_ENDING_GROUPS) or isinstance(mention.special, NumberMention):
            open_group = False  # "by number of flights" names a figure to sort by; "for each grade two products"
            yield mention
        else:
            joined = position > 0 and _goes_on(mentions[position - 1], mention, tokens)
            grouped = marked or (open_group and joined)
            open_group = open_group and joined
            yield replace(mention, grouped=grouped) if grouped else mention


def _goes_on(one: Mention, other: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a list of groups goes on; in Korean a particle joins: 각 지역과 채널, not 각 지역에서 매출이."""
    korean = any("가" <= sign <= "힣" for sign in one.text) and not one.cue("group")
    return _adjacent(one, other, tokens) and (not korean or one.suffix.endswith(_JOINING))


def _and_between(between: Sequence[Token]) -> bool:
    return any(token.normal in ("and", "or") for token in between)


def _adjacent(one: Mention, other: Mention, tokens: Sequence[Token]) -> bool:
    """Whether nothing but articles and the like stands between two mentions."""
    between = [token for token in tokens if one.end <= token.start and token.end <= other.start]
    if not one.cue("group") and between and between[-1].normal in _ANEW and not _and_between(between):
        return False  # "for each region, the month with the highest revenue"
    return all(token.normal in stop_words() and token.normal not in _ENDS_A_LIST for token in between)

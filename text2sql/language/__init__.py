"""Reading Korean and English: words, periods, grains, numbers, rankings and bounds, as pure functions of a text.

Nothing here knows a database, and nothing else in the package is imported. Every function takes the text as it was
typed, reports offsets into it, and gives the same for composed and decomposed Hangul. The word lists are the TOML and
text files in ``data``: adding a word is editing one of them.
"""

from text2sql.language.averages import AverageBoundMention, find_average_bounds
from text2sql.language.bounds import BoundMention, Operator, find_bounds
from text2sql.language.calendars import ComparisonKind, FiscalNaming, Period, PeriodGrain, WeekStart, shift
from text2sql.language.comparisons import ComparisonMention, Wants, find_comparisons
from text2sql.language.containing import ContainingMention, find_containing
from text2sql.language.destinations import DestinationMention, find_destinations
from text2sql.language.detection import Language, detect_language
from text2sql.language.dictionary import Meaning, meanings, noun_meanings
from text2sql.language.durations import DurationMention, find_durations
from text2sql.language.elapsed import ElapsedMention, find_elapsed
from text2sql.language.grains import Grain, GrainMention, find_grains
from text2sql.language.lines import one_line
from text2sql.language.moving import MovingMention, find_moving
from text2sql.language.numbers import NumberMention, find_numbers
from text2sql.language.occasions import OccasionMention, find_occasions
from text2sql.language.periods import PeriodMention, find_periods
from text2sql.language.rankings import RankingMention, find_rankings
from text2sql.language.stretches import PeriodKind
from text2sql.language.tokens import Token, TokenKind, is_stop, lexical_terms, stop_words, tokenize

__all__ = [
    "AverageBoundMention",
    "BoundMention",
    "ComparisonKind",
    "ComparisonMention",
    "ContainingMention",
    "DestinationMention",
    "DurationMention",
    "ElapsedMention",
    "FiscalNaming",
    "Grain",
    "GrainMention",
    "Language",
    "Meaning",
    "MovingMention",
    "NumberMention",
    "OccasionMention",
    "Operator",
    "Period",
    "PeriodGrain",
    "PeriodKind",
    "PeriodMention",
    "RankingMention",
    "Token",
    "TokenKind",
    "Wants",
    "WeekStart",
    "detect_language",
    "find_average_bounds",
    "find_bounds",
    "find_comparisons",
    "find_containing",
    "find_destinations",
    "find_durations",
    "find_elapsed",
    "find_grains",
    "find_moving",
    "find_numbers",
    "find_occasions",
    "find_periods",
    "find_rankings",
    "is_stop",
    "lexical_terms",
    "meanings",
    "noun_meanings",
    "one_line",
    "shift",
    "stop_words",
    "tokenize",
]

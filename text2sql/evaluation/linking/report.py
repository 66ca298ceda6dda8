"""What a measurement of linking comes to: recall and precision, tokens and milliseconds, by system and language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING

from text2sql.evaluation.linking.measuring import Answer, Asked, Kept, Measurement, Place

if TYPE_CHECKING:
    from text2sql.stages.linking.cutting import Floats

TABLE_CUTS, COLUMN_CUTS = (1, 2, 3, 5, 10, 20), (5, 10, 15, 20, 30, 40)
_P95 = 0.95
_LOWEST_PRICE, _HALVINGS = 1e-7, 25


@dataclass(frozen=True, slots=True)
class Cut:
    """What is found when the first so many are kept."""

    size: int
    recall: float
    """Share of questions with everything that gold reads among them (strict recall), 0 to 1."""
    precision: float
    """Mean share of what is kept that gold reads."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What linking kept under its budget."""

    tables_recall: float
    """Strict, as all recalls here."""
    tables: float
    """How many are kept on average; those that gold reads are told by the precision."""
    tables_precision: float
    columns_recall: float
    columns: float
    columns_precision: float
    literals_found: int
    literals: int
    """Texts that gold compares a column with. Found are those linked as a value of that column, and patterns of which a
    value that holds them is."""
    tokens: float
    """Of the schema in a prompt, on average; an estimate (UTF-8 bytes / 3.6)."""


@dataclass(frozen=True, slots=True)
class SystemReport:
    """One system over the questions of one language."""

    scope: str
    """``own`` or ``pooled``."""
    language: str
    system: str
    questions: int
    tables: tuple[Cut, ...]
    columns: tuple[Cut, ...]
    milliseconds_p50: float
    milliseconds_p95: float
    columns_on_average: tuple[Cut, ...] = ()
    """When of each question as many are kept as are worth a price, the same for all questions, with which so many are
    kept on average. Only for a system that says how likely a column is."""
    kept: KeptReport | None = None


@dataclass(frozen=True, slots=True)
class LinkingReport:
    """All of a run."""

    data: str
    scopes: Mapping[str, int]
    """Of each scope how many tables the catalogs asked have."""
    values: bool
    """Whether cell values were known."""
    unread: int
    """Questions left out because their gold could not be read."""
    systems: tuple[SystemReport, ...]


def report_of(data: str, measurements: Sequence[Measurement]) -> LinkingReport:
    """The figures of some measurements of one data set.

    Questions that were asked in both languages are told once more by themselves, as ``en pair``: only those may be
    compared with the Korean ones.
    """
    systems = tuple(report for measurement in measurements for report in _reports(measurement))
    return LinkingReport(
        data,
        {measurement.scope: measurement.tables for measurement in measurements},
        any(measurement.values for measurement in measurements),
        max((measurement.unread for measurement in measurements), default=0),
        systems,
    )


def report_object(report: LinkingReport) -> dict[str, object]:
    """The report as JSON prints it."""
    return asdict(report)


def report_lines(report: LinkingReport) -> Iterable[str]:
    """The report as a table for a terminal."""
    values = "with cell values" if report.values else "without cell values"
    yield f"{report.data}, {values}; strict recall in %: everything that gold reads is among the first so many"
    for scope, tables in report.scopes.items():
        mine = [each for each in report.systems if each.scope == scope]
        yield ""
        yield f"{'each database alone' if scope == 'own' else 'all databases in one catalog'} ({tables:,} tables)"
        yield _row("tables", "", "asked", *(f"@{cut}" for cut in TABLE_CUTS), "ms p50", "p95")
        for each in mine:
            times = (f"{each.milliseconds_p50:.1f}", f"{each.milliseconds_p95:.1f}")
            recalls = (f"{cut.recall * 100:.1f}" for cut in each.tables)
            yield _row(each.system, each.language, str(each.questions), *recalls, *times)
        yield _row("columns", "", "asked", *(f"@{cut}" for cut in COLUMN_CUTS))
        for each in mine:
            recalls = (f"{cut.recall * 100:.1f}" for cut in each.columns)
            yield _row(each.system, each.language, str(each.questions), *recalls)
            if each.columns_on_average:
                recalls = (f"{cut.recall * 100:.1f}" for cut in each.columns_on_average)
                yield _row("… on avg.", each.language, str(each.questions), *recalls)
        yield from (line for each in mine if each.kept for line in _kept_lines(each.language, each.kept))
    if report.unread:
        yield ""
        yield f"{report.unread} questions were left out: their gold could not be read."


def _row(system: str, language: str, *cells: str) -> str:
    return f"  {system:<10}{language:<9}" + "".join(f"{cell:>8}" for cell in cells)


def _kept_lines(language: str, kept: KeptReport) -> Iterable[str]:
    yield f"  kept by linking, {language}:"
    for what, recall, mean, precision in (
        ("tables", kept.tables_recall, kept.tables, kept.tables_precision),
        ("columns", kept.columns_recall, kept.columns, kept.columns_precision),
    ):
        yield f"    all gold {what} {recall * 100:.1f} % at {mean:.2f} on average, precision {precision * 100:.1f} %"
    if kept.literals:
        share = kept.literals_found / kept.literals
        yield f"    gold literals found in their column {share * 100:.1f} % ({kept.literals_found} of {kept.literals})"
    yield f"    about {kept.tokens:,.0f} tokens of schema"


def _reports(measurement: Measurement) -> Iterable[SystemReport]:
    groups: dict[str, list[Asked]] = {}
    for each in measurement.asked:
        groups.setdefault(each.case.language, []).append(each)
    if len(groups) > 1:
        pairs = {each.case.id for each in groups.get("ko", ())}
        groups["en pair"] = [each for each in groups["en"] if each.case.id in pairs]
    for language, asked in groups.items():
        for place in range(len(asked[0].answers) if asked else 0):
            yield _report(measurement.scope, language, asked, [each.answers[place] for each in asked])


def _report(scope: str, language: str, asked: Sequence[Asked], answers: Sequence[Answer]) -> SystemReport:
    times = sorted(answer.seconds * 1000 for answer in answers)
    gold_tables, gold_columns = [each.gold.tables for each in asked], [each.gold.columns for each in asked]
    kept = [answer.kept for answer in answers if answer.kept is not None]
    return SystemReport(
        scope=scope,
        language=language,
        system=answers[0].system,
        questions=len(asked),
        tables=tuple(_cut(size, gold_tables, [answer.tables for answer in answers]) for size in TABLE_CUTS),
        columns=tuple(_cut(size, gold_columns, [answer.columns for answer in answers]) for size in COLUMN_CUTS),
        milliseconds_p50=round(median(times), 2),
        milliseconds_p95=round(times[min(len(times) - 1, int(_P95 * len(times)))], 2),
        columns_on_average=average_cuts(gold_columns, answers),
        kept=_kept_report(asked, kept) if kept else None,
    )


def _cut(size: int, gold: Sequence[frozenset[object]], ranked: Sequence[Sequence[object]]) -> Cut:
    pairs = [(wanted, found[:size]) for wanted, found in zip(gold, ranked, strict=True)]
    recall = fmean(wanted <= set(found) for wanted, found in pairs)
    precision = fmean(len(wanted & set(found)) / len(found) if found else 0.0 for wanted, found in pairs)
    return Cut(size, round(recall, 4), round(precision, 4))


def average_cuts(
    gold: Sequence[frozenset[Place]], answers: Sequence[Answer], sizes: Sequence[int] = COLUMN_CUTS
) -> tuple[Cut, ...]:
    """What is found when one price for all questions keeps at most so many columns on average; none without odds."""
    from text2sql.stages.linking.cutting import completeness

    if not any(answer.column_odds for answer in answers):
        return ()
    wholes = [completeness(answer.column_odds) for answer in answers]
    cuts = ((size, kept_on_average(wholes, size)) for size in sizes)
    return tuple(
        _average_cut(size, gold, [answer.columns[:count] for answer, count in zip(answers, counts, strict=True)])
        for size, counts in cuts
    )


def kept_on_average(wholes: Sequence["Floats"], size: float) -> list[int]:
    """Of each question how many to keep, by the lowest price with which they are at most ``size`` on average.

    Args:
        wholes: of each question how likely nothing is missing by how many are kept.
        size: how many on average.
    """
    from text2sql.stages.linking.cutting import worth_keeping

    low, high = _LOWEST_PRICE, 1.0
    for _ in range(_HALVINGS):
        middle = (low * high) ** 0.5
        dear = fmean(worth_keeping(whole, middle) for whole in wholes) > size
        low, high = (middle, high) if dear else (low, middle)
    return [worth_keeping(whole, high) for whole in wholes]


def _average_cut(size: int, gold: Sequence[frozenset[Place]], kept: Sequence[Sequence[Place]]) -> Cut:
    pairs = [(wanted, frozenset(found)) for wanted, found in zip(gold, kept, strict=True)]
    return Cut(size, round(fmean(wanted <= found for wanted, found in pairs), 4), _precision(pairs))


def _kept_report(asked: Sequence[Asked], kept: Sequence[Kept]) -> KeptReport:
    pairs = [(each.gold, found) for each, found in zip(asked, kept, strict=True)]
    return KeptReport(
        tables_recall=round(fmean(gold.tables <= found.tables for gold, found in pairs), 4),
        tables=round(fmean(len(found.tables) for _, found in pairs), 2),
        tables_precision=_precision([(gold.tables, found.tables) for gold, found in pairs]),
        columns_recall=round(fmean(gold.columns <= found.columns for gold, found in pairs), 4),
        columns=round(fmean(len(found.columns) for _, found in pairs), 2),
        columns_precision=_precision([(gold.columns, found.columns) for gold, found in pairs]),
        literals_found=sum(found.literals_found for _, found in pairs),
        literals=sum(len(gold.literals) for gold, _ in pairs),
        tokens=round(fmean(found.tokens for _, found in pairs), 1),
    )


def _precision(pairs: Iterable[tuple[frozenset[object], frozenset[object]]]) -> float:
    return round(fmean(len(gold & found) / len(found) if found else 0.0 for gold, found in pairs), 4)

"""Reports and comparisons as plain text for a terminal or a log."""

from collections.abc import Sequence
from unicodedata import east_asian_width

from text2sql.evaluation.comparing import Comparison
from text2sql.evaluation.html.page import told_share
from text2sql.evaluation.outcomes import Outcome
from text2sql.evaluation.report import Report

_KINDS = ("hardness", "language", "feature", "tag")
_LONGEST_QUESTION = 90


def report_text(report: Report) -> str:
    """The figures of one report."""
    method = report.manifest.method
    lines = [
        f"{report.manifest.data_set} · {method.system} · rule {method.rule}{' with DISTINCT' * method.keep_distinct}",
        "",
        f"{'right':<24}{told_share(report.right)}",
    ]
    if report.answered.count < report.answered.total:
        lines.append(f"{'answered':<24}{told_share(report.answered)}")
        lines.append(f"{'right among answered':<24}{told_share(report.precision)}")
    if report.interactions:
        lines.append(f"{'whole conversations':<24}{told_share(report.interactions)}")
    for kind in _KINDS:
        groups = [group for group in report.groups if group.kind == kind]
        if len(groups) > 1:
            lines += ["", f"by {kind}", *(f"  {_wide(each.name, 22)}{told_share(each.right)}" for each in groups)]
    rules = (*report.rules, *report.timed_rules)
    lines += ["", "average by rule", *(f"  {_wide(rule, 22)}{score:.4f}" for rule, score in rules)]
    if report.errors:
        lines += ["", "what went wrong", *(f"  {_wide(name, 22)}{count}" for name, count in report.errors)]
    if report.linking:
        lines += ["", f"{'gold tables linked':<24}{told_share(report.linking.tables)}"]
        lines.append(f"{'gold columns linked':<24}{told_share(report.linking.columns)}")
    return "\n".join([*lines, *_cost(report)])


def _width(text: str) -> int:
    """Places that a text takes on a terminal: Korean letters take two."""
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)


def _wide(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cost(report: Report) -> list[str]:
    usage = report.usage
    lines = []
    if usage.calls:
        cost = "price unknown" if usage.cost_usd is None else f"${usage.cost_usd:.4f}"
        tokens = f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out"
        lines += ["", f"{usage.calls:,} calls of a model, {tokens}, {cost}"]
    if report.latencies:
        lines += ["", "seconds by stage, p50 / p95"]
        lines += [f"  {_wide(each.stage, 22)}{each.p50:.3f} / {each.p95:.3f}" for each in report.latencies]
    return lines


def table_text(reports: Sequence[Report]) -> str:
    """One line for each system, with its average by every rule."""
    rules = list(dict.fromkeys(rule for report in reports for rule, _ in report.rules))
    rows = [["system", "right", "95 % interval", *rules]]
    for report in reports:
        value, interval = report.right.value or 0.0, report.right.interval or (0.0, 0.0)
        scores = dict(report.rules)
        told = [f"{scores[rule] * 100:.1f}" if rule in scores else "–" for rule in rules]
        rows.append(
            [
                report.manifest.method.system,
                f"{value * 100:.1f}",
                f"{interval[0] * 100:.1f} to {interval[1] * 100:.1f}",
                *told,
            ]
        )
    widths = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ["  ".join(_wide(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def comparison_text(comparison: Comparison, listed: int) -> str:
    """What was gained and lost between two runs."""
    lines = [
        f"{'first':<10}{told_share(comparison.first)}",
        f"{'second':<10}{told_share(comparison.second)}",
        f"{'gained':<10}{len(comparison.gained)}",
        f"{'lost':<10}{len(comparison.lost)}",
        f"{'chance':<10}{_chance(comparison.chance)} (McNemar's exact test: how often equals differ so much)",
    ]
    for name, pairs in (("gained", comparison.gained), ("lost", comparison.lost)):
        if pairs and listed:
            lines += ["", f"{name}:", *(_pair_text(pair) for pair in pairs[:listed])]
            if len(pairs) > listed:
                lines.append(f"  … and {len(pairs) - listed} more")
    return "\n".join([*lines, *(f"\n{note}" for note in comparison.notes)])


def _chance(value: float) -> str:
    return f"{value:.4f}" if value >= 0.0001 else "below 0.0001"


def _pair_text(pair: tuple[Outcome, Outcome]) -> str:
    first, second = pair
    question = " ".join(first.question.split())
    short = question if len(question) <= _LONGEST_QUESTION else question[: _LONGEST_QUESTION - 1] + "…"
    error = second.error_class or first.error_class
    return f"  {first.id:<8}{short} ({first.database}, {error})"

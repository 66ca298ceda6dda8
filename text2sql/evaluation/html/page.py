"""The whole page of a report: figures, charts, and every failure with both queries and both results."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from text2sql.evaluation.html.charts import count_chart, coverage_chart, latency_chart, share_chart
from text2sql.evaluation.html.differences import sql_difference
from text2sql.evaluation.outcomes import Outcome, Shown
from text2sql.evaluation.report import Report
from text2sql.evaluation.statistics import Share
from text2sql.types import Value

_KINDS = (
    ("hardness", "By hardness"),
    ("language", "By language"),
    ("feature", "By what the gold query uses"),
    ("tag", "By tag"),
    ("status", "By what became of the question"),
    ("database", "By database"),
)
_LONGEST_CELL = 200


def report_page(report: Report) -> str:
    """The page as HTML. Everything that comes from questions, queries and data is escaped."""
    manifest = report.manifest
    title = f"{manifest.data_set}: {manifest.method.system}"
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    body = (*_head(title, report), *_charts(report), *_failures(report), *_made_of(report))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def told_share(share: Share) -> str:
    """``81.3 % (416 of 512; 95 %: 77.7 to 84.4)``, or a dash."""
    value, interval = share.value, share.interval
    if value is None or interval is None:
        return "–"
    low, high = interval
    return f"{value * 100:.1f} % ({share.count} of {share.total}; 95 %: {low * 100:.1f} to {high * 100:.1f})"


def _head(title: str, report: Report) -> Iterable[str]:
    method, usage = report.manifest.method, report.usage
    yield f"<h1>{escape(title)}</h1>"
    yield (
        f'<p class="lead"><strong>{escape(told_share(report.right))}</strong> '
        f"right by the rule <strong>{escape(method.rule)}</strong>.</p>"
    )
    for note in report.notes:
        yield f'<p class="soft">{escape(note)}</p>'
    rows = [
        ("Answered", told_share(report.answered)),
        ("Right among those answered", told_share(report.precision)),
        *((f"Average by the rule {rule}", f"{score:.4f}") for rule, score in (*report.rules, *report.timed_rules)),
    ]
    if report.interactions:
        rows.append(("Conversations with every turn right", told_share(report.interactions)))
    if report.linking:
        rows.append(("Gold tables that linking kept", told_share(report.linking.tables)))
        rows.append(("Gold columns that linking kept", told_share(report.linking.columns)))
        rows.append(("Questions with all of both", told_share(report.linking.whole)))
    if usage.calls:
        cost = "of unknown price" if usage.cost_usd is None else f"{usage.cost_usd:.4f} US dollars"
        tokens = (
            f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out, {usage.cache_read_tokens:,} from cache"
        )
        rows.append(("Language model", f"{usage.calls:,} calls, {tokens}, {cost}"))
    yield _pairs(rows)


def _charts(report: Report) -> Iterable[str]:
    yield '<div class="figures">'
    for kind, title in _KINDS:
        groups = [group for group in report.groups if group.kind == kind]
        if len(groups) > 1 or (groups and kind == "hardness"):
            yield f"<section><h2>{title}</h2>{share_chart(groups)}</section>"
    if report.errors:
        yield f"<section><h2>What went wrong</h2>{count_chart(report.errors)}</section>"
    if len(report.curve) > 1:
        yield f"<section><h2>Precision against coverage</h2>{coverage_chart(report.curve)}</section>"
    if report.latencies:
        yield f"<section><h2>Time by stage, p50 / p95</h2>{latency_chart(report.latencies)}</section>"
    yield "</div>"


def _failures(report: Report) -> Iterable[str]:
    yield f"<h2>Failures ({report.right.total - report.right.count})</h2>"
    yield "<p>" + " · ".join(f'<a href="#{_anchor(name)}">{name} {count}</a>' for name, count in report.errors) + "</p>"
    for name, count in report.errors:
        yield f'<h3 id="{_anchor(name)}">{name} ({count})</h3>'
        for outcome in report.outcomes:
            if not outcome.correct and outcome.error_class == name:
                yield _failure(outcome)


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _failure(outcome: Outcome) -> str:
    gold = outcome.gold[0] if outcome.gold else ""
    facts = ", ".join(
        fact for fact in (outcome.database, outcome.hardness, *outcome.features, outcome.interaction) if fact
    )
    parts = [
        f"<details><summary>{escape(outcome.id)} · {escape(outcome.question)}</summary>",
        f'<p class="soft">{escape(facts)}</p>',
        *(f"<p>{escape(words)}</p>" for words in dict.fromkeys((outcome.message, outcome.problem)) if words),
        *(f"<div>Gold</div><pre>{escape(sql)}</pre>" for sql in outcome.gold),
    ]
    if outcome.predicted is not None:
        parts.append(f"<div>Predicted</div><pre>{escape(outcome.predicted)}</pre>")
        if gold:
            parts.append(f"<div>From predicted to gold</div><pre>{sql_difference(gold, outcome.predicted)}</pre>")
    parts.append('<div class="results">' + _result("Gold", outcome.gold_result))
    if outcome.predicted_result is not None:
        parts.append(_result("Predicted", outcome.predicted_result))
    return "".join((*parts, "</div></details>"))


def _result(whose: str, shown: Shown) -> str:
    if shown.problem:
        return f"<div><div>{whose}</div><p>{escape(shown.problem)}</p></div>"
    more = ", more were not fetched" if shown.truncated else ""
    first = f", the first {len(shown.rows)}" if shown.count > len(shown.rows) else ""
    caption = f"{whose}: {shown.count:,} row{'s' * (shown.count != 1)}{first}{more}"
    header = "".join(f"<th>{escape(name)}</th>" for name in shown.columns)
    rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in shown.rows)
    return f"<div><div>{caption}</div><table><tr>{header}</tr>{rows}</table></div>"


def _cell(cell: Value) -> str:
    if cell is None:
        return '<td class="null">NULL</td>'
    text = str(cell)
    return f"<td>{escape(text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + '…')}</td>"


def _made_of(report: Report) -> Iterable[str]:
    manifest, method = report.manifest, report.manifest.method
    yield "<h2>Made of</h2>"
    yield _pairs(
        [
            ("Data set", f"{manifest.data_set}, hash {manifest.data_hash}"),
            *((f"File {name}", digest) for name, digest in manifest.files),
            ("Rule", f"{method.rule}{', DISTINCT kept' if method.keep_distinct else ''}, on {method.engine}"),
            ("System", method.system),
            ("Model", method.model or "none called"),
            ("Strategy", method.strategy or "none"),
            *([("Predictions", method.predictions)] if method.predictions else []),
            ("Seed", str(manifest.seed)),
            ("Questions chosen", _joined(manifest.selection) or "all"),
            ("Versions", _joined(manifest.versions)),
            ("Settings", _joined(manifest.settings) or "none apply"),
        ]
    )


def _joined(pairs: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {value}" for name, value in pairs)


def _pairs(rows: Sequence[tuple[str, str]]) -> str:
    told = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    return f"<table>{told}</table>"

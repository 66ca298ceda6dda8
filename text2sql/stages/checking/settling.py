"""The form in which sqlglot writes and reads a tree back the same, for every dialect.

sqlglot writes a few things in another way than they were read (``GET_PATH(a, 'b')`` for ``a:b``). Each is an accepted
rewriting, listed here, so that the proof in :mod:`.writing` can be strict: whatever else changes is refused. Where its
writing would be wrong or poorer than what was read, :func:`verbatim` writes the words itself.
"""

from collections.abc import Callable

from sqlglot import exp

from text2sql.stages.checking.refusal import NotAllowed


def settle(tree: exp.Expr, dialect: str) -> None:
    """Bring a checked tree into the form that survives writing and reading; its meaning stays.

    Raises:
        NotAllowed: a type would lose its length or precision on the way.
    """
    for node in tuple(tree.walk()):
        change = _CHANGES.get(type(node))
        if change is not None:
            change(node, dialect)


def _window_frame(node: exp.Expr, dialect: str) -> None:
    """``ROWS UNBOUNDED PRECEDING`` ends at the current row, which is written out."""
    if node.args.get("start") is not None and node.args.get("end") is None:
        node.set("end", "CURRENT ROW")


def _raw_text(node: exp.Expr, dialect: str) -> None:
    node.replace(exp.Literal.string(node.name))


def _cast(node: exp.Expr, dialect: str) -> None:
    """Types have synonyms; Spark reads every CAST as one that gives NULL where it fails, and so its typed literals."""
    target = node.args["to"]
    if target.this != exp.DType.USERDEFINED:
        written = exp.Cast(this=exp.null(), to=target.copy()).sql(dialect=dialect)
        parsed: exp.Expr = exp.maybe_parse(written, dialect=dialect)
        again = parsed.args.get("to")
        if again is None:
            raise NotAllowed(f"This warehouse has no {target.sql()} literals; write the value as a text: '…'.")
        if len(list(again.find_all(exp.DataTypeParam))) < len(list(target.find_all(exp.DataTypeParam))):
            raise NotAllowed("This warehouse takes no length in a CAST; cast to the plain type, and round or cut.")
        target.replace(again)
    if dialect == "spark" and type(node) is exp.Cast:
        node.replace(exp.TryCast(**node.args))


def _remainder(node: exp.Expr, dialect: str) -> None:
    if dialect == "bigquery":
        node.replace(exp.Anonymous(this="MOD", expressions=[node.this, node.expression]))


def _power(node: exp.Expr, dialect: str) -> None:
    node.replace(exp.Anonymous(this="POWER", expressions=[node.this, node.expression]))


def _group(node: exp.Expr, dialect: str) -> None:
    """BigQuery's GROUP BY repeats an aliased expression by its alias when there is an ORDER BY."""
    select = node.parent
    if dialect != "bigquery" or not isinstance(select, exp.Select) or select.args.get("order") is None:
        return
    aliased = {each.this: each.args["alias"] for each in select.expressions if isinstance(each, exp.Alias)}
    for term in node.expressions:
        if term in aliased:
            term.replace(exp.Column(this=aliased[term].copy()))


def _join(node: exp.Expr, dialect: str) -> None:
    if dialect == "duckdb" and isinstance(node.this, exp.Unnest) and set(_given(node)) == {"this"}:
        node.set("on", exp.true())


def _json_step(node: exp.Expr, dialect: str) -> None:
    if dialect == "duckdb" and isinstance(node.this, exp.JSONExtract | exp.JSONExtractScalar):
        node.this.replace(exp.Paren(this=node.this.copy()))
    elif dialect == "snowflake" and node.args.get("variant_extract"):
        path = exp.Literal.string(node.sql(dialect=dialect).rsplit(", '", 1)[1].removesuffix("')").replace("''", "'"))
        node.replace(exp.Anonymous(this="GET_PATH", expressions=[node.this, path]))


def _set_operation(node: exp.Expr, dialect: str) -> None:
    """An operand that is sorted or limited stands in a subquery; SQLite takes it nowhere else."""
    for side in ("this", "expression"):
        operand = node.args[side]
        limited = isinstance(operand, exp.Select) and (operand.args.get("limit") or operand.args.get("order"))
        if isinstance(operand, exp.Subquery) and dialect == "sqlite":
            operand.replace(exp.Select(expressions=[exp.Star()], from_=exp.From(this=operand.copy())))
        elif limited:
            inner = exp.Subquery(this=operand.copy())
            whole = exp.Select(expressions=[exp.Star()], from_=exp.From(this=inner)) if dialect == "sqlite" else inner
            operand.replace(whole)


_CHANGES: dict[type[exp.Expr], Callable[[exp.Expr, str], None]] = {
    exp.WindowSpec: _window_frame,
    exp.RawString: _raw_text,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Mod: _remainder,
    exp.Pow: _power,
    exp.Group: _group,
    exp.Join: _join,
    exp.JSONExtract: _json_step,
    exp.JSONExtractScalar: _json_step,
    exp.Union: _set_operation,
    exp.Except: _set_operation,
    exp.Intersect: _set_operation,
}

_WORDS: dict[tuple[str, type[exp.Expr]], str] = {
    ("duckdb", exp.RegexpLike): "{this} ~ {expression}",
    ("duckdb", exp.WithinGroup): "{this} WITHIN GROUP ({expression})",
    ("duckdb", exp.IgnoreNulls): "{this} IGNORE NULLS",
    ("duckdb", exp.RespectNulls): "{this} RESPECT NULLS",
    ("mysql", exp.RegexpLike): "{this} REGEXP {expression}",
    ("mysql", exp.JSONExtract): "{this} -> {expression}",
    ("snowflake", exp.RegexpLike): "{this} RLIKE {expression}",
    ("databricks", exp.RegexpLike): "{this} RLIKE {expression}",
    ("bigquery", exp.AtTimeZone): "{this} AT TIME ZONE {zone}",
    ("trino", exp.AtTimeZone): "{this} AT TIME ZONE {zone}",
    ("athena", exp.AtTimeZone): "{this} AT TIME ZONE {zone}",
}


def verbatim(tree: exp.Expr, dialect: str) -> exp.Expr:
    """The tree to write: a copy in which what sqlglot would write differently stands as words, or the tree itself."""
    if not any((dialect, type(node)) in _WORDS or _is_distinct_list(node) for node in tree.walk()):
        return tree
    worded = tree.copy()
    for node in reversed(tuple(worded.walk())):
        words = _WORDS.get((dialect, type(node)))
        if words is not None:
            parts = {name: part for name, part in node.args.items() if isinstance(part, exp.Expr)}
            texts = {name: _text(part, dialect) for name, part in parts.items()}
            node.replace(exp.Var(this=words.format(**texts)))
        elif _is_distinct_list(node):
            listed = ", ".join(_text(part, dialect) for part in node.expressions)
            node.replace(exp.Var(this=f"DISTINCT {listed}"))
    return worded


def _is_distinct_list(node: exp.Expr) -> bool:
    """``string_agg(DISTINCT name, ', ')``, of which sqlglot makes a CASE for several engines."""
    return isinstance(node, exp.Distinct) and len(node.expressions) > 1 and node.args.get("on") is None


def _text(node: exp.Expr, dialect: str) -> str:
    return node.sql(dialect=dialect, normalize_functions=False).strip()


def _given(node: exp.Expr) -> list[str]:
    return [name for name, value in node.args.items() if value is not None and value is not False and value != []]

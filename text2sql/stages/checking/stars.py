"""``*`` spelled out: the columns it stands for, so that one the catalog does not know is not shown either."""

from collections.abc import Mapping

from sqlglot import exp

from text2sql.stages.checking.names import Naming, did_you_mean
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.scopes import Scope, Source


def expand_stars(select: exp.Select, scope: Scope, naming: Naming) -> None:
    """Replace ``*`` and ``source.*`` in the list of a SELECT.

    A star over derived tables alone stays: they offer nothing but what was checked. So does one over joined columns
    (USING, NATURAL), whose order the engine knows best; there every table is closed to its visible columns instead.

    Raises:
        NotAllowed: the star stands over something whose columns cannot be told.
    """
    expanded: list[exp.Expr] = []
    changed = False
    for projection in select.expressions:
        star = star_of(projection)
        if star is None:
            expanded.append(projection)
            continue
        sources = _sources(projection, scope, naming)
        if not _must_expand(star, sources, scope):
            expanded.append(projection)
            continue
        expanded.extend(_columns(star, sources, alone=len(scope.sources) == 1, naming=naming))
        changed = True
    if changed:
        select.set("expressions", expanded)


def star_of(projection: exp.Expr) -> exp.Star | None:
    """The star that an entry of a SELECT's list is, or None."""
    if isinstance(projection, exp.Star):
        return projection
    if isinstance(projection, exp.Column) and isinstance(projection.this, exp.Star):
        return projection.this
    return None


def _sources(projection: exp.Expr, scope: Scope, naming: Naming) -> list[Source]:
    qualifier = projection.args.get("table")
    if qualifier is None:
        if not scope.sources:
            raise NotAllowed("`*` needs a FROM clause; name what to select.")
        return scope.sources
    source = scope.source(qualifier, naming)
    if source is None or projection.args.get("db") is not None:
        known = [each.name.name for each in scope.sources if each.name is not None]
        raise NotAllowed(f"`{qualifier.name}` is no table or alias of this query{did_you_mean(qualifier.name, known)}")
    return [source]


def _must_expand(star: exp.Star, sources: list[Source], scope: Scope) -> bool:
    modified = any(star.args.get(name) for name in ("except_", "replace", "rename"))
    if (scope.merged or scope.natural) and not modified:
        for source in sources:
            if source.use is not None:
                source.use.closed = True
                source.use.used.update(source.fields)
        return False
    return modified or any(source.use is not None for source in sources)


def _columns(star: exp.Star, sources: list[Source], *, alone: bool, naming: Naming) -> list[exp.Expr]:
    if star.args.get("rename"):
        raise NotAllowed("RENAME after `*` is not allowed; name the columns with AS instead.")
    left_out = {naming.key(name): name.name for name in _names(star.args.get("except_"))}
    replaced = {naming.key(each.args["alias"]): each for each in _replacements(star)}
    _check_known({**left_out, **{key: each.alias for key, each in replaced.items()}}, sources)
    modified = bool(left_out or replaced)
    columns: list[exp.Expr] = []
    for source in sources:
        if source.use is None and not modified and source.name is not None and not _is_value(source, naming):
            columns.append(exp.Column(this=exp.Star(), table=source.name.copy()))
            continue
        if source.listed is None or (source.name is None and not alone) or len(source.listed) > len(source.fields):
            raise NotAllowed("`*` stands over a source whose columns are not known; name the columns.")
        for field in source.listed:
            if field.key in left_out:
                continue
            name = naming.spelled(field.name, field.key)
            qualifier = source.name.copy() if source.name is not None and not alone else None
            written = exp.Column(this=name, table=qualifier)
            columns.append(replaced[field.key].copy() if field.key in replaced else written)
    if not columns:
        raise NotAllowed("`*` leaves no column to show; name the columns.")
    return columns


def _is_value(source: Source, naming: Naming) -> bool:
    """Whether the source is an array's values under a name, of which BigQuery has no columns to list."""
    return source.listed is None and naming.dialect == "bigquery"


def _check_known(names: Mapping[str, str], sources: list[Source]) -> None:
    known = {key: each.name for source in sources for key, each in source.fields.items()}
    for key, name in names.items():
        if key not in known:
            raise NotAllowed(f"Column `{name}` after `*` does not exist{did_you_mean(name, known.values())}")


def _replacements(star: exp.Star) -> list[exp.Alias]:
    given = star.args.get("replace") or []
    if not all(isinstance(each, exp.Alias) and isinstance(each.args["alias"], exp.Identifier) for each in given):
        raise NotAllowed("REPLACE after `*` takes expressions with names, as in REPLACE (price * 2 AS price).")
    return list(given)


def _names(excepted: object) -> list[exp.Identifier]:
    each = excepted if isinstance(excepted, list) else [] if excepted is None else [excepted]
    names = [part.this if isinstance(part, exp.Column) else part for part in each]
    return [name for name in names if isinstance(name, exp.Identifier)]

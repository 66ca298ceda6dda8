"""The grammar of a safe query: which nodes a tree may hold, and which arguments the structural ones may carry.

It is an allow-list. A node that is not named here is refused, so a new version of sqlglot that learns a new way to
write, lock or read files adds a refusal, not a hole. The reasons are for the nodes that people and models do try.
"""

import re
from collections.abc import Iterator

from sqlglot import exp
from sqlglot.errors import ErrorLevel

from text2sql.stages.checking.reading import MARK
from text2sql.stages.checking.refusal import NotAllowed

_QUERY_ARGUMENTS = "with_ joins laterals where group having qualify windows distribute sort cluster order limit offset"
_QUERY_PARTS = frozenset(_QUERY_ARGUMENTS.split())
_SET_OPERATION = _QUERY_PARTS | {"this", "expression", "distinct", "by_name"}

_STRUCTURE: dict[type[exp.Expr], frozenset[str]] = {
    exp.Select: _QUERY_PARTS | {"kind", "expressions", "distinct", "from_", "sample"},
    exp.Union: _SET_OPERATION,
    exp.Except: _SET_OPERATION,
    exp.Intersect: _SET_OPERATION,
    exp.Subquery: _QUERY_PARTS | {"this", "alias"},
    exp.Values: frozenset({"expressions", "alias", "order", "limit", "offset"}),
    exp.With: frozenset({"expressions", "recursive"}),
    exp.CTE: frozenset({"this", "alias", "materialized"}),
    exp.TableAlias: frozenset({"this", "columns"}),
    exp.From: frozenset({"this"}),
    exp.Join: frozenset({"this", "on", "side", "kind", "using", "method"}),
    exp.Lateral: frozenset({"this", "view", "outer", "alias", "ordinality"}),
    exp.Unnest: frozenset({"expressions", "alias", "offset"}),
    exp.Table: frozenset({"this", "alias", "db", "catalog", "joins", "laterals", "sample", "ordinality"}),
    exp.TableFromRows: frozenset({"this", "alias"}),
    exp.TableSample: frozenset({"method", "percent", "rows", "size", "seed"}),
    exp.Where: frozenset({"this"}),
    exp.Group: frozenset({"expressions", "grouping_sets", "cube", "rollup", "totals", "all"}),
    exp.Having: frozenset({"this"}),
    exp.Qualify: frozenset({"this"}),
    exp.Order: frozenset({"this", "expressions"}),
    exp.Ordered: frozenset({"this", "desc", "nulls_first"}),
    exp.Sort: frozenset({"expressions"}),
    exp.Cluster: frozenset({"expressions"}),
    exp.Distribute: frozenset({"expressions"}),
    exp.Limit: frozenset({"this", "expression", "offset"}),
    exp.Offset: frozenset({"expression"}),
    exp.Fetch: frozenset({"direction", "count", "limit_options"}),
    exp.LimitOptions: frozenset({"rows"}),
    exp.Column: frozenset({"this", "table", "db", "catalog"}),
    exp.Identifier: frozenset({"this", "quoted"}),
    exp.Star: frozenset({"except_", "replace", "rename"}),
    exp.Cast: frozenset({"this", "to", "safe", "format"}),
    exp.TryCast: frozenset({"this", "to", "safe", "requires_string", "format"}),
    exp.DataType: frozenset({"this", "expressions", "nested", "values", "kind", "nullable"}),
    exp.Anonymous: frozenset({"this", "expressions"}),
    exp.JSONExtract: frozenset({"this", "expression", "only_json_types", "variant_extract", "requires_json"}),
    exp.JSONExtractScalar: frozenset({"this", "expression", "only_json_types", "scalar_only"}),
    exp.Literal: frozenset({"this", "is_string"}),
    exp.In: frozenset({"this", "expressions", "query", "unnest"}),
}

_OPERATORS_AND_SYNTAX: frozenset[type[exp.Expr]] = frozenset(
    {
        # operators and predicates
        exp.Add,
        exp.Adjacent,
        exp.All,
        exp.And,
        exp.Any,
        exp.ArrayContainsAll,
        exp.ArrayContainedBy,
        exp.ArrayFilter,
        exp.Explode,
        exp.ArrayOverlaps,
        exp.AtTimeZone,
        exp.Between,
        exp.BitwiseAnd,
        exp.BitwiseLeftShift,
        exp.BitwiseNot,
        exp.BitwiseOr,
        exp.BitwiseRightShift,
        exp.BitwiseXor,
        exp.Bracket,
        exp.Case,
        exp.Collate,
        exp.DPipe,
        exp.Distinct,
        exp.Div,
        exp.Dot,
        exp.EQ,
        exp.Escape,
        exp.Exists,
        exp.Extract,
        exp.GT,
        exp.GTE,
        exp.Glob,
        exp.ILike,
        exp.If,
        exp.IntDiv,
        exp.Is,
        exp.JSONBContains,
        exp.JSONBExtract,
        exp.JSONBContainsAnyTopKeys,
        exp.JSONBContainsTopKey,
        exp.JSONBExtractScalar,
        exp.LT,
        exp.LTE,
        exp.Like,
        exp.Mod,
        exp.Mul,
        exp.NEQ,
        exp.Neg,
        exp.Not,
        exp.NullSafeEQ,
        exp.NullSafeNEQ,
        exp.Or,
        exp.Overlay,
        exp.Paren,
        exp.Pow,
        exp.RegexpFullMatch,
        exp.RegexpILike,
        exp.RegexpLike,
        exp.SimilarTo,
        exp.Slice,
        exp.StrPosition,
        exp.Sub,
        exp.Substring,
        exp.Trim,
        exp.Xor,
        # values
        exp.Array,
        exp.Boolean,
        exp.HexString,
        exp.BitString,
        exp.Interval,
        exp.IntervalSpan,
        exp.Map,
        exp.Null,
        exp.PropertyEQ,
        exp.RawString,
        exp.National,
        exp.Struct,
        exp.ToMap,
        exp.Tuple,
        # names and parts of syntax
        exp.Alias,
        exp.Aliases,
        exp.Comprehension,
        exp.Cube,
        exp.DataTypeParam,
        exp.ColumnDef,
        exp.Filter,
        exp.GroupConcat,
        exp.GroupingSets,
        exp.HavingMax,
        exp.IgnoreNulls,
        exp.JSONPath,
        exp.JSONPathKey,
        exp.JSONPathRoot,
        exp.JSONPathSubscript,
        exp.JSONPathWildcard,
        exp.JSONPathSlice,
        exp.Kwarg,
        exp.MatchAgainst,
        exp.Lambda,
        exp.RespectNulls,
        exp.Rollup,
        exp.SafeFunc,
        exp.Var,
        exp.WeekStart,
        exp.Window,
        exp.WindowSpec,
        exp.WithinGroup,
        # the clock, written without parentheses
        exp.CurrentDate,
        exp.CurrentDatetime,
        exp.CurrentTime,
        exp.CurrentTimestamp,
        exp.Localtime,
        exp.Localtimestamp,
        exp.UtcDate,
        exp.UtcTime,
        exp.UtcTimestamp,
    }
)

_TYPE_NAMES = (
    "ARRAY BIGDECIMAL BIGINT BINARY BIT BLOB BOOLEAN BPCHAR CHAR DATE DATETIME DECFLOAT DECIMAL DOUBLE FLOAT INET INT "
    "INT128 INTERVAL JSON JSONB LIST MAP MEDIUMINT MONEY NCHAR NVARCHAR OBJECT SMALLINT STRUCT SUPER TEXT TIME "
    "TIMESTAMP TIMESTAMPLTZ TIMESTAMPNTZ TIMESTAMPTZ TIMESTAMP_MS TIMESTAMP_NS TIMESTAMP_S TIMETZ TINYINT UBIGINT UINT "
    "UINT128 USMALLINT UTINYINT UUID VARBINARY VARCHAR VARIANT YEAR"
)
_TYPES = frozenset(exp.DType[name] for name in _TYPE_NAMES.split())
"""Types a value may be cast to. Left out are those that look things up (``'x'::regclass``) or run code (XML)."""

_WRITES = "Only reading is allowed; write one SELECT statement that changes nothing."

_REASONS: tuple[tuple[tuple[type[exp.Expr], ...], str], ...] = (
    ((exp.Into,), "SELECT … INTO creates a table; write the SELECT without INTO."),
    ((exp.Lock,), "FOR UPDATE and FOR SHARE lock rows; leave them out."),
    ((exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Alter), _WRITES),
    ((exp.Copy, exp.LoadData, exp.TruncateTable, exp.Command, exp.Set, exp.Pragma, exp.Use), _WRITES),
    ((exp.Hint, exp.JoinHint, exp.WithTableHint), "Hints to the optimizer are not allowed; leave them out."),
    (
        (exp.Pivot,),
        "PIVOT and UNPIVOT are not allowed; use SUM(CASE WHEN … END) for each column, or UNION ALL for each row.",
    ),
    ((exp.MatchRecognize,), "MATCH_RECOGNIZE is not allowed; use window functions such as LAG instead."),
    ((exp.QueryTransform,), "TRANSFORM runs a program on the server; use ordinary functions instead."),
    (
        (exp.Placeholder, exp.Parameter, exp.SessionParameter),
        "Parameters and variables are not allowed; write the value itself.",
    ),
    (
        (exp.HistoricalData, exp.Version),
        "Only the current state of a table can be read; leave the time travel clause out.",
    ),
    (
        (exp.CurrentUser, exp.SessionUser, exp.CurrentSchema, exp.CurrentCatalog, exp.CurrentRole),
        "Who runs the query and where is not part of the data; leave it out.",
    ),
)

_ARGUMENT_REASONS = {
    "into": "SELECT … INTO creates a table; write the SELECT without INTO.",
    "locks": "FOR UPDATE and FOR SHARE lock rows; leave them out.",
    "pivots": _REASONS[5][1],
    "hint": _REASONS[4][1],
    "hints": _REASONS[4][1],
    "match": _REASONS[6][1],
    "connect": "CONNECT BY is not allowed; write a recursive CTE (WITH RECURSIVE) instead.",
    "system_time": _REASONS[9][1],
    "version": _REASONS[9][1],
    "when": _REASONS[9][1],
    "field": "After IN stands a list or a query in parentheses; write IN (SELECT … FROM …).",
    "search": "SEARCH and CYCLE clauses are not allowed; leave them out.",
    "cycle": "SEARCH and CYCLE clauses are not allowed; leave them out.",
}


def check_grammar(tree: exp.Expr) -> tuple[exp.Expr, ...]:
    """All nodes of the tree, after making sure that each is allowed where it stands.

    Raises:
        NotAllowed: a node or one of its arguments is not part of a safe query.
    """
    nodes = tuple(tree.walk())
    for node in nodes:
        if isinstance(node, exp.TableSample) and node.text("method").upper() not in _SAMPLING:
            raise NotAllowed("Samples are taken with BERNOULLI, SYSTEM or RESERVOIR only; use one of these.")
        if isinstance(node, exp.DataType) and node.this not in _TYPES and MARK not in node.sql():
            raise NotAllowed(f"The type `{shown(node)}` is not allowed in a CAST; use a plain type.")
        allowed = _STRUCTURE.get(type(node))
        if allowed is not None:
            for argument in _arguments(node):
                if argument not in allowed:
                    raise NotAllowed(_ARGUMENT_REASONS.get(argument) or _unknown(node))
        elif type(node) not in _OPERATORS_AND_SYNTAX:
            raise NotAllowed(_reason(node))
        elif isinstance(node, exp.Var) and not _WORD.fullmatch(node.name.removeprefix(MARK)):
            raise NotAllowed(_unknown(node))
        elif isinstance(node, exp.Dot) and not isinstance(node.expression, exp.Identifier):
            raise NotAllowed("Functions are written without a schema or an object before them: `lower(name)`.")
    return nodes


_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*( [A-Za-z_]+)*")

_SAMPLING = frozenset(("", "BERNOULLI", "SYSTEM", "RESERVOIR", "ROW", "BLOCK"))


def _arguments(node: exp.Expr) -> Iterator[str]:
    return (name for name, value in node.args.items() if value is not None and value is not False and value != [])


def _reason(node: exp.Expr) -> str:
    for kinds, reason in _REASONS:
        if isinstance(node, kinds):
            return reason
    if isinstance(node, exp.DML | exp.DDL):
        return _WRITES
    return _unknown(node)


def _unknown(node: exp.Expr) -> str:
    return f"This part of the query is not allowed: `{shown(node)}`. Write it in plainer SQL."


def shown(node: exp.Expr) -> str:
    """The node as text, short enough for a sentence."""
    text = node.sql(comments=False, unsupported_level=ErrorLevel.IGNORE).replace(MARK, "").replace("\n", " ")
    return text if len(text) <= 60 else f"{text[:57]}…"

"""Random, valid, deterministic DuckDB queries: joins, subqueries, CTEs, windows and set operations over three tables.

Columns are integers and texts only, every window is ordered by all it has, and nothing is limited without an order, so
that two runs over the same rows agree.
"""

from dataclasses import dataclass

from hypothesis import strategies as st

TABLES = {
    "orders": {"id": "int", "customer_id": "int", "amount": "int", "region": "text"},
    "customers": {"id": "int", "name": "text", "region": "text", "manager_id": "int"},
    "지역": {"region": "text", "이름": "text"},
}

AGGREGATES = ("count({})", "sum({})", "min({})", "max({})", "count(DISTINCT {})")
JOINS = ("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "SEMI JOIN", "ANTI JOIN")


@dataclass(frozen=True)
class Relation:
    """Something with an alias and columns, in a query that is being made up."""

    alias: str
    columns: dict[str, str]

    def column(self, draw, kind=None):
        names = [name for name, its in self.columns.items() if kind in (None, its)]
        return f'{self.alias}."{draw(st.sampled_from(names))}"' if names else None


class Maker:
    """Makes one query; counts aliases so that none is used twice."""

    def __init__(self, draw):
        self.draw = draw
        self.count = 0
        self.ctes: dict[str, dict[str, str]] = {}

    def alias(self):
        self.count += 1
        return self.draw(st.sampled_from((f"a{self.count}", f'"Alias {self.count}"', f"별칭{self.count}")))

    def chance(self, percent):
        return self.draw(st.integers(0, 99)) < percent

    def choose(self, options):
        return self.draw(st.sampled_from(options))

    def table(self):
        name = self.choose((*TABLES, *self.ctes))
        columns = self.ctes.get(name) or TABLES[name]
        written = name if name in self.ctes else self.choose((name, f'"{name}"', name.upper(), f"main.{name}"))
        return written, columns

    def relation(self, depth, outer):
        """A FROM entry and what it offers."""
        alias = self.alias()
        if depth > 0 and self.chance(35):
            sql, columns = self.query(depth - 1, ())
            return f"({sql}) AS {alias}", Relation(alias, columns)
        name, columns = self.table()
        if self.chance(10):
            renamed = {f"r{index}": kind for index, kind in enumerate(columns.values())}
            return f"{name} AS {alias}({', '.join(renamed)})", Relation(alias, renamed)
        return f"{name} AS {alias}", Relation(alias, columns)

    def condition(self, relations, depth, outer):
        left = self.choose(relations)
        kind = self.choose(("int", "text"))
        column = left.column(self.draw, kind)
        if column is None:
            return "true"
        form = self.draw(st.integers(0, 7))
        literal = (
            str(self.draw(st.integers(0, 9))) if kind == "int" else self.choose(("'KR'", "'US'", "'서울'", "'n1'"))
        )
        if form == 0:
            return f"{column} {self.choose(('=', '<>', '<', '>='))} {literal}"
        if form == 1:
            return f"{column} IS {self.choose(('NULL', 'NOT NULL'))}"
        if form == 2 and outer:
            other = self.choose(outer).column(self.draw, kind)
            return f"{column} = {other}" if other else "true"
        if form in (3, 4) and depth > 0:
            sql, columns = self.query(depth - 1, (*relations, *outer))
            inner = self.alias()
            matching = [name for name, its in columns.items() if its == kind]
            if matching:
                negation = self.choose(("", "NOT "))
                return f'{column} {negation}IN (SELECT {inner}."{matching[0]}" FROM ({sql}) AS {inner})'
        if form == 5 and depth > 0:
            sql, _ = self.query(depth - 1, (*relations, *outer))
            return f"{self.choose(('', 'NOT '))}EXISTS ({sql})"
        if form == 6:
            return f"({self.condition(relations, 0, outer)} OR {self.condition(relations, 0, outer)})"
        return f"NOT ({column} = {literal})"

    def join(self, relations, depth, outer):
        kind = self.choose(JOINS)
        entry, new = self.relation(depth, outer)
        left, right = self.choose(relations).column(self.draw, "int"), new.column(self.draw, "int")
        if left is None or right is None:
            left, right = self.choose(relations).column(self.draw), new.column(self.draw)
        visible = relations if kind in ("SEMI JOIN", "ANTI JOIN") else (*relations, new)
        on = f"CAST({left} AS VARCHAR) = CAST({right} AS VARCHAR)"
        return f"{kind} {entry} ON {on}", visible

    def lateral(self, relations, depth):
        sql, columns = self.query(depth, relations)
        alias = self.alias()
        return f"LEFT JOIN LATERAL ({sql}) AS {alias} ON true", (*relations, Relation(alias, columns))

    def select(self, depth, outer):
        entry, relation = self.relation(depth, outer)
        relations = (relation,)
        joins = []
        for _ in range(self.draw(st.integers(0, 2))):
            if depth > 0 and self.chance(15):
                join, relations = self.lateral(relations, 0)
            else:
                join, relations = self.join(relations, depth - 1, outer)
            joins.append(join)
        where = [self.condition(relations, depth, outer) for _ in range(self.draw(st.integers(0, 2)))]
        shape = self.draw(st.integers(0, 9))
        source = f"FROM {' '.join([entry, *joins])}" + (f" WHERE {' AND '.join(where)}" if where else "")
        if shape <= 2:
            return self.grouped(source, relations)
        if shape == 3 and len(relations) == 1 and not joins:
            return f"SELECT * {source}", relation.columns
        items, columns = [], {}
        for index in range(self.draw(st.integers(1, 3))):
            kind = self.choose(("int", "text"))
            column = self.choose(relations).column(self.draw, kind)
            if column is None:
                continue
            value, kind = self.value(column, kind, relations, depth, outer)
            items.append(f"{value} AS c{index}")
            columns[f"c{index}"] = kind
        if not items:
            items, columns = ["1 AS c0"], {"c0": "int"}
        return f"SELECT {self.choose(('', '', 'DISTINCT '))}{', '.join(items)} {source}", columns

    def value(self, column, kind, relations, depth, outer):
        form = self.draw(st.integers(0, 5))
        if form == 1:
            every = ", ".join(f'{each.alias}."{name}"' for each in relations for name in each.columns)
            return f"rank() OVER (ORDER BY {every})", "int"
        if form == 2:
            return f"count(*) OVER (PARTITION BY {column})", "int"
        if form == 3 and depth > 0:
            sql, columns = self.query(depth - 1, (*relations, *outer))
            inner = self.alias()
            name, its = next(iter(columns.items()))
            return f'(SELECT max({inner}."{name}") FROM ({sql}) AS {inner})', its
        if form == 4:
            return f"coalesce({column}, {'0' if kind == 'int' else repr('-')})", kind
        return column, kind

    def grouped(self, source, relations):
        key = self.choose(relations).column(self.draw)
        measured = self.choose(relations).column(self.draw, "int")
        aggregate = self.choose(AGGREGATES).format(measured or "1")
        columns = {"c0": "int"}
        items = [f"{aggregate} AS c0", "count(*) AS c1"]
        columns["c1"] = "int"
        if key is not None and self.chance(70):
            having = f" HAVING count(*) > {self.draw(st.integers(0, 2))}" if self.chance(40) else ""
            return f"SELECT {', '.join(items)} {source} GROUP BY {key}{having}", columns
        return f"SELECT {', '.join(items)} {source}", columns

    def query(self, depth, outer):
        sql, columns = self.select(depth, outer)
        if depth > 0 and self.chance(15):
            other, others = self.select(depth - 1, outer)
            if list(others.values()) == list(columns.values()):
                operation = self.choose(("UNION", "UNION ALL", "EXCEPT", "INTERSECT", "EXCEPT ALL"))
                return f"{sql} {operation} {other}", columns
        return sql, columns

    def starred(self):
        """``*`` over several entries, which the checker spells out where it must."""
        first, relation = self.relation(1, ())
        second, other = self.relation(1, ())
        shared = [name for name, kind in relation.columns.items() if other.columns.get(name) == kind]
        form = self.draw(st.integers(0, 3))
        if form == 0 and shared:
            return f'SELECT * FROM {first} {self.choose(JOINS[:4])} {second} USING ("{self.choose(shared)}")'
        if form == 1 and shared and len(shared) == len(relation.columns.keys() & other.columns.keys()):
            return f"SELECT * FROM {first} NATURAL {self.choose(JOINS[:4])} {second}"
        stars = self.choose(("*", f"{other.alias}.*, {relation.alias}.*", f"{relation.alias}.*"))
        join, _ = self.join((relation,), 0, ())
        return f"SELECT {stars} FROM {first} {join}" if stars == "*" else f"SELECT {stars} FROM {first}, {second}"

    def whole(self):
        clauses = []
        for _ in range(self.draw(st.integers(0, 2))):
            name = self.choose((f"cte{len(clauses)}", f"묶음{len(clauses)}", "recent"))
            if name in self.ctes:
                continue
            sql, columns = self.query(1, ())
            clauses.append(f"{name} AS ({sql})")
            self.ctes[name] = columns
        recursive = ""
        if self.chance(20):
            recursive = "RECURSIVE "
            clauses.append(
                "chain(id, depth) AS (SELECT id, 0 FROM customers WHERE manager_id IS NULL UNION ALL "
                "SELECT c.id, h.depth + 1 FROM customers AS c JOIN chain AS h ON c.manager_id = h.id AND h.depth < 9)"
            )
            self.ctes["chain"] = {"id": "int", "depth": "int"}
        sql = self.starred() if self.chance(15) else self.query(2, ())[0]
        return f"WITH {recursive}{', '.join(clauses)} {sql}" if clauses else sql


@st.composite
def queries(draw):
    """A strategy for whole queries."""
    return Maker(draw).whole()

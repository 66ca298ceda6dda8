"""The checker: the steps of a check in their order, for one catalog and one set of rules."""

from text2sql.catalog import Catalog
from text2sql.errors import SettingsError
from text2sql.stages.checking.arguments import check_arguments
from text2sql.stages.checking.effort import check_effort
from text2sql.stages.checking.functions import DIALECTS, check_functions, listed_functions
from text2sql.stages.checking.grammar import check_grammar
from text2sql.stages.checking.limiting import add_limit
from text2sql.stages.checking.policies import RowConditions, apply_policies
from text2sql.stages.checking.reading import read
from text2sql.stages.checking.recursion import check_recursions
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.resolving import Resolver
from text2sql.stages.checking.row_filters import RowFilters
from text2sql.stages.checking.rules import CheckRules
from text2sql.stages.checking.scopes import TableUse
from text2sql.stages.checking.tables import KnownTables
from text2sql.stages.checking.writing import write
from text2sql.types import CheckedSql, Rejected

_SAFE_DEFAULTS = CheckRules()


class Checker:
    """Checks SQL against one catalog; made once, used for every question, from any thread."""

    def __init__(self, catalog: Catalog, rules: CheckRules = _SAFE_DEFAULTS) -> None:
        """Index the catalog and prepare the policies.

        Raises:
            SettingsError: the dialect has no list of functions, or a row filter cannot be applied to this catalog.
        """
        if catalog.dialect not in DIALECTS:
            raise SettingsError(
                f"SQL of the dialect `{catalog.dialect}` cannot be checked; use one of {', '.join(DIALECTS)}."
            )
        self.dialect = catalog.dialect
        self._rules = rules
        self._tables = KnownTables(catalog, rules)
        self._functions = listed_functions(catalog.dialect) | {name.lower() for name in rules.extra_functions}
        filters = self._row_filters(catalog, rules)
        self._conditions: RowConditions = filters.conditions
        self._reserved_names = frozenset(filters.table_names)

    def _row_filters(self, catalog: Catalog, rules: CheckRules) -> RowFilters:
        filters = RowFilters(KnownTables(catalog, CheckRules()), self.dialect, self._functions)
        for row_filter in rules.row_filters:
            filters.add(row_filter, rules.attributes)
        return filters

    def check(self, sql: str) -> CheckedSql | Rejected:
        """The SQL to run instead of ``sql``, or why nothing may run."""
        try:
            return self._check(sql)
        except NotAllowed as refusal:
            return Rejected(str(refusal), sql)
        except Exception:
            # What could not be checked does not run, whatever the reason: hostile text finds corners nobody thought of.
            return Rejected("The SQL could not be checked; write it in plainer SQL.", sql)

    def _check(self, sql: str) -> CheckedSql:
        tree = read(sql, self.dialect)
        nodes = check_grammar(tree)
        check_functions(nodes, self._functions)
        check_arguments(nodes, self.dialect)
        resolver = Resolver(self._tables, self._rules.personal, self._reserved_names)
        resolver.resolve(tree)
        check_effort(tree, resolver.place)
        check_recursions(tree, resolver.place)
        apply_policies(resolver.uses, self._conditions, self._tables.naming)
        row_limit = add_limit(tree, self._rules.row_limit)
        text = write(tree, self.dialect)
        tables, columns = _tables(resolver.uses), _columns(resolver.uses)
        return CheckedSql(text, self.dialect, tables, columns, row_limit, tree.args.get("order") is not None)


def _tables(uses: list[TableUse]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.known.name for use in uses))


def _columns(uses: list[TableUse]) -> tuple[tuple[str, str], ...]:
    pairs = (
        (use.known.name, column.name) for use in uses for key, column in use.known.columns.items() if key in use.used
    )
    return tuple(dict.fromkeys(pairs))

"""A query with what a follow-up says put into it: added, or in the place of what it said before.

Rules of thumb, the same in both languages: another value of a column, another period and another figure take the place
of the one before; a group takes the place of the groups before unless it comes in addition (도, 나눠, "also", "break
down"); what keeps or drops rows is added. What is replaced takes its order and limit with it.
"""

import re
from dataclasses import dataclass, replace

from text2sql.interfaces import Reference
from text2sql.language import ComparisonKind
from text2sql.writers.offline.carded import settle_by_card
from text2sql.writers.offline.composing import default_order, row_columns, settle_table
from text2sql.writers.offline.drafts import Draft, key_column
from text2sql.writers.offline.equivalents import tables_spoken_of, take_equivalents
from text2sql.writers.offline.figures import add_entity
from text2sql.writers.offline.fragments import Fragment, read_fragment
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.merging import merged_conditions, timeless, unrestricting
from text2sql.writers.offline.misfits import doubt_misfits
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Comparison,
    Condition,
    Exists,
    Measurement,
    Named,
    Ordering,
    OverGroups,
    Representation,
    Within,
)
from text2sql.writers.offline.retiming import has_period, moved_back, put_beside, retimed, with_times_of

_ONLY = re.compile(r"\b(?:only|just|among)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edit:
    """A query after a follow-up, with the doubt it was made with."""

    query: Representation
    cost: float
    doubts: tuple[str, ...]


def edited(base: Representation, draft: Draft, reference: Reference, graph: JoinGraph) -> Edit | None:
    """The query after a follow-up; None when its words make no sense there.

    Args:
        base: the query before.
        draft: the words of the follow-up, with one meaning each; consumed.
        reference: how they point to what was before.
        graph: how tables hang together.
    """
    fragment = read_fragment(draft, base, reference, graph)
    base = _released(_unrestricted(base, reference), fragment, draft)
    query = _Work(base, fragment, draft, reference, graph).merged()
    return None if query is None else Edit(query, draft.cost, tuple(draft.doubts))


def _unrestricted(base: Representation, reference: Reference) -> Representation:
    """The query without what is no longer wanted at all; figures keep their own filters."""
    if "filter" in reference.removes:
        base = replace(base, conditions=tuple(each for each in base.conditions if isinstance(each, Within)), having=())
    if "period" in reference.removes:
        base = replace(base, conditions=tuple(timeless(base.conditions)))
    return replace(base, limit=None, offset=0, limit_within=()) if "limit" in reference.removes else base


def _released(base: Representation, fragment: Fragment, draft: Draft) -> Representation:
    """The query without conditions on columns of which all is wanted again."""
    gone = {*fragment.released}
    kept = (
        each
        for each in base.conditions
        if not (isinstance(each, Compare) and each.column in gone)
        and not (isinstance(each, Named) and gone and draft.columns_of(each) <= gone)
    )
    return replace(base, conditions=tuple(kept))


@dataclass
class _Work:
    """A query being edited. The fragment's draft becomes the draft of the whole."""

    base: Representation
    fragment: Fragment
    draft: Draft
    reference: Reference
    graph: JoinGraph

    def merged(self) -> Representation | None:
        """The whole; None when its parts do not fit together."""
        base, draft = self.base, self.draft
        named = bool(draft.dimensions or self.fragment.ungrouped)
        self._figures()
        self._dimensions()
        regrouped = named and (draft.dimensions != list(base.dimensions) or draft.limit is not None)
        self._order(regrouped)
        draft.having = [*([] if regrouped and not self.reference.adds else base.having), *draft.having]
        over_groups = self._over_groups(regrouped)
        self._doubt_lone_value()
        own = self._kinds_of_rows()
        before = unrestricting(base.conditions, self.fragment.figures, draft)
        draft.conditions = merged_conditions(before, draft, self.reference.adds)
        if draft.figures:
            with_times_of(draft, base, draft.figures[0].table, self.graph)
            if not self._settled():
                return None
        comparison = self._times()
        self._over_time(base, regrouped)
        if self.fragment.share and not self._shares(own):
            return None
        doubt_misfits(draft, base, self.fragment)
        if over_groups is None:
            default_order(draft)
        return self._representation(comparison, over_groups)

    def _representation(self, comparison: Comparison | None, over_groups: OverGroups | None) -> Representation:
        draft = self.draft
        return Representation(
            table=draft.table,
            columns=() if draft.figures else self._columns(),
            measurements=tuple(draft.figures),
            dimensions=tuple(draft.dimensions),
            conditions=tuple(dict.fromkeys(draft.conditions)),
            having=tuple(dict.fromkeys(draft.having)),
            ordering=tuple(draft.ordering) if over_groups is None else (),
            limit=draft.limit,
            offset=draft.offset,
            limit_within=draft.limit_within if draft.limit is not None else (),
            distinct=self.base.distinct and not draft.figures,
            comparison=comparison,
            over_groups=over_groups,
            contrast=draft.contrast or (self.base.contrast if not self.fragment.lists else None),
            over_time=draft.over_time,
            window=draft.window or self.base.window,
        )

    def _times(self) -> Comparison | None:
        """Periods and comparisons: the fragment's own, or those before moved back in time."""
        earlier = self.reference.earlier
        if earlier is not None and self.reference.compares and self._steps(earlier):
            self.draft.over_time = "growth"
        elif earlier is not None and has_period(self.base) and not self.draft.periods:
            return moved_back(self.draft, self.base, earlier, self.reference.compares)
        if self.draft.periods and (self.reference.compares or self.reference.adds):
            beside = put_beside(self.draft, self.base, not self.reference.compares)
            if beside is not None:
                return beside
        return retimed(self.draft, self.base, self.graph)

    def _steps(self, earlier: ComparisonKind) -> bool:
        """Whether each grain of time has one so much earlier before it: the month before, month by month."""
        grains = [each.grain for each in self.draft.dimensions if each.grain]
        return bool(grains) and earlier in ("previous_period", f"previous_{grains[0]}")

    def _over_time(self, base: Representation, regrouped: bool) -> None:
        """A running total or growth: asked for now, or before and still over grains of time."""
        draft, wanted = self.draft, self.fragment.over_time
        draft.over_time = draft.over_time or wanted or base.over_time
        fits = any(each.grain for each in draft.dimensions) and len(draft.figures) == 1 and not draft.having
        if draft.over_time is not None and (not fits or draft.limit is not None):
            draft.over_time = None
            if wanted is not None:
                draft.doubt(1.2)
        if self.fragment.lists:
            draft.figures, draft.dimensions, draft.ordering, draft.limit, draft.offset = [], [], [], None, 0

    def _figures(self) -> None:
        """The figures asked for: the fragment's instead of those before, or beside them."""
        draft, fragment, base = self.draft, self.fragment, self.base
        own = list(fragment.figures)
        if not own and fragment.sorts_by is None and draft.figures != list(base.measurements):
            own = list(draft.figures)  # a ranking brought its own: "which has the most orders?"
        if own and not self.reference.adds:
            draft.figures = own
        else:
            more = [*own, *([fragment.sorts_by] if fragment.sorts_by else [])]
            draft.figures = [*base.measurements, *(each for each in more if each not in base.measurements)]
        if not draft.figures and (draft.dimensions or fragment.share):
            draft.figures = [Measurement(base.table, "count")]

    def _dimensions(self) -> None:
        """Groups of the fragment instead of those before, or beside them when they come in addition."""
        draft, base = self.draft, self.base
        if not draft.dimensions:
            draft.dimensions = [each for each in base.dimensions if each.column not in self.fragment.ungrouped]
            self._each_of_a_list()
            return
        compared = {each.column for each in draft.conditions if isinstance(each, Compare) and each.operator == "in"}
        regrained = all(each.grain for each in draft.dimensions) and any(each.grain for each in base.dimensions)
        if not self.reference.adds and not regrained and not {each.column for each in draft.dimensions} & compared:
            return
        in_time = any(each.grain for each in draft.dimensions)
        kept = [each for each in base.dimensions if not (each.grain and in_time) and each not in draft.dimensions]
        draft.dimensions = [*kept, *draft.dimensions]

    def _each_of_a_list(self) -> None:
        """A figure of other rows after a list is one for each that was listed: "how many products does each have?"."""
        base, draft = self.base, self.draft
        if base.measurements or not draft.figures or all(each.table == base.table for each in draft.figures):
            return
        if all(base.table in self.graph.upward_from(each.table) for each in draft.figures):
            add_entity(draft, base.table)

    def _order(self, regrouped: bool) -> None:
        """Order and limit: the fragment's; those before as long as the rows are of the same groups."""
        draft, base = self.draft, self.base
        self._keep_what_sorts()
        if draft.limit is None and not regrouped:
            draft.limit, draft.offset = base.limit, base.offset
            draft.limit_within = draft.limit_within or base.limit_within
        if draft.ordering or regrouped:
            return
        for each in base.ordering:
            gone = isinstance(each.by, Measurement) and each.by not in draft.figures
            if not gone:
                draft.ordering.append(each)
            elif draft.figures:
                draft.ordering.append(Ordering(draft.figures[0], each.descending))

    def _keep_what_sorts(self) -> None:
        """Of several figures the one that sorted the rows goes on doing so: "top 3" after "sort by discount"."""
        draft, fragment, before = self.draft, self.fragment, next(iter(self.base.ordering), None)
        if len(draft.ordering) != 1 or before is None or fragment.figures or fragment.sorts_by is not None:
            return
        now = draft.ordering[0]
        sorted_by = isinstance(before.by, Measurement) and before.by in draft.figures
        if sorted_by and now.by == self.base.measurements[0]:
            draft.ordering[0] = replace(now, by=before.by)

    def _doubt_lone_value(self) -> None:
        """Where all values stand side by side, one that is added is no restriction to it: 앱도 추가해줘, by channel."""
        draft, base = self.draft, self.base
        if not self.reference.adds or any(word.mention.suffix.endswith("만") for word in draft.words):
            return
        compared = {each.column for each in base.conditions if isinstance(each, Compare)}
        whole = {each.column for each in base.dimensions if not each.hidden} - compared
        for each in draft.conditions:
            if isinstance(each, Compare) and each.operator in ("=", "in") and each.column in whole:
                draft.doubt(0.9)

    def _over_groups(self, regrouped: bool) -> OverGroups | None:
        """평균은? over groups is their average; over rows it is that of the column."""
        draft, function = self.draft, self.fragment.function
        if draft.averaged:
            return "avg"
        if function is None:
            return None if regrouped or self.fragment.figures else self.base.over_groups
        shown = [each for each in draft.dimensions if not each.hidden]
        if shown and function != "sum":
            return function
        if shown:
            draft.dimensions, draft.ordering, draft.limit, draft.offset = [], [], None, 0
            return None
        numbers = [each for each in self.base.columns if draft.details(each).effective_kind == "number"]
        if draft.figures and draft.figures[0].column is not None:
            draft.figures = [replace(draft.figures[0], function=function)]
        elif len(numbers) == 1 and not draft.figures:
            draft.figures = [Measurement(numbers[0].table, function, column=numbers[0])]
            draft.ordering, draft.limit, draft.offset = [], None, 0
        else:
            draft.doubt(1.0)
        return None

    def _settled(self) -> bool:
        """Whether the figures reach all that is spoken of, perhaps over another table."""
        draft, graph = self.draft, self.graph
        settle_by_card(draft)
        self._counted_from_below()
        far = tables_spoken_of(draft) - graph.upward_from(draft.figures[0].table).keys()
        if far and not take_equivalents(draft, graph):
            draft.cost += 0.1
        settle_table(draft, graph)
        return bool(draft.table)

    def _counted_from_below(self) -> None:
        """A count beside figures of finer rows counts what those rows belong to: orders beside revenue by category."""
        draft = self.draft
        first = draft.figures[0]
        for at, figure in enumerate(draft.figures):
            if figure.function != "count" or figure.column is not None or figure.table == first.table:
                continue
            key = key_column(draft.table_of(figure.table))
            if key is not None and figure.table in self.graph.upward_from(first.table):
                draft.figures[at] = replace(figure, table=first.table, column=key, distinct=True)

    def _kinds_of_rows(self) -> tuple[Condition, ...]:
        """The rows whose share of each group is asked for: "percent female?"; none where only they are wanted."""
        only = any(word.mention.suffix.endswith("만") for word in self.draft.words) or _ONLY.search(self.draft.text)
        return () if only else tuple(each for each in self.draft.conditions if isinstance(each, Compare | Named))

    def _shares(self, own: tuple[Condition, ...]) -> bool:
        draft = self.draft
        if own and draft.figures and all(each in draft.conditions for each in own):
            draft.conditions = [each for each in draft.conditions if each not in own]
            draft.figures = [replace(draft.figures[0], portion=own, share=False)]
            draft.ordering = [replace(each, by=draft.figures[0]) for each in draft.ordering[:1]]
            return True
        if any(each.portion for each in draft.figures):
            return False  # it is a share already
        if any(not each.hidden for each in draft.dimensions):
            shares = {figure: replace(figure, share=True) for figure in draft.figures}
            draft.figures = list(shares.values())
            draft.ordering = [
                replace(each, by=shares.get(each.by, each.by)) if isinstance(each.by, Measurement) else each
                for each in draft.ordering
            ]
            return True
        rows = tuple(each for each in draft.conditions if not isinstance(each, Exists | Within))
        if not rows or not draft.figures:
            return False
        draft.conditions = [each for each in draft.conditions if isinstance(each, Exists | Within)]
        draft.figures = [replace(draft.figures[0], portion=rows)]
        return True

    def _columns(self) -> tuple[ColumnRef, ...]:
        """The columns of a list: others that are named, after those before when they come in addition."""
        named = self.fragment.columns
        if self.fragment.lists:
            return tuple(dict.fromkeys((*row_columns(self.draft), *named)))
        if not named:
            return self.base.columns
        return tuple(dict.fromkeys((*self.base.columns, *named))) if self.reference.adds else named

"""How a dialect compares names, how it must be given them back, and which name was probably meant.

Folding is deliberately narrow where it allows something (ASCII letters only, as the engines do it) so that no Unicode
look-alike passes for a known name.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from sqlglot import exp

Folding = Literal["insensitive", "lower", "upper"]

_FOLDING: dict[str, Folding] = {"postgres": "lower", "snowflake": "upper"}
"""What an unquoted name becomes where quoted names keep their case; every other dialect ignores case altogether."""

_TO_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_TO_UPPER = {code + 32: code for code in range(ord("A"), ord("Z") + 1)}

_DEFAULT_SCHEMAS = frozenset({"main", "public", "dbo", "default"})

_OWN_DEFAULT_SCHEMA = {
    "duckdb": "main",
    "sqlite": "main",
    "postgres": "public",
    "redshift": "public",
    "snowflake": "public",
    "spark": "default",
    "databricks": "default",
}

_RESERVED_WORDS = (
    "all analyse analyze and any array as asc between both by case cast check collate column constraint create cross "
    "current_date current_role current_time current_timestamp current_user default desc distinct div do drop else end "
    "escape except exclude exists explain false fetch filter for foreign from full grant group groups having if ilike "
    "in index initially inner insert intersect interval into is isnull join key lateral lead leading left like limit "
    "localtime localtimestamp match mod natural not notnull null nulls of off offset on only or order outer over "
    "overlaps partition pivot placing primary qualify range rank references regexp replace returning right rlike row "
    "rows select session_user set similar some sort start symmetric system table tablesample then to top trailing "
    "trigger true union unique unnest unpivot update user using values view when where window with within"
)
_RESERVED = frozenset(_RESERVED_WORDS.split())
"""Words quoted when we write a name ourselves; the union over the dialects, since quoting one too many is harmless."""


def fold_ascii(name: str) -> str:
    """The name with A–Z in lower case and everything else as it is."""
    return name.lower() if name.isascii() else name.translate(_TO_LOWER)


def alike(name: str) -> str:
    """One form for the spellings of a name that are safely the same: A–Z in any case, Hangul composed or decomposed.

    Only a fully decomposed name is composed: the Kelvin sign or a full-width letter stays what it is, and matches
    nothing.
    """
    if not name.isascii() and unicodedata.is_normalized("NFD", name):
        name = unicodedata.normalize("NFC", name)
    return fold_ascii(name)


def _meant(name: str) -> str:
    """The name as somebody might have meant it, Hangul by its letters; for hints only, never for a decision."""
    return unicodedata.normalize("NFKD", name).casefold().replace(" ", "_")


def generous_parts(name: str) -> tuple[str, ...]:
    """The parts of a table's name in a form that many spellings share; for rules that hide, never for allowing."""
    return tuple(unicodedata.normalize("NFKC", name).casefold().split("."))


def same_table(rule: tuple[str, ...], table: tuple[str, ...]) -> bool:
    """Whether a table named in a rule may be this one of the catalog, whichever of the two carries a schema.

    It errs towards yes: a rule that hides must not fail because it says ``main.salaries``.
    """
    shared = min(len(rule), len(table))
    return rule[-shared:] == table[-shared:]


def _is_plain(name: str) -> bool:
    """Whether every dialect takes the name without quotes."""
    return name.isascii() and name.isidentifier() and name.lower() not in _RESERVED


class Naming:
    """The naming rules of one dialect."""

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.folding: Folding = _FOLDING.get(dialect, "insensitive")
        self.own_default_schema = _OWN_DEFAULT_SCHEMA.get(dialect, "")

    def key(self, identifier: exp.Identifier) -> str:
        """What the engine compares when it reads this identifier."""
        return self.key_of(identifier.name, quoted=bool(identifier.args.get("quoted")))

    def key_of(self, name: str, *, quoted: bool) -> str:
        """What the engine compares when it reads ``name`` with or without quotes."""
        if self.folding == "insensitive" or (self.folding == "lower" and not quoted):
            return fold_ascii(name)
        if self.folding == "upper" and not quoted:
            return name.translate(_TO_UPPER)
        return name

    def catalog_key(self, name: str) -> str:
        """What the engine compares for a name of the catalog.

        PostgreSQL's catalog holds names as they are. Snowflake's comes through SQLAlchemy, which shows names that need
        no quotes in lower case, so a plain name in lower case stands for its upper-case form.
        """
        if self.folding == "upper":
            return name.translate(_TO_UPPER) if name == fold_ascii(name) and _is_plain(name) else name
        return self.key_of(name, quoted=True)

    def written(self, name: str) -> exp.Identifier:
        """An identifier for a name of the catalog, quoted where the dialect needs it."""
        return self.spelled(name, self.catalog_key(name))

    def spelled(self, name: str, key: str) -> exp.Identifier:
        """An identifier for something called ``name`` that the engine knows as ``key``, quoted where it must be."""
        if _is_plain(name) and self.key_of(name, quoted=False) == key:
            return exp.to_identifier(name, quoted=False)
        return exp.to_identifier(name if self.folding == "insensitive" else key, quoted=True)

    def drops_qualifier(self, schema: str, database: str) -> bool:
        """Whether ``schema.`` before a table of the default schema names that schema in another way."""
        folded = fold_ascii(schema)
        return folded in _DEFAULT_SCHEMAS or folded == fold_ascii(database)

    def keeps_qualifier(self, schema: str) -> bool:
        """Whether the engine itself knows its default schema by this name."""
        return bool(self.own_default_schema) and fold_ascii(schema) == self.own_default_schema


def nearest(wanted: str, known: Iterable[str], count: int = 1) -> tuple[str, ...]:
    """The known names most like ``wanted``, best first; none when nothing is similar."""
    by_form: Mapping[str, str] = {_meant(name): name for name in known}
    found = difflib.get_close_matches(_meant(wanted), list(by_form), n=count, cutoff=0.6)
    return tuple(by_form[form] for form in found)


def trigrams(name: str) -> set[str]:
    """The three-letter pieces of a name, for finding the few names worth comparing."""
    padded = f"  {_meant(name)} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """``"; did you mean `x`?"``, or a full stop when no known name is similar."""
    found = nearest(wanted, known)
    return f"; did you mean `{found[0]}`?" if found else "."

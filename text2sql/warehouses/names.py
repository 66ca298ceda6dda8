"""Names and comments as warehouses keep them: quoting, schemas, and the language of a comment."""

from dataclasses import dataclass

from text2sql.catalog import LocalText


@dataclass(frozen=True, slots=True)
class TableName:
    """Where a table is."""

    schema: str | None
    """None in the default schema."""
    name: str

    @property
    def shown(self) -> str:
        """The name in the catalog: bare in the default schema, else with the schema in front."""
        return f"{self.schema}.{self.name}" if self.schema else self.name


def quoted(name: str, mark: str = '"') -> str:
    """An identifier in quotes, whatever is in it."""
    return f"{mark}{name.replace(mark, mark * 2)}{mark}"


def quoted_table(table: TableName, mark: str = '"') -> str:
    """A table's quoted name, with its schema where it has one."""
    name = quoted(table.name, mark)
    return f"{quoted(table.schema, mark)}.{name}" if table.schema else name


def described(comment: str) -> LocalText:
    """A comment in the language its letters say it is in."""
    return LocalText(ko=comment) if any("가" <= letter <= "힣" for letter in comment) else LocalText(en=comment)

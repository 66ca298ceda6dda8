"""Words inside raw identifiers: ``stuFname``, ``dept_id`` and ``HomeCity`` said as a person would say them.

Spider's schemas come with cleaned names; real databases do not.
"""

import re
from functools import lru_cache

_PART = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_SPOKEN = {
    "acc": "account", "addr": "address", "amt": "amount", "avg": "average", "cat": "category", "cd": "code",
    "cnt": "count", "cust": "customer", "dept": "department", "desc": "description", "dob": "birth date",
    "dt": "date", "emp": "employee", "fname": "first name", "gov": "government", "lname": "last name",
    "lat": "latitude", "lng": "longitude", "long": "longitude", "loc": "location", "max": "maximum",
    "mgr": "manager", "min": "minimum", "nbr": "number", "no": "number", "num": "number", "ord": "order",
    "org": "organization", "pct": "percent", "pop": "population", "pos": "position", "prod": "product",
    "qty": "quantity", "ref": "reference", "sal": "salary", "stu": "student", "tel": "telephone",
    "temp": "temperature", "tot": "total", "yr": "year",
}  # fmt: skip
"""Abbreviations that are common in schemas anywhere."""


@lru_cache(maxsize=20_000)
def words_of(identifier: str) -> tuple[str, ...]:
    """The words of a table or column name in small letters, common abbreviations written out."""
    parts = _PART.findall(identifier.replace("_", " "))
    words = [word for part in parts for word in _SPOKEN.get(part.lower(), part.lower()).split()]
    return tuple(words) or (identifier.lower(),)

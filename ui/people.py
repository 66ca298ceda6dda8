"""Who looks at the page, what they may do, and the facts about them that row filters are made with.

With ``[auth]`` in ``.streamlit/secrets.toml`` everybody signs in first (OpenID Connect, ``st.login``). Without it the
page is one person's, on this machine only, and says so.
"""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from types import MappingProxyType

from text2sql.settings import PageSettings

Attribute = str | int | float | bool
_NO_ATTRIBUTES: Mapping[str, Attribute] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever looks at the page."""

    account: str
    """Named in the audit and in proposals: the e-mail address, else the subject of the sign-in."""
    key: str = ""
    """The name of the folder of what is theirs alone; empty for the one person of a page without a sign-in."""
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: _NO_ATTRIBUTES)
    """What the sign-in says about them, under the names that row filters use."""
    missing: tuple[str, ...] = ()
    """Attributes that the sign-in should have given and did not: what is filtered by them is closed."""
    reviews: bool = True
    owns: bool = True

    @property
    def signed_in(self) -> bool:
        """Whether they are one of several."""
        return bool(self.key)


def local_person() -> Person:
    """The account that runs the page: without a sign-in it is one person's, who may do everything."""
    try:
        return Person(getpass.getuser())
    except (KeyError, OSError):  # a container's user may have no name
        return Person("local")


def person_of(claims: Mapping[str, object], page: PageSettings) -> Person | None:
    """Whom the claims of a sign-in name; None when they name nobody.

    An e-mail address that the provider calls unverified is one that anybody may have typed: it gives no rights.
    """
    subject = _text(claims, "sub")
    email = "" if claims.get("email_verified") is False else _text(claims, "email")
    if not subject and not email:
        return None
    identity = "\n".join((_text(claims, "iss"), subject or email))
    owns = any(_names(entry, claims, email) for entry in page.owners)
    attributes = _attributes(claims, page.claims)
    return Person(
        account=email or subject,
        key=sha256(identity.encode()).hexdigest()[:32],
        attributes=MappingProxyType(attributes),
        missing=tuple(name for name in page.claims if name not in attributes),
        reviews=owns or any(_names(entry, claims, email) for entry in page.reviewers),
        owns=owns,
    )


def is_stale(claims: Mapping[str, object], hours: float, now: datetime | None = None) -> bool:
    """Whether the sign-in is so old that its claims no longer count; a provider that gives no time is believed."""
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False
    return (now or datetime.now(UTC)).timestamp() - issued > hours * 3_600


def _attributes(claims: Mapping[str, object], wanted: Mapping[str, str]) -> dict[str, Attribute]:
    """The attributes that the claims give. One that they do not is missing, which closes the tables filtered by it."""
    found = ((name, claims.get(claim)) for name, claim in wanted.items())
    return {name: value for name, value in found if isinstance(value, str | int | float | bool)}


def _names(entry: str, claims: Mapping[str, object], email: str) -> bool:
    """Whether an entry of the settings means this person: an address, a subject, or ``claim=value``."""
    claim, equals, value = entry.partition("=")
    if equals:
        held = claims.get(claim.strip())
        return value.strip() in (map(str, held) if isinstance(held, list | tuple) else [str(held)])
    wanted = entry.strip()
    return bool(wanted) and (wanted.casefold() == email.casefold() or wanted == _text(claims, "sub"))


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value.strip() if isinstance(value, str) else ""

"""Who comes in: the sign-in, and the refusal to serve a page without one to other machines."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException, StreamlitSecretNotFoundError

from text2sql.catalog import Language
from text2sql.errors import SettingsError
from ui.people import Person, is_stale, local_person, person_of
from ui.wording import plain, say

WITHOUT_SIGN_IN = "--without-sign-in"
"""Among the page's own arguments: whoever started it wants it open to all who reach it."""
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_DEFAULT = "default"
_Why = Literal["sign_in_why", "sign_in_again", "sign_in_nobody"]


def admitted(language: Language) -> Person | None:
    """Who looks at the page; None after showing how to sign in, or why there is no page."""
    try:
        providers = _providers()
    except StreamlitSecretNotFoundError as error:
        st.error(plain(say(language, "secrets_wrong", problem=str(error).strip())))
        return None
    if not providers:
        return _alone(language)
    from ui import opening

    try:
        page = opening.settings(tuple(sys.argv[1:])).page
    except SettingsError as error:
        st.error(plain(str(error)))
        return None
    claims: Mapping[str, object] = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return _at_the_door(language, providers, "sign_in_why")
    if is_stale(claims, page.hours):
        return _at_the_door(language, providers, "sign_in_again")
    person = person_of(claims, page)
    if person is None:
        return _at_the_door(language, providers, "sign_in_nobody")
    _forget_others(person)
    return person


def presence(language: Language, person: Person) -> None:
    """Who is signed in, with the way out; or that nobody has to."""
    if not person.signed_in:
        alone = WITHOUT_SIGN_IN not in sys.argv
        st.sidebar.caption(f":material/person: {say(language, 'local' if alone else 'open_to_all')}")
        return
    st.sidebar.caption(f":material/person: {plain(person.account)}")
    if person.missing:
        st.sidebar.warning(plain(say(language, "sign_in_lacks", names=", ".join(person.missing))))
    label = say(language, "sign_out")
    st.sidebar.button(label, key="sign_out", icon=":material/logout:", on_click=st.logout, type="tertiary")


def _alone(language: Language) -> Person | None:
    """The one person of a page without a sign-in. Other machines are not served, unless whoever started it says so."""
    address = st.get_option("server.address")
    if address in _THIS_MACHINE or WITHOUT_SIGN_IN in sys.argv:
        return local_person()
    st.title(say(language, "title"))
    st.error(say(language, "no_sign_in"))
    return None


def _at_the_door(language: Language, providers: tuple[str, ...], why: _Why) -> None:
    st.title(say(language, "title"))
    st.markdown(say(language, why))
    for provider in providers:
        name = "" if provider == _DEFAULT else f" · {plain(provider)}"
        key, label = f"sign_in_{provider}", f"{say(language, 'sign_in')}{name}"
        if st.button(label, key=key, icon=":material/login:", type="primary"):
            _sign_in(language, provider)


def _sign_in(language: Language, provider: str) -> None:
    """Send the browser to the provider; what is missing for that is told, and not shown as a trace."""
    try:
        st.login(None if provider == _DEFAULT else provider)
    except StreamlitAPIException as error:
        st.error(plain(say(language, "sign_in_failed", problem=str(error).strip())))


def _providers() -> tuple[str, ...]:
    """Who may vouch for people, as ``[auth]`` of the secrets names them; none means that nobody signs in.

    Raises:
        StreamlitSecretNotFoundError: there are secrets and they cannot be read: nobody knows who may come in.
    """
    try:
        section = st.secrets.get("auth")
    except StreamlitSecretNotFoundError:
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise
        return ()
    if section is None:
        return ()
    named = tuple(name for name, entry in section.items() if isinstance(entry, Mapping))
    return (_DEFAULT, *named) if "client_id" in section or not named else named


def _forget_others(person: Person) -> None:
    """A session that somebody else began holds nothing for this person."""
    if st.session_state.get("person", person.key) != person.key:
        st.session_state.clear()
        st.query_params.clear()
    st.session_state["person"] = person.key

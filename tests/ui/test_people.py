"""Who comes in, what they may do, and that nobody sees what is another person's."""

import sys
import time
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import CANDIDATE, PAGE, words
from text2sql.conversations.memory import MemoryConversations
from text2sql.settings import PageSettings
from ui.people import is_stale, person_of

AUTH = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "not a secret at all",
    "client_id": "page",
    "client_secret": "x",
    "server_metadata_url": "http://localhost:1/.well-known/openid-configuration",
}
KIM = {"is_logged_in": True, "iss": "https://id", "sub": "1", "email": "kim@shop.kr", "department": "서울"}
LEE = {"is_logged_in": True, "iss": "https://id", "sub": "2", "email": "lee@shop.kr", "department": "부산"}
VIEWS_OF_ALL = ["chat", "tables", "review", "usage"]


def views(app):
    return list(app.sidebar.segmented_control(key="view").options)


def labels(app):
    return [button.label for button in app.button]


def test_without_a_sign_in_it_is_one_persons_and_says_so(page):
    app = page()
    assert "Local, single user" in words(app)
    assert len(views(app)) == 4


def test_nobody_sees_anything_before_signing_in(page):
    app = page((CANDIDATE,), secrets=AUTH, user={"is_logged_in": False})
    assert not app.exception
    assert labels(app) == ["Sign in"]
    assert not app.chat_input and not app.sidebar.button


def test_each_provider_has_its_button(page):
    providers = {**{key: AUTH[key] for key in ("redirect_uri", "cookie_secret")}, "okta": AUTH, "google": AUTH}
    app = page(secrets=providers, user={"is_logged_in": False})
    assert labels(app) == ["Sign in · okta", "Sign in · google"]


def test_an_old_sign_in_and_one_of_nobody_do_not_count(page):
    old = page(secrets=AUTH, user={**KIM, "iat": time.time() - 13 * 3_600})
    assert labels(old) == ["Sign in"] and "too old" in words(old)
    nobody = page(secrets=AUTH, user={"is_logged_in": True, "email": "kim@shop.kr", "email_verified": False})
    assert labels(nobody) == ["Sign in"] and "does not say who you are" in words(nobody)


def test_whoever_signed_in_asks_as_themselves_and_sees_only_their_own(page):
    stores = {}

    def fitted(opened, person):
        store = stores.setdefault(person.key, MemoryConversations())
        return replace(opened, person=person, store=store)

    for user in (KIM, LEE):
        app = page((CANDIDATE,), secrets=AUTH, user=user, fitted=fitted)
        app.chat_input[0].set_value(f"지역별 고객 수 {user['sub']}").run()
        assert not app.exception
        assert user["email"] in words(app).replace("\\", "")
        assert len(views(app)) == 2
        opens = [button.label for button in app.sidebar.button if (button.key or "").startswith("open")]
        assert opens == [f"지역별 고객 수 {user['sub']}"]
    kim = next(iter(stores.values()))
    taken = page(secrets=AUTH, user=LEE, fitted=fitted, conversation=kim.conversations()[0])
    assert "서울 3" not in words(taken)


@pytest.mark.parametrize("view", ["review", "usage"])
def test_what_somebody_may_not_see_is_not_shown_however_it_is_asked_for(page, view):
    def fitted(opened, person):
        return replace(opened, person=person)

    app = page(secrets=AUTH, user=LEE, fitted=fitted)
    app.session_state["view"] = view
    app.run()
    assert not app.exception
    assert app.title[0].value == "Ask your data" and app.chat_input


def test_a_session_that_somebody_else_began_holds_nothing(page):
    app = page((CANDIDATE,), secrets=AUTH, user=KIM, fitted=lambda opened, person: replace(opened, person=person))
    app.chat_input[0].set_value("지역별 고객 수").run()
    app.user = LEE
    app.run()
    assert not app.exception
    assert app.session_state["turns"] == []


def test_a_database_that_knows_no_persons_is_not_shown_to_any(page):
    app = page(secrets=AUTH, user=KIM)
    assert not app.chat_input
    assert "cannot be read by several people" in app.error[0].value


@pytest.mark.parametrize("address", ["0.0.0.0", "", None])
def test_other_machines_are_not_served_without_a_sign_in(page, monkeypatch, address):
    import streamlit as st

    given = st.get_option
    monkeypatch.setattr(st, "get_option", lambda key: address if key == "server.address" else given(key))
    app = page()
    assert not app.chat_input and "has no sign-in" in app.error[0].value
    monkeypatch.setattr(sys, "argv", ["app.py", "--without-sign-in"])
    assert "whoever reaches this page may ask" in words(page())


def test_rights_are_given_by_address_subject_or_claim():
    settings = PageSettings(owners=("KIM@shop.kr",), reviewers=("2", "groups=데이터팀"))
    kim, lee = person_of(KIM, settings), person_of(LEE, settings)
    assert (kim.owns, kim.reviews, lee.owns, lee.reviews) == (True, True, False, True)
    assert person_of({"sub": "3", "groups": ["데이터팀", "x"]}, settings).reviews
    assert not person_of({"sub": "3", "groups": "x"}, settings).reviews
    unverified = person_of({**KIM, "sub": "9", "email_verified": False}, settings)
    assert (unverified.owns, unverified.account) == (False, "9")
    assert not person_of({"sub": "3"}, PageSettings(owners=("", "groups="), reviewers=("groups=None",))).owns


def test_attributes_are_plain_values_of_claims_and_else_missing():
    settings = PageSettings(claims={"branch": "department", "level": "level", "team": "groups"})
    person = person_of({**KIM, "groups": ["a"], "level": 3}, settings)
    assert dict(person.attributes) == {"branch": "서울", "level": 3}
    assert person_of(KIM, settings).key != person_of({**KIM, "iss": "https://other"}, settings).key


def test_a_provider_without_times_is_believed():
    assert not is_stale({}, 12) and not is_stale({"iat": time.time()}, 12)


def test_what_the_sign_in_says_reaches_the_row_filters_and_the_audit(tmp_path, monkeypatch):
    """The real page over real files: two people ask the same question."""
    import streamlit as st

    (tmp_path / "sales").mkdir()
    (tmp_path / "sales" / "orders.csv").write_text("branch,amount\n서울,10\n서울,5\n부산,7\n", encoding="utf-8")
    (tmp_path / "sample_queries" / "sales").mkdir(parents=True)
    sample = "questions: [전체 매출은?]\nsql: SELECT SUM(amount) AS revenue FROM orders\napproved_by: kim\n"
    (tmp_path / "sample_queries" / "sales" / "revenue.yaml").write_text(sample + "approved_on: 2026-11-01\n", "utf-8")
    (tmp_path / "text2sql.toml").write_text(
        '[databases.sales]\nlocation = "sales"\n[safety]\nrow_filters = { orders = "branch = :branch" }\n'
        'attributes = { branch = "서울" }\n[page]\nclaims = { branch = "department" }\n[audit]\nfolder = "audit"\n',
        "utf-8",
    )
    monkeypatch.setattr(sys, "argv", ["app.py", "--settings", str(tmp_path / "text2sql.toml")])
    st.cache_resource.clear()
    told = {}
    for name, user in (("kim", KIM), ("lee", LEE), ("nobody's", {**KIM, "sub": "3", "department": None})):
        app = AppTest.from_file(str(PAGE), default_timeout=60)
        app.secrets["auth"] = AUTH
        app.user = user
        app.run().chat_input[0].set_value("전체 매출은?").run()
        assert not app.exception
        told[name] = words(app)
    st.cache_resource.clear()
    assert "15" in told["kim"] and "**7" not in told["kim"]
    assert "7" in told["lee"] and "15" not in told["lee"]
    assert "does not say" in told["nobody's"] and "15" not in told["nobody's"]
    audit = (tmp_path / "audit" / "audit.jsonl").read_text("utf-8")
    assert '"user": "kim@shop.kr"' in audit and '"user": "lee@shop.kr"' in audit
    assert len(list((tmp_path / ".text2sql" / "people").iterdir())) == 3


def test_the_command_serves_other_machines_only_with_a_sign_in_or_when_told_to(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from text2sql.commands import chatting
    from text2sql.commands.options import Shared

    (tmp_path / "orders.csv").write_text("branch,amount\n서울,10\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    started = []
    monkeypatch.setattr("os.execv", lambda program, command: started.append(command))

    def chat(*options):
        return CliRunner().invoke(chatting.chat, ["-d", "orders.csv", *options], obj=Shared(""))

    assert "served to this machine only" in str(chat("--host", "0.0.0.0").exception)
    assert started == []
    assert chat().exit_code == 0 and started[-1][started[-1].index("--server.address") + 1] == "127.0.0.1"
    assert chat("--host", "0.0.0.0", "--without-sign-in").exit_code == 0 and started[-1][-1] == "--without-sign-in"
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth]\nclient_id = 'page'\n", "utf-8")
    assert chat("--host", "0.0.0.0").exit_code == 0 and "--without-sign-in" not in started[-1]

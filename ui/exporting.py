"""Downloads of an answer. Files are made when they are asked for, and none of them runs the page again."""

import io
from collections.abc import Callable
from typing import Literal

import altair as alt
import streamlit as st

from text2sql.catalog import Language
from text2sql.chat import answer_reading
from text2sql.errors import Text2SqlError, WarehouseError
from text2sql.exports import FORMS, FileForm, as_file
from text2sql.types import Answered, Reading, ResultTable, Step
from ui.turns import OpenPage
from ui.wording import say

PictureForm = Literal["png", "svg"]
_PICTURES: dict[PictureForm, str] = {"png": "image/png", "svg": "image/svg+xml"}
_TITLES: dict[FileForm, str] = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}
_WAIT_SECONDS = 60.0
_FONT = "NanumGothic, Noto Sans CJK KR, Malgun Gothic, Apple SD Gothic Neo, sans-serif"
"""Fonts with Korean letters, of which most machines have one."""
_SHARP = 2.0


def downloads(language: Language, opened: OpenPage, answer: Answered, number: int) -> None:
    """A button for each form of file, with all rows up to the limit of downloads, not only those that are shown."""
    limit = opened.everything.limits.rows if opened.everything else len(answer.result.rows)
    with st.popover(say(language, "download"), icon=":material/download:"):
        for form, media in FORMS.items():
            st.download_button(
                _TITLES[form],
                _made(opened, answer, form),
                file_name=f"answer.{form}",
                mime=media,
                icon=":material/table:",
                on_click="ignore",
                key=f"{form}{number}",
                width="stretch",
            )
        st.caption(say(language, "download_limit", count=f"{limit:,}"))


def _made(opened: OpenPage, answer: Answered, form: FileForm) -> Callable[[], bytes]:
    return lambda: as_file(whole(opened, answer), form)


def whole(opened: OpenPage, answer: Answered) -> ResultTable:
    """All rows of an answer up to the limit of downloads: asked for again through the same gate when some are missing.

    Raises:
        Text2SqlError: the warehouse failed; the rows that are shown are never passed off as all.
    """
    if not answer.result.truncated or opened.everything is None:
        return answer.result
    reading = Reading(answer.candidate.reading, answer.candidate.sql, costly=True)
    if not opened.lock.acquire(timeout=_WAIT_SECONDS):
        raise WarehouseError("The database is busy with other questions. Try the download again in a minute.")
    try:
        again = answer_reading(opened.everything, answer.question, reading, _unwatched)
    finally:
        opened.lock.release()
    if isinstance(again, Answered):
        return again.result
    raise Text2SqlError(again.message)


def _unwatched(step: Step) -> None:
    """Nobody is watching."""


def picture_downloads(language: Language, drawn: alt.Chart, number: int) -> None:
    """The chart as a file, drawn as the page draws it."""
    for form, media in _PICTURES.items():
        st.download_button(
            say(language, "download_picture", form=form.upper()),
            _drawn(drawn, form),
            file_name=f"answer.{form}",
            mime=media,
            icon=":material/image:",
            on_click="ignore",
            key=f"{form}{number}",
            width="stretch",
        )


def _drawn(drawn: alt.Chart, form: PictureForm) -> Callable[[], bytes]:
    return lambda: picture_bytes(drawn, form)


def picture_bytes(drawn: alt.Chart, form: PictureForm) -> bytes:
    """The chart as PNG or SVG; nothing is fetched for it."""
    file = io.BytesIO() if form == "png" else io.StringIO()
    drawn.configure(font=_FONT).save(file, format=form, **({"scale_factor": _SHARP} if form == "png" else {}))
    content = file.getvalue()
    return content.encode() if isinstance(content, str) else content

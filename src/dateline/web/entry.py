"""The page on which articles are added, and the page that tells how far a batch is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import FormData, UploadFile
from starlette.responses import JSONResponse, RedirectResponse, Response

from dateline.read import Given, parse_date
from dateline.read.shapes import is_address
from dateline.web.access import Asking, Sent
from dateline.web.adding import Adding, Batch, TooManyError
from dateline.web.contexts.adding import AddPage, BatchPage
from dateline.web.desk import AtDesk, Desk
from dateline.web.problems import ProblemError
from dateline.web.rendering import page

__all__ = ["add", "add_page", "batch_page", "batch_state", "post_article"]

_LONGEST_LINE = 2000  # characters of a title, publisher or address


def adding_of(request: Request) -> Adding:
    adding: Adding = request.app.state.adding
    return adding


AddingTo = Annotated[Adding, Depends(adding_of)]


def add_page(request: Request) -> Response:
    """Paste a text, drop files, or give an address."""
    return page(request, "add.html", AddPage(today=date.today()))


def add(desk: AtDesk, adding: AddingTo, person: Asking, form: Sent) -> Response:
    """Take in what the form holds, and go to the page of the batch."""
    batch = Batch(_given(desk, form), person.name)
    try:
        _fill(batch, form)
        _start(adding, batch)
    except ProblemError:
        batch.discard()
        raise
    return RedirectResponse(f"/add/{batch.batch_id}", 303)


def _given(desk: Desk, form: FormData) -> Given:
    written = _line(form, "published")
    try:
        published = parse_date(written) if written else None
    except ValueError:
        raise _wrong("published", f"{written!r} is no date; write it as 2025-12-13") from None
    return Given(published, _line(form, "publisher") or None, desk.settings)


def _fill(batch: Batch, form: FormData) -> None:
    text, address = form.get("text"), _line(form, "address")
    if isinstance(text, str) and text.strip():
        fields = {name: _line(form, name) for name in ("title", "publisher", "published")}
        batch.put_text({"text": text.replace("\r\n", "\n"), **fields})
    if address:
        if not is_address(address):
            raise _wrong("address", "it does not begin with http:// or https://")
        batch.put_address(address)
    for upload in form.getlist("files"):
        if isinstance(upload, UploadFile) and upload.filename:
            batch.put_file(upload.filename, upload.file)
    if not batch.names:
        raise ProblemError(422, "There is nothing to read", "Paste a text, choose files, or give an address.")


def _line(form: FormData, name: str) -> str:
    written = form.get(name, "")
    if not isinstance(written, str) or len(written) > _LONGEST_LINE or "\x00" in written:
        raise _wrong(name, "it is too long")
    return written.strip()


def _wrong(name: str, said: str) -> ProblemError:
    return ProblemError(422, "That makes no sense", "Go back and correct the field.", {name: said})


def _start(adding: Adding, batch: Batch) -> None:
    try:
        adding.add(batch)
    except TooManyError:
        raise ProblemError(
            503, "Too much is waiting to be read", "Try again in some minutes.", headers={"Retry-After": "60"}
        ) from None


def batch_page(request: Request, adding: AddingTo, batch_id: str) -> Response:
    """How far a batch is, and what it gave."""
    return page(request, "batch.html", BatchPage(_known(adding, batch_id)))


def _known(adding: Adding, batch_id: str) -> Batch:
    batch = adding.batch(batch_id)
    if batch is None:
        raise ProblemError(
            404,
            "There is no such batch",
            "The workbench has been restarted since. What was read by then is in the case; add the rest again.",
        )
    return batch


# -- the same through the API -----------------------------------------------------------------------------------


class ArticleSent(BaseModel):
    """An article, or the address of one."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = None
    title: Annotated[str, Field(max_length=_LONGEST_LINE)] | None = None
    publisher: Annotated[str, Field(max_length=_LONGEST_LINE)] | None = None
    published: date | None = None
    address: Annotated[str, Field(max_length=_LONGEST_LINE)] | None = None


def post_article(desk: AtDesk, adding: AddingTo, person: Asking, sent: ArticleSent) -> Response:
    """Read, code and keep an article; the answer names the batch, which tells when it is done."""
    if not (sent.text and sent.text.strip()) and not sent.address:
        raise ProblemError(422, "There is nothing to read", "Give a text or an address.")
    if sent.address and not is_address(sent.address):
        raise ProblemError(422, "That is no address", "Begin it with http:// or https://.")
    batch = Batch(Given(sent.published, sent.publisher, desk.settings), person.name)
    if sent.text:
        published = sent.published.isoformat() if sent.published else ""
        batch.put_text(
            {"text": sent.text, "title": sent.title or "", "publisher": sent.publisher or "", "published": published}
        )
    if sent.address:
        batch.put_address(sent.address)
    _start(adding, batch)
    return JSONResponse({"batch": batch.batch_id}, 202)


def batch_state(adding: AddingTo, batch_id: str) -> Response:
    """How far a batch is, what was new, and what could not be read and why."""
    return JSONResponse(_told(_known(adding, batch_id)))


def _told(batch: Batch) -> dict[str, Any]:
    summary = batch.summary
    return {
        "state": batch.state.value,
        "read": batch.read,
        "new": summary.new,
        "known": summary.known,
        "changed": summary.changed,
        "not_english": summary.not_english,
        "failures": batch.failures,
        "problem": batch.problem,
        "progress": f"{batch.state.value} {batch.read}",
    }

"""A thin client of the workbench's API, for programs: `Workbench("http://127.0.0.1:8000")`.

Lists are walked through page by page. What the workbench refuses is raised as `RefusedError`, in its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

__all__ = ["RefusedError", "Workbench"]

_PAGE = 200

Plain = dict[str, Any]


class RefusedError(Exception):
    """The workbench said no: `status` is that of HTTP, `problem` what is wrong and what to do."""

    def __init__(self, status: int, problem: Plain) -> None:
        said = "; ".join(str(problem[part]) for part in ("title", "detail") if problem.get(part))
        super().__init__(said or f"the workbench answers {status}")
        self.status = status
        self.problem = problem


class Workbench:
    """One workbench at an address; `token` is what `/account` of a team's workbench gives."""

    def __init__(self, address: str, token: str | None = None, *, seconds: float = 60.0) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=f"{address.rstrip('/')}/api/v1", headers=headers, timeout=seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._http.close()

    def incidents(self, **conditions: str) -> Iterator[Plain]:
        """Every incident that answers to the conditions: type, country, since, until, place, actor, source, ..."""
        after: str | None = ""
        while after is not None:
            asked = {**conditions, "most": str(_PAGE)} | ({"after": after} if after else {})
            page = self._ask("GET", "/incidents", params=asked)
            yield from page["incidents"]
            after = page["after"]

    def incident(self, incident_id: str) -> Plain:
        """One incident whole, with its `version`."""
        return self._ask("GET", f"/incidents/{incident_id}")

    def article(self, article_id: str) -> Plain:
        return self._ask("GET", f"/articles/{article_id}")

    def claim(self, claim_id: str) -> Plain:
        return self._ask("GET", f"/claims/{claim_id}")

    def search(self, words: str) -> list[Plain]:
        found: list[Plain] = self._ask("GET", "/search", params={"q": words})["articles"]
        return found

    def judge(self, incident: Plain, action: str, **decision: Any) -> list[str]:
        """Decide about an incident as `incident()` gave it; returns the ids of the judgements."""
        sent = {"action": action, "version": incident["version"], **decision}
        kept: list[str] = self._ask("POST", f"/incidents/{incident['incident_id']}/judgements", json=sent)["judgements"]
        return kept

    def undo(self, judgements: Sequence[str], why: str = "") -> None:
        self._ask("POST", "/judgements/undo", json={"judgements": list(judgements), "why": why})

    def add(self, text: str, **fields: str) -> str:
        """Give an article to be read (title, publisher, published); returns its batch, which `batch` asks about."""
        batch: str = self._ask("POST", "/articles", json={"text": text, **fields})["batch"]
        return batch

    def batch(self, batch_id: str) -> Plain:
        return self._ask("GET", f"/batches/{batch_id}")

    def _ask(self, method: str, path: str, **options: Any) -> Plain:
        answer = self._http.request(method, path, **options)
        body: Plain = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        if answer.is_error:
            raise RefusedError(answer.status_code, body)
        return body

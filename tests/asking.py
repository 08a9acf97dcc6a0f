"""A client of the workbench inside the test's process: no server, no network."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

__all__ = ["LOCAL", "Client"]

LOCAL = "http://127.0.0.1"
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


@dataclass
class Client:
    """Asks as the browser does; `post_form` takes the token out of the page that shows the form."""

    app: FastAPI
    base: str = LOCAL
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.ask("POST", path, **options)

    def post_form(self, page: str, path: str, fields: dict[str, Any], **options: Any) -> httpx.Response:
        return self.post(path, data={"token": self.token(page), **fields}, **options)

    def token(self, page: str) -> str:
        found = _TOKEN.search(self.get(page).text)
        assert found, f"{page} shows no form"
        return found[1]

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=self.base, cookies=self.cookies) as client:
                return await client.request(method, path, **options)

        return asyncio.run(once())

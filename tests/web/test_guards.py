"""What every answer carries, and who is let in."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from asking import Client
from dateline.web.headers import content_policy

PAGES = ("/incidents", "/articles", "/search?q=market", "/nowhere")


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/incidents", "/static/workbench.css"])
def test_the_policy_allows_our_own_files_only(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_map_tiles_are_the_one_exception() -> None:
    assert "https://tiles.example.org" in content_policy("https://tiles.example.org/{z}/{x}/{y}.png")
    assert "//" not in content_policy()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_inline_script_or_style_or_a_foreign_address(client: Client, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\s(style|on\w+)=", page)
    assert not re.search(r'(src|<link[^>]* href)="(?!/)', page)


def test_every_page_names_where_its_places_come_from(client: Client) -> None:
    for path in PAGES:
        assert "GeoNames</a> (CC BY 4.0)" in client.get(path).text


def test_templates_hold_no_inline_script_or_style_and_mark_nothing_safe() -> None:
    for template in files("dateline.web").joinpath("templates").iterdir():
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|\|\s*safe|autoescape", source), template


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""])
def test_a_foreign_name_is_turned_away(client: Client, host: str) -> None:
    assert client.get("/incidents", headers={"Host": host}).status_code == 421


def test_a_browser_that_has_the_page_is_told_so(client: Client) -> None:
    first = client.get("/incidents")
    again = client.get("/incidents", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")

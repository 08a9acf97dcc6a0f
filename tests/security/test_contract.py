"""The API is asked what its own description allows, and what it does not: it answers as described, and never fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.generation import GenerationMode

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.store.fusing import fuse_case
from dateline.web.app import create_app
from dateline.web.desk import Desk

# Which codes a codebook knows a description cannot say; and an empty condition is none, as forms send it.
EXCLUDED = [checks.positive_data_acceptance, checks.negative_data_rejection]
LEFT_OUT = {"POST /api/v1/articles"}  # which would code, and fetch, whatever comes to mind: tests/web/test_adding.py
HEADERS = {"Host": "127.0.0.1"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("contract")
    article = make_article("Rebels shelled the market of Velmak.", title="Shells fall", published="2025-03-02")
    case = open_case(str(folder / "case.db"), create=True)
    fill(case, [make_coded(article, [make_mention(article, trigger="shelled", actors=["Rebels"], killed=[3])])])
    fuse_case(case)
    yield create_app(Desk(case, Settings(data_folder=folder)))
    case.close()


def test_every_route_keeps_its_description(app: FastAPI) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HEADERS)
    found = [item.ok() for item in described.get_all_operations()]
    operations = [item for item in found if item.label not in LEFT_OUT]
    assert len(operations) >= 10
    for operation in operations:

        @given(asked=st.one_of(operation.as_strategy(), operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)))
        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def ask(asked: schemathesis.Case) -> None:
            asked.call_and_validate(headers=HEADERS, excluded_checks=EXCLUDED)

        ask()

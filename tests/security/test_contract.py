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

# That valid data is accepted is not checked: which codes a codebook knows, its description cannot say.
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
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 10
    for operation in operations:

        @given(asked=st.one_of(operation.as_strategy(), operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)))
        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def ask(asked: schemathesis.Case) -> None:
            asked.call_and_validate(headers=HEADERS, excluded_checks=[checks.positive_data_acceptance])

        ask()

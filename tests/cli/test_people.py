"""Accounts from the command line, and what `serve` refuses before anything listens."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.people import RoleName
from dateline.web.people import Role

runner = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path


def run(*arguments: str, given: str = "") -> tuple[int, str]:
    result = runner.invoke(app, [*arguments], input=given)
    return result.exit_code, result.output


def test_the_roles_are_those_of_the_workbench() -> None:
    assert {name.value: name.number for name in RoleName} == {role.name.lower(): role.value for role in Role}


@pytest.mark.usefixtures("folder")
def test_accounts_are_made_listed_changed_and_ended() -> None:
    assert (
        run("people", "add", "mira", "--role", "admin", "--password-stdin", given="seven green herons wade\n")[0] == 0
    )
    assert run("people", "list") == (0, "mira\tadmin\n")
    assert run("people", "role", "mira", "editor")[0] == 0
    assert run("people", "end", "mira")[0] == 0
    assert run("people", "list") == (0, "mira\teditor\tmay not log in\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["people", "add", "mira", "--role", "admin", "--password-stdin"], "short\n", "12 to 1000 characters"),
        (["people", "role", "nobody", "admin"], "", "see: dateline people list"),
        (["serve", "--team"], "", "dateline people add NAME --role admin"),
        (["serve", "--host", "192.0.2.1"], "", "add --team"),
        (["serve", "--team", "--tls-key", "key.pem"], "", "--tls-certificate"),
    ],
)
def test_what_is_refused_says_what_to_do(arguments: list[str], given: str, said: str) -> None:
    code, output = run(*arguments, given=given)
    assert code == 2
    assert said in output

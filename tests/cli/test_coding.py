"""What every command that codes does first: the gazetteer is compiled, and the user's actors are checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import opening
from dateline.cli.app import app
from dateline.settings import Settings
from dateline.store.case import open_case


class _CompiledError(Exception):
    """Raised in the place of compiling, so that the command goes no further."""


COMMANDS = [
    ("read", "{folder}/story.txt"),
    ("add", "--case", "{folder}/new.db", "{folder}/story.txt"),
    ("recode", "--case", "{folder}/case.db"),
    ("evaluate", "wild", "{folder}/story.txt"),
    ("serve", "--case", "{folder}/case.db"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text("Rebels attacked a village in the north of the country on Monday.")
    open_case(str(tmp_path / "case.db"), create=True).close()
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_gazetteer_is_compiled_first(
    command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compiled(settings: Settings) -> None:
        raise _CompiledError(str(settings.cache_folder))

    monkeypatch.setenv("DATELINE_CACHE", str(folder / "cache"))
    monkeypatch.setattr(opening, "prepare_gazetteer", compiled)
    result = CliRunner().invoke(app, [part.format(folder=folder) for part in command])
    assert isinstance(result.exception, _CompiledError)
    assert str(result.exception) == str(folder / "cache")


@pytest.mark.parametrize("command", COMMANDS[:3], ids=lambda command: command[0])
def test_a_mistake_in_the_users_actors_is_told_first(command: tuple[str, ...], folder: Path) -> None:
    actors = folder / "mine.yaml"
    actors.write_text("- {id: group.mine, name: Mine, kind: group, roles: [{country: QQQ, sector: REB}], source: me}\n")
    arguments = [part.format(folder=folder) for part in command]
    result = CliRunner().invoke(app, [*arguments, "--actors", str(actors)])
    assert result.exit_code == 2
    assert f"{actors}:1" in result.stderr
    assert "QQQ" in result.stderr

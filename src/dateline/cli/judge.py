"""`dateline judge ...`: what people decide about incidents and mentions; taken back, and given to another team."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.opening import CaseOption, fail, login, opened

if TYPE_CHECKING:
    from dateline.model import JudgementKind
    from dateline.store.case import Connection

__all__ = ["add_commands"]

ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; by default your login name.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="REASON", help="Why, in your words.")]
ThingArgument = Annotated[str, typer.Argument(metavar="ID", help="An incident (i-...) or a mention (m-...).")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="Another incident or mention.")]

_Subjects = Callable[["Connection"], list[tuple[str, ...]]]


def add_commands(app: typer.Typer) -> None:
    judging = typer.Typer(no_args_is_help=True, help="Decide about incidents and mentions; nothing is overwritten.")
    for name, command in _COMMANDS.items():
        judging.command(name)(command)
    app.add_typer(judging, name="judge")


def same(
    thing: ThingArgument, other: OtherArgument, case_name: CaseOption = None, by: ByOption = None, why: WhyOption = ""
) -> None:
    """These two are one incident, with all their mentions."""
    from dateline.model import JudgementKind
    from dateline.store.judgements import mentions_of

    def pairs(connection: Connection) -> list[tuple[str, ...]]:
        first, *others = mentions_of(connection, thing) + mentions_of(connection, other)
        return [(first, mention) for mention in others if mention != first]

    _record(case_name, JudgementKind.SAME_INCIDENT, pairs, by, why)


def different(
    thing: ThingArgument, other: OtherArgument, case_name: CaseOption = None, by: ByOption = None, why: WhyOption = ""
) -> None:
    """These two are not one incident: no mention of the one stands with a mention of the other."""
    from dateline.model import JudgementKind
    from dateline.store.judgements import mentions_of

    def pairs(connection: Connection) -> list[tuple[str, ...]]:
        return list(product(mentions_of(connection, thing), mentions_of(connection, other)))

    _record(case_name, JudgementKind.DIFFERENT_INCIDENT, pairs, by, why)


def wrong_type(
    thing: ThingArgument,
    event_type: Annotated[str, typer.Option("--to", metavar="TYPE", help="What it is, as in PROTEST.")],
    case_name: CaseOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """It is an event of another type."""
    from dateline.knowledge.codebook_file import load_codebook
    from dateline.model import JudgementKind

    known = load_codebook().types
    if event_type.upper() not in known:
        fail(f"--to {event_type!r} is no event type; give one of {', '.join(sorted(known))}")
    _record(case_name, JudgementKind.WRONG_TYPE, _each_of(thing), by, why, event_type.upper())


def right_place(
    thing: ThingArgument,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The name of the place where it happened.")],
    case_name: CaseOption = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Three letters, as in SYR.")] = None,
    lat: Annotated[float | None, typer.Option(help="Latitude, where you know it.")] = None,
    lon: Annotated[float | None, typer.Option(help="Longitude, where you know it.")] = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """It happened elsewhere. Coordinates are only ever what you give."""
    from dateline.model import ImpossibleValueError, JudgementKind, PlaceValue
    from dateline.store.corrections import place_written

    try:
        value = PlaceValue(place, lat=lat, lon=lon, country=country.upper() if country else None)
    except ImpossibleValueError as error:
        fail(f"{error}; give both --lat and --lon, or neither")
    _record(case_name, JudgementKind.RIGHT_PLACE, _each_of(thing), by, why, place_written(value))


def no_event(thing: ThingArgument, case_name: CaseOption = None, by: ByOption = None, why: WhyOption = "") -> None:
    """The words tell of no event: it leaves the incidents, and stays in the case."""
    from dateline.model import JudgementKind

    _record(case_name, JudgementKind.NO_EVENT, _each_of(thing), by, why)


def review(thing: ThingArgument, case_name: CaseOption = None, by: ByOption = None, why: WhyOption = "") -> None:
    """You have looked through it, as it is now."""
    from dateline.model import JudgementKind

    _record(case_name, JudgementKind.REVIEWED, _all_of(thing), by, why)


def sign_off(thing: ThingArgument, case_name: CaseOption = None, by: ByOption = None, why: WhyOption = "") -> None:
    """You stand by it, as it is now; it is signed off when two people do."""
    from dateline.model import JudgementKind

    _record(case_name, JudgementKind.SIGNED_OFF, _all_of(thing), by, why)


def comment(
    thing: ThingArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you have to say.")],
    case_name: CaseOption = None,
    by: ByOption = None,
) -> None:
    """Say something about it; it is then in review."""
    from dateline.model import JudgementKind

    _record(case_name, JudgementKind.COMMENT, _all_of(thing), by, text)


def _each_of(thing: str) -> _Subjects:
    """One judgement for every mention."""
    from dateline.store.judgements import mentions_of

    return lambda connection: [(mention,) for mention in mentions_of(connection, thing)]


def _all_of(thing: str) -> _Subjects:
    """One judgement about all mentions together."""
    from dateline.store.judgements import mentions_of

    return lambda connection: [tuple(mentions_of(connection, thing))]


def _record(
    case_name: str | None, kind: JudgementKind, subjects: _Subjects, by: str | None, why: str, value: str | None = None
) -> None:
    """Keep the judgements and what follows from them, both or neither."""
    from dateline.store.fusing import judging
    from dateline.store.judgements import judgement_of, record

    now = datetime.now(UTC)
    with opened(case_name) as case, case.writing() as connection, judging(connection):
        for wanted in subjects(connection):
            typer.echo(record(connection, judgement_of(kind, wanted, by or login(), now, value=value, why=why)))


def undo(
    judgement_id: Annotated[str, typer.Argument(metavar="ID", help="A judgement (j-...).")],
    case_name: CaseOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Take a judgement back; both stay in the case."""
    from dateline.store.fusing import judging
    from dateline.store.judgements import Undoing
    from dateline.store.judgements import undo as take_back

    with opened(case_name) as case, case.writing() as connection, judging(connection):
        take_back(connection, Undoing(judgement_id, by or login(), datetime.now(UTC), why))


def list_judgements(case_name: CaseOption = None) -> None:
    """List every judgement, oldest first, also those that no longer stand."""
    from dateline.store.judgements import all_judgements, standing

    with opened(case_name) as case, case.reading() as connection:
        known = all_judgements(connection)
    valid = {judgement.judgement_id for judgement in standing(known)}
    for item in known:
        end = "" if item.judgement_id in valid else "  (undone)" if item.undone else "  (superseded)"
        about = " ".join(item.subjects[:2]) + (f" and {len(item.subjects) - 2} more" if len(item.subjects) > 2 else "")
        value = f" {item.value}" if item.value else ""
        typer.echo(
            f"{item.judgement_id}  {item.made_at:%Y-%m-%d %H:%M}  {item.made_by}: {item.kind}{value}  {about}"
            f"  {' '.join(item.reason.split())}{end}"
        )


def export(
    file: Annotated[Path, typer.Argument(help="Where to write them, as JSON lines; - for standard output.")],
    case_name: CaseOption = None,
) -> None:
    """Write every judgement to a file that another team can import."""
    from dateline.store.judgements import exchanged

    with opened(case_name) as case, case.reading() as connection:
        lines = "".join(json.dumps(item, ensure_ascii=False, sort_keys=True) + "\n" for item in exchanged(connection))
    if str(file) == "-":
        typer.echo(lines, nl=False)
        return
    try:
        file.write_text(lines, encoding="utf-8")
    except OSError as error:
        fail(f"{file}: cannot be written ({error.strerror}); give another path")


def import_from(
    file: Annotated[Path, typer.Argument(help="What another team exported; - for standard input.")],
    case_name: CaseOption = None,
) -> None:
    """Take in the judgements of another team; those that are here already change nothing."""
    from dateline.store.fusing import judging
    from dateline.store.judgements import receive

    with opened(case_name) as case, case.writing() as connection, judging(connection):
        count = receive(connection, _lines(file))
    typer.echo(f"{count} new")


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        written = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file}: cannot be read ({error}); give a file that dateline judge export wrote")
    for number, line in enumerate(written.splitlines(), 1):
        try:
            yield json.loads(line)
        except ValueError:
            fail(f"{file}:{number}: it is no JSON; give a file that dateline judge export wrote")


_COMMANDS: dict[str, Callable[..., None]] = {
    "same": same,
    "different": different,
    "wrong-type": wrong_type,
    "right-place": right_place,
    "no-event": no_event,
    "review": review,
    "sign-off": sign_off,
    "comment": comment,
    "undo": undo,
    "list": list_judgements,
    "export": export,
    "import": import_from,
}

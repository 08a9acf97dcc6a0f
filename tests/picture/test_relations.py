"""Relations: what counts, how it adds up, and that every number opens into mentions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from builders import make_article, make_coded, make_mention
from dateline.knowledge.codebook_file import load_codebook
from dateline.model import AS_TOLD, ActorValue, Certainty, CertaintyLevel, CodedArticle, Counting, Polarity, Status
from dateline.picture.drawing import Drawing, Picture
from dateline.picture.matching import References
from dateline.picture.relations import Kind, Relation, weights_of

KENYA = ActorValue("Kenyan troops", "KEN", "MIL")
UGANDA = ActorValue("the Ugandan army", "UGA", "MIL")
RWANDA = ActorValue("the Rwandan army", "RWA", "MIL")

Case = Callable[..., CodedArticle]


def _coded(
    event_type: str,
    actors: Sequence[ActorValue],
    recipients: Sequence[ActorValue],
    day: str,
    number: int = 0,
    **how: object,
) -> CodedArticle:
    article = make_article(f"Report {number} of what was done on {day} tells {event_type}.", published="2025-06-20")
    mention = make_mention(article, event_type, actors=actors, recipients=recipients, days=[day], **how)
    return make_coded(article, [mention])


def _draw(references: References, articles: Sequence[CodedArticle], counting: Counting = AS_TOLD) -> Picture:
    return Drawing(references, load_codebook(), counting).draw(articles)


def _pair(picture: Picture, first: str, second: str) -> Relation:
    return next(item for item in picture.relations if (item.first.key, item.second.key) == (first, second))


def test_weeks_months_and_kinds_are_kept_apart(references: References) -> None:
    articles = [
        _coded("ASSAULT", [KENYA], [UGANDA], "2025-06-02", 1),
        _coded("ASSAULT", [KENYA], [UGANDA], "2025-06-11", 2),
        _coded("ACCUSE", [UGANDA], [KENYA], "2025-06-11", 3),
    ]
    relation = _pair(_draw(references, articles), "KEN", "UGA")
    weeks = [(str(score.start), score.actor.key, score.kind, score.count, score.total) for score in relation.by_week()]
    assert weeks == [
        ("2025-06-02", "KEN", Kind.MATERIAL_CONFLICT, 1, -9.0),
        ("2025-06-09", "KEN", Kind.MATERIAL_CONFLICT, 1, -9.0),
        ("2025-06-09", "UGA", Kind.VERBAL_CONFLICT, 1, -3.0),
    ]
    months = [(score.start, score.actor.key, score.count) for score in relation.by_month()]
    assert months == [(date(2025, 6, 1), "KEN", 2), (date(2025, 6, 1), "UGA", 1)]


def test_every_number_opens_into_its_mentions(references: References) -> None:
    articles = [_coded("ASSAULT", [KENYA], [UGANDA], "2025-06-02", number) for number in range(3)]
    (score,) = _pair(_draw(references, articles), "KEN", "UGA").by_month()
    told = {coded.mentions[0].mention_id for coded in articles}
    assert {deed.passage.mention_id for deed in score.deeds} == told


def test_one_incident_told_by_three_counts_once(references: References) -> None:
    articles = [_coded("ASSAULT", [KENYA], [UGANDA], "2025-06-02", number) for number in range(3)]
    drawing = Drawing(references, load_codebook(), AS_TOLD, lambda _: "i-1")
    (score,) = _pair(drawing.draw(articles), "KEN", "UGA").by_month()
    assert (score.count, score.total, len(score.deeds)) == (1, -9.0, 3)


@pytest.mark.parametrize(
    ("how", "asked"),
    [
        ({"certainty": Certainty(CertaintyLevel.POSSIBLE)}, Counting(speculation=True)),
        ({"certainty": Certainty(CertaintyLevel.PROBABLE)}, Counting(speculation=True)),
        ({"certainty": Certainty(polarity=Polarity.DENIED)}, Counting(denied=True)),
        ({"status": Status.PLANNED}, Counting(planned=True)),
        ({"status": Status.CALLED_FOR}, Counting(planned=True)),
        ({"status": Status.HYPOTHETICAL}, Counting(hypothetical=True)),
    ],
)
def test_what_did_not_happen_counts_only_when_asked_for(
    references: References, how: dict[str, object], asked: Counting
) -> None:
    articles = [_coded("ASSAULT", [KENYA], [UGANDA], "2025-06-02", **how)]
    assert _draw(references, articles).relations == ()
    assert len(_draw(references, articles, asked).relations) == 1


def test_an_organisation_that_reports_an_attack_did_not_attack(references: References) -> None:
    monitor = ActorValue("Harbour Monitor", "NGO", "CVL", actor_id="organisation.oxfam")
    assert _draw(references, [_coded("ASSAULT", [monitor], [UGANDA], "2025-06-02")]).relations == ()
    assert len(_draw(references, [_coded("ACCUSE", [monitor], [UGANDA], "2025-06-02")]).relations) == 1


def test_two_against_a_third_stand_beside_each_other(references: References) -> None:
    picture = _draw(references, [_coded("ASSAULT", [KENYA, RWANDA], [UGANDA], "2025-06-02")])
    together = _pair(picture, "KEN", "RWA")
    assert together.deeds == ()
    assert len(together.beside) == 1


@pytest.mark.parametrize(("event_type", "mutual"), [("CONSULT", True), ("ASSAULT", True), ("ACCUSE", False)])
def test_several_actors_without_a_recipient(references: References, event_type: str, mutual: bool) -> None:
    relation = _pair(_draw(references, [_coded(event_type, [KENYA, RWANDA], [], "2025-06-02")]), "KEN", "RWA")
    assert (len(relation.deeds), len(relation.beside)) == ((2, 0) if mutual else (0, 1))


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (ActorValue("a gunman of the Islamic State", "IMG", "REB"), "group.islamic-state"),
        (ActorValue("Kenyan police", "KEN", "COP"), "KEN"),
        (ActorValue("two farmers", "KEN", "CVL"), "KEN people"),
        (ActorValue("Kenyan reporters", "KEN", "JRN"), None),
        (ActorValue("an unknown gunman", None, "UAF"), None),
    ],
)
def test_parties(references: References, value: ActorValue, key: str | None) -> None:
    party = references.parties.of_value(value, value.name, date(2025, 6, 2))
    assert (party.key if party else None) == key


def test_weights_are_named_by_their_scores() -> None:
    weights = weights_of(load_codebook())
    assert weights.name.startswith("plover scores, version ")
    assert weights.score("ASSAULT", "drone") == -9.5
    assert weights.score("ASSAULT", "no-such-mode") == weights.score("ASSAULT", None) == -9.0


def test_the_months_of_a_change(references: References) -> None:
    articles = [
        _coded("ASSAULT", [KENYA], [UGANDA], "2025-04-02", 1),
        _coded("CONSULT", [KENYA, UGANDA], [], "2025-06-11", 2),
    ]
    (change,) = _pair(_draw(references, articles), "KEN", "UGA").changes()
    assert (str(change.start), change.before, change.after) == ("2025-06-01", -9.0, 2.5)


def test_joint_forces_are_material_cooperation(references: References) -> None:
    article = make_article("A joint Kenyan-Ugandan patrol crossed the lake.", published="2025-06-02")
    relation = _pair(_draw(references, [make_coded(article)]), "KEN", "UGA")
    assert {(deed.actor.key, deed.kind) for deed in relation.deeds} == {
        ("KEN", Kind.MATERIAL_COOPERATION),
        ("UGA", Kind.MATERIAL_COOPERATION),
    }

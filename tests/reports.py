"""Short reports of a few incidents that resemble each other: what fusing is tested on."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from builders import make_article, make_coded, make_mention
from dateline.model import CodedArticle, Judgement, JudgementKind

__all__ = ["TOLD", "article_of", "coded_articles", "judge"]

TOWNS = ("Morvale", "Eastwick", "Harrowgate")
TOLD = {
    "attack": (
        "ASSAULT",
        "Gunmen attacked a patrol near {town} on day {day}, killing {number} soldiers, the army said. "
        "They opened fire with machine guns from a ridge and fled on motorcycles before helicopters came.",
    ),
    "arrest": (
        "COERCE",
        "Police arrested {number} suspects in {town} on day {day} in dawn raids on farmhouses, officials said. "
        "Detectives found forged papers, radios and cash, and a judge ordered the men held for questioning.",
    ),
    "talks": (
        "CONSULT",
        "Envoys of both sides met in {town} on day {day} for {number} hours of talks on a truce. "
        "Mediators spoke of progress on exchanges of prisoners and the reopening of schools and banks.",
    ),
}


def article_of(kind: str, town: str, day: int, publisher: str, number: int) -> CodedArticle:
    event_type, text = TOLD[kind]
    article = make_article(
        text.format(town=town, day=day, number=number),
        title=f"{kind} in {town}",
        publisher=publisher,
        published=f"2025-03-{day:02}",
    )
    mention = make_mention(
        article,
        event_type,
        places=[town],
        days=[f"2025-03-{day:02}"],
        killed=[number] if kind == "attack" else [],
        said_by=["Army"] if kind == "attack" else [],
    )
    return make_coded(article, [mention])


def with_background(coded: CodedArticle, kind: str, town: str) -> CodedArticle:
    """The same report with a last sentence on something else."""
    first = coded.article
    article = make_article(
        f"{first.text} It followed the {kind} of {town}, which shook the province.",
        title=first.title,
        publisher=first.publisher,
        published=str(first.published_on),
    )
    told, verb = TOLD[kind][0], TOLD[coded_kind(coded)][1].split()[1]
    main = make_mention(article, coded.mentions[0].event_type, trigger=verb, places=[first.title.split()[-1]])
    return make_coded(article, [main, make_mention(article, told, trigger="followed", places=[town])])


def coded_kind(coded: CodedArticle) -> str:
    return next(kind for kind, (event_type, _) in TOLD.items() if event_type == coded.mentions[0].event_type)


def judge(kind: JudgementKind, *subjects: str, by: str = "ana", undone: bool = False) -> Judgement:
    return Judgement(f"j-{kind}-{by}", kind, subjects, by, datetime(2025, 4, 1, tzinfo=UTC), undone=undone)


plain_articles = st.builds(
    article_of,
    st.sampled_from(sorted(TOLD)),
    st.sampled_from(TOWNS),
    st.integers(1, 12),
    st.sampled_from(["Daily", "Courier", "Herald (Daily)"]),
    st.integers(1, 6),
)
coded_articles = st.lists(
    plain_articles | st.builds(with_background, plain_articles, st.sampled_from(sorted(TOLD)), st.sampled_from(TOWNS)),
    max_size=12,
)

"""Coded articles -> the picture: relations, presence, agreements, movements, exposure, in one pass.

Input: any number of coded articles, streamed: of each only what it tells is kept. Output: a `Picture`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dateline.knowledge.actors import load_actors
from dateline.knowledge.atlas import Atlas
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.gazetteer_build import open_gazetteer
from dateline.knowledge.picture_rules import load_picture_rules
from dateline.knowledge.sites import load_sites
from dateline.model import AS_TOLD, CodedArticle, Counting
from dateline.picture.agreements import Agreement, StepTold, agreement_tellings, gather_agreements
from dateline.picture.exposure import Exposure, ExposureTold, NearbySites, exposure_tellings, gather_exposure
from dateline.picture.matching import ArticleReading, References, Telling
from dateline.picture.movements import Movement, gather_movements, movement_tellings
from dateline.picture.parties import PartyBook
from dateline.picture.presence import Presence, gather_presence, presence_tellings
from dateline.picture.relations import Deed, DeedMaker, Relation, deeds_of, gather_relations, weights_of
from dateline.settings import Settings

__all__ = ["Drawing", "Picture", "open_drawing", "open_parties"]


@dataclass(frozen=True)
class Picture:
    """What many articles together say of a situation; `weights` names the scores that relations are counted with."""

    relations: tuple[Relation, ...]
    presence: tuple[Presence, ...]
    agreements: tuple[Agreement, ...]
    movements: tuple[Movement, ...]
    exposure: tuple[Exposure, ...]
    weights: str


@dataclass
class Drawing:
    """Takes in articles one by one. `incident_of` says which incident a mention belongs to, where that is known."""

    references: References
    codebook: Codebook
    counting: Counting = AS_TOLD
    incident_of: Callable[[str], str | None] = lambda _: None
    _deeds: list[Deed] = field(default_factory=list)
    _presence: list[Telling] = field(default_factory=list)
    _steps: list[StepTold] = field(default_factory=list)
    _movements: list[Telling] = field(default_factory=list)
    _exposure: list[ExposureTold] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._nearby = NearbySites(self.references.sites)
        self._maker = DeedMaker(self.references.parties, weights_of(self.codebook), self.counting, self.incident_of)

    def add(self, coded: CodedArticle) -> None:
        reading = ArticleReading(coded, self.references, guesses=self.counting.speculation)
        self._deeds.extend(deeds_of(reading, self._maker))
        self._presence.extend(presence_tellings(reading))
        self._steps.extend(agreement_tellings(reading, self.counting))
        self._movements.extend(movement_tellings(reading, self.counting))
        self._exposure.extend(exposure_tellings(reading, self._nearby, self.counting))

    def draw(self, articles: Iterable[CodedArticle]) -> Picture:
        for coded in articles:
            self.add(coded)
        return self.picture()

    def picture(self) -> Picture:
        return Picture(
            gather_relations(self._deeds),
            gather_presence(self._presence),
            gather_agreements(self._steps),
            gather_movements(self._movements),
            gather_exposure(self._exposure),
            self._maker.weights.name,
        )


def open_drawing(
    settings: Settings, counting: Counting = AS_TOLD, incident_of: Callable[[str], str | None] = lambda _: None
) -> Drawing:
    """A drawing with the reference data that `settings` name."""
    sites = load_sites(settings.data_folder)
    atlas = Atlas(open_gazetteer(settings.cache_folder), sites)
    references = References(load_picture_rules(), open_parties(settings), sites, atlas)
    return Drawing(references, load_codebook(settings.codebook), counting, incident_of)


def open_parties(settings: Settings) -> PartyBook:
    return PartyBook(load_actors(settings.actors, settings.cache_folder))

"""Coded articles -> the picture: relations, presence, agreements, movements, exposure, in one pass.

Input: any number of coded articles, streamed: of each only what it tells (`Findings`) is kept. Output: a `Picture`.
Findings follow from the article alone, so that a case can keep them: `findings_version` says what they rest on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.knowledge.actors import load_actors
from dateline.knowledge.atlas import Atlas
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.gazetteer_build import gazetteer_file, open_gazetteer
from dateline.knowledge.picture_rules import load_picture_rules
from dateline.knowledge.sites import imported_file, load_sites
from dateline.model import AS_TOLD, CodedArticle, Counting
from dateline.picture.agreements import Agreement, StepTold, agreement_tellings, gather_agreements
from dateline.picture.exposure import Exposure, ExposureTold, NearbySites, exposure_tellings, gather_exposure
from dateline.picture.matching import ArticleReading, References, Telling
from dateline.picture.movements import Movement, gather_movements, movement_tellings
from dateline.picture.parties import PartyBook
from dateline.picture.passages import Passage, passage_of
from dateline.picture.presence import Presence, gather_presence, presence_tellings
from dateline.picture.relations import Deed, DeedMaker, Relation, deeds_of, gather_relations, weights_of
from dateline.settings import Settings

__all__ = ["Drawing", "Findings", "Picture", "findings_version", "open_drawing", "open_parties"]


@dataclass(frozen=True)
class Picture:
    """What many articles together say of a situation; `weights` names the scores that relations are counted with."""

    relations: tuple[Relation, ...]
    presence: tuple[Presence, ...]
    agreements: tuple[Agreement, ...]
    movements: tuple[Movement, ...]
    exposure: tuple[Exposure, ...]
    weights: str


@dataclass(frozen=True)
class Findings:
    """What one article adds to the picture, and the passage of each of its mentions, in their order."""

    told: tuple[Passage, ...]
    deeds: tuple[Deed, ...]
    presence: tuple[Telling, ...]
    steps: tuple[StepTold, ...]
    movements: tuple[Telling, ...]
    exposure: tuple[ExposureTold, ...]


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
        self._maker = DeedMaker(self.references.parties, weights_of(self.codebook), self.counting)

    def find(self, coded: CodedArticle) -> Findings:
        reading = ArticleReading(coded, self.references, guesses=self.counting.speculation)
        return Findings(
            tuple(passage_of(mention, coded.article) for mention in coded.mentions),
            tuple(deeds_of(reading, self._maker)),
            tuple(presence_tellings(reading)),
            tuple(agreement_tellings(reading, self.counting)),
            tuple(movement_tellings(reading, self.counting)),
            tuple(exposure_tellings(reading, self._nearby, self.counting)),
        )

    def take(self, found: Findings) -> None:
        self._deeds.extend(map(self._of_incident, found.deeds))
        self._presence.extend(found.presence)
        self._steps.extend(found.steps)
        self._movements.extend(found.movements)
        self._exposure.extend(found.exposure)

    def _of_incident(self, deed: Deed) -> Deed:
        mention = deed.passage.mention_id
        incident = self.incident_of(mention) if mention else None
        return replace(deed, incident_id=incident) if incident else deed

    def add(self, coded: CodedArticle) -> None:
        self.take(self.find(coded))

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


def findings_version(settings: Settings) -> str:
    """Changes with everything that findings rest on beside the article: rules, reference data and the code itself."""
    digest = hashlib.sha256()
    for package in ("dateline.picture", "dateline.knowledge", "dateline.model"):
        for name, file in sorted(_files(files(package))):
            digest.update(_digest(name.encode()) + _digest(file.read_bytes()))
    for path in (settings.codebook, *settings.actors, imported_file(settings.data_folder)):
        digest.update(_digest(path.read_bytes()) if path is not None and path.exists() else b"none")
    gazetteer = gazetteer_file(settings.cache_folder)
    digest.update(str(gazetteer.stat().st_size if gazetteer.exists() else 0).encode())
    return f"picture {digest.hexdigest()[:24]}"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        name = f"{above}/{item.name}"
        if item.is_dir():
            yield from _files(item, name) if item.name != "__pycache__" else ()
        else:
            yield name, item

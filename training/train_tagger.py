"""Train the tagger: marked text -> language model -> what it says of unmarked news -> `tagger.npz`.

    python training/train_tagger.py ../shared/gold           # writes the weights
    python training/train_tagger.py ../shared/gold --report  # and scores them on annotated news

The language model learns from our marks and labels a pool of articles, none of them in `wild`; the tagger learns from
both. Half an hour on two cores. What is drawn at random has a seed, but sums of floats differ between machines, and so
do the last digits of the weights.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import average_precision_score

from cases import Labelled, label_marked, label_passage
from dateline.annotate.events.tagger import Alphabet, Columns, EventTagger, lay_out
from dateline.annotate.parse import Span, Token, parsed
from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.evaluate.coder import make_article
from dateline.evaluate.gold import file_digest
from dateline.knowledge.codebook import Codebook, PartOfSpeech
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.vectors import load_vectors
from dateline.settings import Settings
from language_model import LabelledWords, fine_tune
from marked_text import MARKED_FOLDER, TYPES, read_marked
from news_gold import FURTHER_MARKS, OUR_MARKS, read_our_marks, read_wild

PROJECT = Path(__file__).resolve().parents[1] / "src" / "dateline"
WEIGHTS = PROJECT / "annotate" / "events" / "tagger.npz"
VECTORS = PROJECT / "knowledge" / "word_vectors.npz"
POOL = {  # gold set: how many of its articles, and of how many characters
    "polnear": (450, 7000),
    **dict.fromkeys(("toponym_gwn", "toponym_lgl", "toponym_trnews", "toponym_geovirus"), (400, 7000)),
    **dict.fromkeys(("timebank_aquaint", "ecbplus"), (400, 7000)),
    "event_location": (3000, 500),
    "ngec_synthetic": (1000, 2500),
    "muc4": (300, 2500),
}
NONE = "none"
CLASSES = (NONE, *sorted(TYPES))
PARTS = {"VERB": PartOfSpeech.VERB, "NOUN": PartOfSpeech.NOUN, "ADJ": PartOfSpeech.ADJECTIVE}
LONGEST = 90  # words of a sentence of the pool
SEED = 0

WIDTH, LAYERS, DIMENSIONS = 96, 3, 128
ROUNDS, SENTENCES_AT_ONCE, RATE = 3, 64, 2e-3


@dataclass(frozen=True)
class Read:
    """A sentence as the language model sees it, and as the tagger does."""

    words: list[str]
    columns: Columns
    content: frozenset[int]  # words that may tell something


@dataclass(frozen=True)
class Taught:
    """A sentence for the tagger; `shares[n]` are those of the classes at the word `places[n]`."""

    columns: Columns
    places: list[int]
    shares: np.ndarray


class Student(torch.nn.Module):
    """`EventTagger` as it is trained; each word has a vector that does not change."""

    def __init__(self, alphabet: Alphabet, vectors: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.tensor(vectors))
        self.word = torch.nn.Linear(vectors.shape[1], WIDTH)
        self.tags = torch.nn.Embedding(len(alphabet.tags) + 1, WIDTH)
        self.relations = torch.nn.Embedding(len(alphabet.relations) + 1, WIDTH)
        self.around = torch.nn.ModuleList(torch.nn.Linear(5 * WIDTH, WIDTH) for _ in range(LAYERS))
        self.sentence = torch.nn.ModuleList(torch.nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(LAYERS))
        self.normal = torch.nn.ModuleList(torch.nn.LayerNorm(WIDTH) for _ in range(LAYERS))
        self.out = torch.nn.Linear(2 * WIDTH, len(CLASSES))
        self.drop = torch.nn.Dropout(0.1)
        for table in (self.tags, self.relations):
            torch.nn.init.normal_(table.weight, std=0.1)

    def forward(self, sentences: Sequence[Columns]) -> torch.Tensor:
        """Log probabilities of the classes, a row a word of all sentences."""
        lengths = np.array([len(item.heads) for item in sentences])
        starts = np.cumsum(lengths) - lengths
        count = int(lengths.sum())
        rows = np.arange(count)
        inside = torch.tensor(np.repeat(np.arange(len(sentences)), lengths))
        first_rows, last_rows = np.isin(rows, starts), np.isin(rows, starts + lengths - 1)
        before = torch.tensor(np.where(first_rows, count, rows - 1))
        after = torch.tensor(np.where(last_rows, count, rows + 1))
        heads = torch.tensor(np.concatenate([item.heads for item in sentences]) + np.repeat(starts, lengths))
        words, tags, relations = (
            torch.tensor(np.concatenate([getattr(item, name) for item in sentences]))
            for name in ("words", "tags", "relations")
        )
        dependents = torch.zeros(count).index_add_(0, heads, torch.ones(count)).clamp(min=1)[:, None]
        first = torch.relu(self.word(self.drop(self.vectors[words])) + self.tags(tags) + self.relations(relations))
        state, nothing = first, torch.zeros(1, WIDTH)
        for around, sentence, normal in zip(self.around, self.sentence, self.normal, strict=True):
            padded = torch.cat([state, nothing])
            of_dependents = torch.zeros_like(state).index_add_(0, heads, state) / dependents
            mean = torch.zeros(len(sentences), WIDTH).index_add_(0, inside, state) / torch.tensor(lengths)[:, None]
            near = torch.cat([state, padded[before], padded[after], state[heads], of_dependents], -1)
            state = normal(state + torch.relu(around(self.drop(near)) + sentence(mean.float())[inside]))
        return torch.log_softmax(self.out(torch.cat([state, first], -1)), -1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path, help="folder of the gold sets, whose articles we have marked")
    parser.add_argument("--report", action="store_true", help="score the weights on wild/dev.jsonl")
    options = parser.parse_args()
    pipeline = load_pipeline(Settings())
    alphabet = Alphabet(*(_numbered(pipeline.nlp.get_pipe(name).labels) for name in ("tagger", "parser")))
    marked = list(marked_sentences(pipeline, options.gold, alphabet))
    print(f"{len(marked)} marked sentences", flush=True)
    model = fine_tune([LabelledWords(read.words, labels) for read, labels in marked], len(CLASSES), SEED)
    pool = list(pool_sentences(pipeline, options.gold, alphabet))
    print(f"{len(pool)} sentences that nobody has marked", flush=True)
    taught = [teach(read, labels) for read, labels in marked]
    taught += [teach(pool[number], shares) for number, shares in model.probabilities([read.words for read in pool])]
    student = train(taught, alphabet, reduced(model.word_vectors(load_vectors().words)))
    save(student, alphabet, pipeline.parser_version)
    if options.report:
        report(pipeline, options.gold)


# -- sentences ---------------------------------------------------------------------------------------------------------


def marked_sentences(
    pipeline: Pipeline, gold: Path, alphabet: Alphabet
) -> Iterator[tuple[Read, dict[int, np.ndarray]]]:
    """Our sentences and those that we marked, with the classes of their words; doubtful words have none."""
    ours = list(read_marked())
    passages = [passage for marks in (OUR_MARKS, FURTHER_MARKS) for passage in read_our_marks(gold, marks)]
    docs = pipeline.parse(make_article(item.text) for item in (*ours, *passages))
    labelled = [label_marked(sentence, next(docs)) for sentence in ours]
    labelled += [label_passage(passage, next(docs)) for passage in passages]
    codebook = load_codebook(None)
    for item in labelled:
        for sentence in parsed(item.doc).sents:
            labels = labels_of(item, sentence)
            if labels and any(token.i in item.triggers or may_tell(token, codebook) for token in sentence):
                yield read_sentence(sentence, alphabet), labels


def labels_of(item: Labelled, sentence: Span) -> dict[int, np.ndarray]:
    return {
        token.i - sentence.start: _shares(item.triggers.get(token.i, frozenset()))
        for token in sentence
        if token.i not in item.doubtful and any(start <= token.idx < end for start, end in item.ranges)
    }


def _shares(types: frozenset[str]) -> np.ndarray:
    """Of each class: equal ones of the types that are accepted."""
    shares = np.zeros(len(CLASSES), dtype=np.float32)
    for name in types or {NONE}:
        shares[CLASSES.index(name)] = 1 / max(len(types), 1)
    return shares


def pool_sentences(pipeline: Pipeline, gold: Path, alphabet: Alphabet) -> Iterator[Read]:
    """The sentences that hold a word of the codebook's triggers, of articles that are not in `wild`."""
    codebook = load_codebook(None)
    for doc in pipeline.parse(map(make_article, pool_texts(gold))):
        for sentence in parsed(doc).sents:
            if len(sentence) <= LONGEST and any(may_tell(token, codebook) for token in sentence):
                yield read_sentence(sentence, alphabet)


def may_tell(token: Token, codebook: Codebook) -> bool:
    part = PARTS.get(token.pos_)
    return part is not None and bool(codebook.candidates(part, token.lemma_.lower()))


def pool_texts(gold: Path) -> Iterator[str]:
    measured = {record["id"] for record in _records(gold, "wild")}
    for name, (count, characters) in POOL.items():
        records = [record for record in _records(gold, name) if record.get("id") not in measured]
        random.Random(SEED).shuffle(records)
        yield from dict.fromkeys(record["text"][:characters] for record in records[:count])


def _records(gold: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (gold / name / "dev.jsonl").read_text(encoding="utf-8").splitlines()]


def read_sentence(sentence: Span, alphabet: Alphabet) -> Read:
    content = frozenset(number for number, token in enumerate(sentence) if token.pos_ in PARTS)
    return Read([token.text for token in sentence], lay_out(sentence, alphabet), content)


# -- the tagger --------------------------------------------------------------------------------------------------------


def teach(read: Read, labels: dict[int, np.ndarray]) -> Taught:
    places = sorted(read.content & labels.keys())
    return Taught(read.columns, places, np.array([labels[place] for place in places]).reshape(-1, len(CLASSES)))


def reduced(vectors: np.ndarray) -> np.ndarray:
    """The vectors in fewer dimensions (principal components), of variance 1; a row of zeros before them."""
    centred = vectors - vectors.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][:DIMENSIONS]
    components = centred @ directions.T
    return np.vstack([np.zeros((1, DIMENSIONS)), components / components.std()]).astype(np.float32)


def train(taught: Sequence[Taught], alphabet: Alphabet, vectors: np.ndarray) -> Student:
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    sentences = [item for item in taught if item.places]
    student = Student(alphabet, vectors)
    optimizer = torch.optim.AdamW(student.parameters(), lr=RATE, weight_decay=0.01)
    steps = ROUNDS * math.ceil(len(sentences) / SENTENCES_AT_ONCE)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 200, max(0.01, (steps - step) / steps))
    )
    for number in range(ROUNDS):
        student.train()
        draw.shuffle(sentences)
        total = 0.0
        for start in range(0, len(sentences), SENTENCES_AT_ONCE):
            loss = _loss(student, sentences[start : start + SENTENCES_AT_ONCE])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(
            f"  round {number + 1} of {ROUNDS}: loss {total * SENTENCES_AT_ONCE / len(sentences):.4f} a word",
            flush=True,
        )
    return student.eval()


def _loss(student: Student, batch: Sequence[Taught]) -> torch.Tensor:
    """Cross-entropy with the shares that were taught."""
    found = student([item.columns for item in batch])
    lengths = [len(item.columns.heads) for item in batch]
    starts = np.cumsum(lengths) - lengths
    rows = np.concatenate([np.array(item.places) + start for item, start in zip(batch, starts, strict=True)])
    shares = torch.tensor(np.concatenate([item.shares for item in batch]))
    return -(shares * found[rows]).sum(-1).mean()


@torch.no_grad()
def save(student: Student, alphabet: Alphabet, parser_version: str) -> None:
    """What a word adds to the first layer is made out here, and rounded to one byte a number."""
    words = student.word(student.vectors).numpy()
    scale = np.abs(words).max(axis=1) / 127
    half = {
        "tags": student.tags.weight,
        "relations": student.relations.weight,
        "layers_around": torch.stack([layer.weight.T for layer in student.around]),
        "layers_sentence": torch.stack([layer.weight.T for layer in student.sentence]),
        "layers_bias": torch.stack([layer.bias for layer in student.around]),
        "layers_scale": torch.stack([layer.weight for layer in student.normal]),
        "layers_shift": torch.stack([layer.bias for layer in student.normal]),
        "out": student.out.weight.T,
        "out_bias": student.out.bias,
    }
    lists = {
        "types": CLASSES[1:],
        "tags": list(alphabet.tags),
        "relations": list(alphabet.relations),
        "trained_on": {
            "sentences": file_digest(MARKED_FOLDER),
            "further": file_digest(FURTHER_MARKS),
            "vectors": file_digest(VECTORS),
            "parser": parser_version,
        },
    }
    np.savez_compressed(
        WEIGHTS,
        words=np.round(words / scale[:, None]).astype(np.int8),
        word_scale=scale.astype(np.float32),
        lists=np.frombuffer(json.dumps(lists).encode("utf-8"), dtype=np.uint8),
        **{name: weights.numpy().astype(np.float16) for name, weights in half.items()},
    )
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes", flush=True)


def report(pipeline: Pipeline, gold: Path) -> None:
    """Average precision over the content words of annotated news, each as one that tells any event or none."""
    with np.load(WEIGHTS, allow_pickle=False) as data:
        tagger = EventTagger(dict(data))
    passages = list(read_wild(gold / "wild" / "dev.jsonl"))
    docs = pipeline.parse(make_article(passage.text) for passage in passages)
    found: list[tuple[bool, float, bool]] = []
    for item in (label_passage(passage, doc) for passage, doc in zip(passages, docs, strict=True)):
        for sentence in parsed(item.doc).sents:
            odds = tagger.log_odds(sentence).max(axis=1)
            for number, label in labels_of(item, sentence).items():
                if sentence[number].pos_ in PARTS:
                    found.append((label[0] < 1, float(odds[number]), item.random))
    for name, chosen in (("all passages", found), ("random passages", [case for case in found if case[2]])):
        labels, odds_of, _ = zip(*chosen, strict=True)
        print(f"  {name}: n={len(chosen)} AP={average_precision_score(labels, odds_of):.3f}", flush=True)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names, 1)}


if __name__ == "__main__":
    main()

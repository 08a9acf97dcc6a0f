"""A parse as plain Python objects: spaCy's Doc -> `Doc`, `Span` and `Token` of the same meaning, each word read once.

spaCy keeps a parse in C: each look at a token builds a Python object, each of its words is looked up by its hash, and
the children of a token are searched for in all that it governs. Components look at each token hundreds of times. Here
all is read once an article, by columns, so that a look is that at an attribute; names and meanings are those of spaCy,
and none of it can be changed. Linear in the length of the article, whatever the shape of its trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Any, overload
from unicodedata import category
from weakref import WeakKeyDictionary, ref

import spacy.tokens
from spacy.strings import StringStore
from spacy.tokens import MorphAnalysis

__all__ = ["Doc", "Span", "Token", "parsed"]

_COLUMNS = ("ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "SENT_START", "SPACY")


class Token:
    """A word of a `Doc`."""

    __slots__ = (
        *("doc", "i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "whitespace_"),
        *("is_sent_start", "is_space", "is_alpha", "is_punct"),
        *("head", "children", "sent"),
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    whitespace_: str
    is_sent_start: bool
    is_space: bool
    is_alpha: bool
    is_punct: bool
    head: Token
    children: tuple[Token, ...]
    sent: Span

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    @property
    def morph(self) -> MorphAnalysis:
        return self.doc.source[self.i].morph

    @property
    def is_stop(self) -> bool:
        return self.doc.source[self.i].is_stop

    @property
    def like_num(self) -> bool:
        return self.doc.source[self.i].like_num

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def lefts(self) -> Iterator[Token]:
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> Iterator[Token]:
        return (child for child in self.children if child.i > self.i)

    @property
    def subtree(self) -> list[Token]:
        """The token and all that it governs: what stands left of each before it, what stands right of it after."""
        found: list[Token] = []
        waiting = [(self, False)]
        while waiting:
            token, is_next = waiting.pop()
            if is_next or not token.children:
                found.append(token)
            else:
                waiting += [(child, False) for child in reversed(token.children) if child.i > token.i]
                waiting.append((token, True))
                waiting += [(child, False) for child in reversed(token.children) if child.i < token.i]
        return found

    @property
    def left_edge(self) -> Token:
        return min(self.subtree, key=attrgetter("i"))

    @property
    def right_edge(self) -> Token:
        return max(self.subtree, key=attrgetter("i"))

    @property
    def ancestors(self) -> Iterator[Token]:
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        return any(ancestor is self for ancestor in other.ancestors)

    def nbor(self, offset: int = 1) -> Token:
        if not 0 <= self.i + offset < len(self.doc):
            raise IndexError(f"no token {offset:+d} of token {self.i}")
        return self.doc[self.i + offset]


class Span:
    """Tokens `start` to `end`, exclusive, of a `Doc`."""

    __slots__ = ("_root", "doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.doc, self.start, self.end) == (other.doc, other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.doc, self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        inside = range(self.start, self.end)[index]
        return self.doc.tokens[inside] if isinstance(inside, int) else self.doc[inside.start : inside.stop]

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> Span:
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest the root of its sentence; the first of several, and a blank or a mark only if alone."""
        if self._root is None:
            self._root = _root_of(self)
        return self._root


class Doc:
    """An article's tokens, as parsed."""

    __slots__ = ("__weakref__", "_source", "built", "sents", "text", "tokens")

    def __init__(self, source: spacy.tokens.Doc) -> None:
        self._source = ref(source)
        self.built: dict[str, tuple[object, list[Any]]] = {}  # by slot, what was last read from it (annotate.slots)
        self.text = source.text
        self.tokens = _read_tokens(self, source)
        self.sents = _sentences(self)

    @property
    def source(self) -> spacy.tokens.Doc:
        """What this was read from; it holds the slots."""
        source = self._source()
        if source is None:
            raise ReferenceError("the Doc that was parsed is gone")
        return source

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        if isinstance(index, int):
            return self.tokens[index]
        start, end, _ = index.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def char_span(self, start_char: int, end_char: int) -> Span | None:
        """The tokens that these characters are part of."""
        span = self.source.char_span(start_char, end_char, alignment_mode="expand")
        return None if span is None else self[span.start : span.end]


_PARSED: WeakKeyDictionary[spacy.tokens.Doc, Doc] = WeakKeyDictionary()


def parsed(doc: spacy.tokens.Doc | Doc) -> Doc:
    """The parse of a Doc, read when it is first asked for: a Doc must not be parsed again after."""
    if isinstance(doc, Doc):
        return doc
    known = _PARSED.get(doc)
    if known is None:
        known = _PARSED[doc] = Doc(doc)
    return known


def _read_tokens(doc: Doc, source: spacy.tokens.Doc) -> list[Token]:
    rows = source.to_array(list(_COLUMNS)).astype("int64").tolist()
    strings, words = _Strings(source.vocab.strings), _Words(source.vocab.strings)
    tokens = [Token() for _ in rows]
    governed: list[list[Token]] = [[] for _ in rows]
    idx = 0
    for i, (orth, lemma, tag, pos, dep, head, starts, spaced) in enumerate(rows):
        token = tokens[i]
        token.doc = doc
        token.i = i
        token.idx = idx
        token.text, token.lower_, token.is_space, token.is_alpha, token.is_punct = words[orth]
        token.lemma_ = strings[lemma]
        token.tag_ = strings[tag]
        token.pos_ = strings[pos]
        token.dep_ = strings[dep]
        token.whitespace_ = " " if spaced else ""
        token.is_sent_start = starts == 1
        token.head = tokens[i + head]
        if head:
            governed[i + head].append(token)
        idx += len(token.text) + spaced
    for token, children in zip(tokens, governed, strict=True):
        token.children = tuple(children)
    return tokens


class _Strings(dict[int, str]):
    """What hashes stand for, each looked up once an article."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = word = self._store[key % 2**64] if key else ""
        return word


class _Words(dict[int, tuple[str, str, bool, bool, bool]]):
    """The same for a word as it is written: also in lower case, and whether it is blank, of letters, or of marks."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> tuple[str, str, bool, bool, bool]:
        text = self._store[key % 2**64] if key else ""
        marks = all(category(letter)[0] == "P" for letter in text)
        self[key] = word = text, text.lower(), text.isspace(), text.isalpha(), marks
        return word


def _sentences(doc: Doc) -> list[Span]:
    starts = [token.i for token in doc.tokens if token.is_sent_start and token.i]
    bounds = [0, *starts, len(doc.tokens)]
    sents = [Span(doc, start, end) for start, end in pairwise(bounds) if start < end]
    for sent in sents:
        for token in sent:
            token.sent = sent
    return sents


def _root_of(span: Span) -> Token:
    tokens = span.doc.tokens[span.start : span.end]
    best = next((token for token in tokens if token.head is token), None)
    if best is not None:
        return best
    outward = [token for token in tokens if not span.start <= token.head.i < span.end]
    return min(outward, key=_steps_to_root, default=span.doc.tokens[span.start])


def _steps_to_root(token: Token) -> int:
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)

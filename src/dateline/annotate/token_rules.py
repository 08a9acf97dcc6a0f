"""spaCy's attribute ruler, with its answers remembered: the same part of speech, lemma and morphology, in less time.

The ruler of the small English pipeline tries 180 patterns at every token, a quarter of the time of a parse. All but a
few are of one token, and ask for its word, tag or relation only: what they find is looked up by those of the token's
values that a rule names. Patterns of several tokens, or that ask for anything else, are tried as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc, MorphAnalysis, Span
from spacy.vocab import Vocab

__all__ = ["TokenRules", "remember_rules"]

_FACTORY = "dateline_token_rules"
_RULER = "attribute_ruler"
_SET = {"DEP", "LEMMA", "MORPH", "POS", "TAG"}  # a property of Token has the name in small letters
_UNNAMED = np.uint64(2**64 - 1)
_LISTS = {"IN", "NOT_IN"}
_ASKED = {"LOWER", "ORTH", "TAG", "DEP", "POS", "IS_SPACE", "IS_PUNCT", "IS_DIGIT"}

_Key = tuple[int, ...]


class TokenRules:
    """A component in the place of the ruler that it is given."""

    def __init__(self, ruler: AttributeRuler) -> None:
        one, several = _split(ruler)
        self._one, self._several = _Matches(ruler, one), _Matches(ruler, several)
        self._named = _named_values(ruler.vocab.strings, [asked for rule in one for (asked,) in _patterns(ruler, rule)])
        self._set_in = [list(_values_set(attrs, ruler.vocab)) for attrs in ruler.attrs]
        self._rules: dict[_Key, tuple[int, ...]] = {}
        self._values: dict[tuple[int, ...], dict[str, object]] = {}

    def __call__(self, doc: Doc) -> Doc:
        found = [self._rules_of(doc, at, key) for at, key in enumerate(self._keys(doc))]
        for at, rule in self._several.of(doc):
            found[at] = tuple(sorted({*found[at], rule}))
        for token, rules in zip(doc, found, strict=True):
            for name, value in self._set_by(rules).items():
                setattr(token, name, value)
        return doc

    def _keys(self, doc: Doc) -> list[_Key]:
        """Of each token, the values that a rule names, one number for all others."""
        if not self._named or not len(doc):
            return [()] * len(doc)
        columns = doc.to_array(list(self._named)).reshape(len(doc), -1).T
        kept = [
            np.where(np.isin(column, named), column, _UNNAMED)
            for column, named in zip(columns, self._named.values(), strict=True)
        ]
        return list(zip(*(column.tolist() for column in kept), strict=True))

    def _rules_of(self, doc: Doc, at: int, key: _Key) -> tuple[int, ...]:
        if key not in self._rules:
            self._rules[key] = tuple(sorted({rule for _, rule in self._one.of(doc[at : at + 1])}))
        return self._rules[key]

    def _set_by(self, rules: tuple[int, ...]) -> dict[str, object]:
        """What these rules set: of two that set one attribute, the later one stands."""
        if rules not in self._values:
            self._values[rules] = {name: value for rule in rules for name, value in self._set_in[rule]}
        return self._values[rules]


class _Matches:
    """Where some rules of a ruler, given by their numbers, find a token to change."""

    def __init__(self, ruler: AttributeRuler, rules: Sequence[int]) -> None:
        self._matcher = Matcher(ruler.vocab)
        self._indices = ruler.indices
        for rule in rules:
            self._matcher.add(str(rule), _patterns(ruler, rule))

    def of(self, words: Doc | Span) -> Iterator[tuple[int, int]]:
        """A token, by its place in `words`, and the rule."""
        for name, start, end in self._matcher(words, allow_missing=True) if len(self._matcher) else ():
            rule = int(words.vocab.strings[name])
            yield self._indices[rule] + (start if self._indices[rule] >= 0 else end), rule


def _patterns(ruler: AttributeRuler, rule: int) -> list[list[dict[str, Any]]]:
    return ruler.matcher.get(str(rule))[1]


def _values_set(attrs: Mapping[int, int], vocab: Vocab) -> Iterator[tuple[str, object]]:
    """The properties of a token that a rule sets, and what to."""
    for key, value in attrs.items():
        name = vocab.strings[key]
        yield name.lower(), MorphAnalysis(vocab, vocab.strings[value]) if name == "MORPH" else value


def _split(ruler: AttributeRuler) -> tuple[list[int], list[int]]:
    """The rules whose answers can be remembered, and the others."""
    one: list[int] = []
    several: list[int] = []
    for rule in range(len(ruler.attrs)):
        (one if all(map(_is_of_one_token, _patterns(ruler, rule))) else several).append(rule)
    return one, several


def _is_of_one_token(pattern: Sequence[Mapping[str, Any]]) -> bool:
    if len(pattern) != 1:
        return False
    return all(
        name.upper() in _ASKED and (not isinstance(value, dict) or value.keys() <= _LISTS)
        for name, value in pattern[0].items()
    )


def _named_values(strings: StringStore, asked: Iterable[Mapping[str, Any]]) -> dict[str, NDArray[np.uint64]]:
    """By attribute, the values that the patterns of single tokens name."""
    named: dict[str, set[int]] = defaultdict(set)
    for attributes in asked:
        for name, value in attributes.items():
            values = [each for listed in value.values() for each in listed] if isinstance(value, dict) else [value]
            named[name.upper()].update(strings.add(each) if isinstance(each, str) else int(each) for each in values)
    return {name: np.array(sorted(values), dtype=np.uint64) for name, values in sorted(named.items())}


@Language.factory(_FACTORY)
def _make(nlp: Language, name: str) -> TokenRules:
    del name
    return TokenRules(_ruler_of(nlp))


def _ruler_of(nlp: Language) -> AttributeRuler:
    ruler = nlp.get_pipe(_RULER)
    if not isinstance(ruler, AttributeRuler):
        raise TypeError(f"{_RULER} is {type(ruler).__name__}, whose rules nobody knows")
    return ruler


def remember_rules(nlp: Language) -> None:
    """Put `TokenRules` in the place of a ruler that sets nothing but what a parse is made of."""
    if _RULER in nlp.pipe_names:
        ruler = _ruler_of(nlp)
        if all(nlp.vocab.strings[key] in _SET for attrs in ruler.attrs for key in attrs):
            nlp.add_pipe(_FACTORY, after=_RULER)
            nlp.remove_pipe(_RULER)

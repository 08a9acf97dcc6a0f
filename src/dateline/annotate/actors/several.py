"""Words for several -> those whom they mean: "the two leaders", "both sides", "the three", "thousands".

Input: the phrase, and what the article has named before it. Output: one phrase for each whom it means, in order of the
text; none where they cannot be told. A noun says of what kind they are; a bare number means as many people, or as many
states and bodies, as a sentence right before it names, or a group that was counted there; a round one is a crowd.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import islice

from dateline.annotate.actors.phrases import Phrase
from dateline.annotate.syntax.numbers import number_at
from dateline.annotate.syntax.words import Words

__all__ = ["counted_phrases", "crowds", "those_counted", "those_described"]

_MOST_NAMED = 1_000  # actors that a description may look back over
_REACH = 2  # sentences that a bare number may look back over
_MOST = 4  # of whom a reader keeps apart who is meant by a number
_OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY", "ELI", "PTY", "REB"})
_IRREGULAR = frozenset({"REB", "UAF", "PRM", "OPP", "CRM"})
_SIDES = frozenset({"side", "party", "camp"})
_ROUND = frozenset({"dozen", "score", "hundred", "thousand"})
_PAIRS = frozenset({"pair", "duo", "both"})
_POINTING = frozenset({"the", "these", "those", "all"})
_PARTIES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})


def counted_phrases(words: Words) -> list[Phrase]:
    """A phrase for every bare number that stands for those named before: "the three", "both"; not yet linked."""
    found = []
    for index, dep in enumerate(words.deps):
        number = _number(words, index) if dep in _PARTIES else None
        if number is not None and words.folded[index + 1 : index + 2] != ["of"]:
            start = words.left[index]
            name = " ".join(words.texts[start : index + 1])
            found.append(Phrase(start, index + 1, index, name, "counted", count=number, plural=True))
    return found


def crowds(words: Words) -> list[Phrase]:
    """ "Thousands marched", "arrested dozens": round numbers of people that act or are acted on."""
    found = []
    for index, tag in enumerate(words.tags):
        if tag == "NNS" and words.lemmas[index].lower() in _ROUND and _is_people(words, index):
            start = words.left[index]
            name = " ".join(words.texts[start : index + 1])
            found.append(Phrase(start, index + 1, index, name, sector="CVL", plural=True, local=True))
    return found


def _is_people(words: Words, index: int) -> bool:
    acts = words.deps[index] in {"nsubj", "nsubjpass", "dobj"} and words.pos[words.heads[index]] == "VERB"
    return acts and "of" not in words.folded[index + 1 : index + 3]


def _number(words: Words, index: int) -> int | None:
    if words.folded[index] in _PAIRS and (words.folded[index] == "both" or words.folded[index - 1] == "the"):
        return 2
    pointed = index > 0 and words.folded[index - 1] in _POINTING
    found = number_at(words, index) if words.tags[index] == "CD" and pointed else None
    return found[0] if found is not None and 2 <= found[0] <= _MOST else None


def those_counted(phrase: Phrase, named: Sequence[Phrase], words: Words) -> list[Phrase]:
    """Whom a bare number means."""
    sentence = words.sentences[phrase.start]
    for back in range(_REACH + 1):
        around = list(_in_sentence(named, sentence - back, words))
        for fits in (_is_somebody, _is_body):
            meant = _distinct((each for each in around if fits(each)), lambda each: id(each.antecedent or each))
            if len(meant) == phrase.count:
                return meant
        counted = [each for each in around if each.count == phrase.count and each.kind != "counted"]
        if counted:
            return counted[-1:]
    return []


def _in_sentence(named: Sequence[Phrase], sentence: int, words: Words) -> Iterator[Phrase]:
    recent = list(islice(reversed(named), _MOST_NAMED))
    return (each for each in reversed(recent) if words.sentences[each.start] == sentence)


def _is_somebody(phrase: Phrase) -> bool:
    return phrase.kind == "person" and not phrase.plural and phrase.count is None


def _is_body(phrase: Phrase) -> bool:
    return phrase.kind in {"state", "organisation", "office"} and phrase.country is not None


def those_described(phrase: Phrase, named: Sequence[Phrase], words: Words) -> list[Phrase]:
    """Whom "the two leaders", "the two countries" or "both sides" means: the last two that differ."""
    agent = phrase.agent
    if agent is None or phrase.country is not None:
        return []
    if phrase.count != 2 and "both" not in words.folded[phrase.start : phrase.head]:
        return []
    if agent.noun.rstrip("s") in _SIDES:
        parties = (each for each in islice(reversed(named), _MOST_NAMED) if _is_party(each))
        meant = _distinct(parties, lambda each: (each.country, each.sector in _IRREGULAR), 2)
    elif agent.kind in {"person", "state"}:
        fitting = (each for each in islice(reversed(named), _MOST_NAMED) if _is_of_kind(each, agent.kind))
        meant = _distinct(fitting, lambda each: each.country, 2)
    else:
        return []
    return [each.antecedent or each for each in reversed(meant)] if len(meant) == 2 else []


def _is_party(phrase: Phrase) -> bool:
    """Whether it may be a side of a war or of talks."""
    belongs = phrase.sector in _OFFICES | _IRREGULAR and phrase.country is not None
    return belongs and (phrase.agent is None or phrase.agent.noun not in _SIDES)


def _is_of_kind(phrase: Phrase, kind: str) -> bool:
    """Somebody in office, or a state, for which its forces may stand."""
    known = phrase.actor_id is not None or kind == "state"
    forces = kind == "state" and phrase.agent is not None and phrase.basis == "stated"
    return (phrase.kind == kind or forces) and known and phrase.sector in _OFFICES and phrase.country is not None


def _distinct(phrases: Iterator[Phrase], key: Callable[[Phrase], Hashable], most: int | None = None) -> list[Phrase]:
    """The first of each kind, up to so many."""
    found: dict[Hashable, Phrase] = {}
    for phrase in phrases:
        found.setdefault(key(phrase), phrase)
        if len(found) == most:
            break
    return list(found.values())

"""The source that a title outside the text names, and the passage of the text that it is said of.

Input: the title, what else is known of the article, its layout, the attributions found in its text and its actors.
Output: at most one row. "Syria TV: two wounded in raid" makes Syria TV the source of the sentence that tells of the two
wounded. Nothing of the title is coded by itself, so that no event is told twice; where no sentence tells what the title
says, or the text says itself whose account it is, the title adds nothing. A title is read by its form and never parsed:
headlines leave out the words by which a parser would know who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.annotate.attribution.naming import outlet_kind, sector_kind
from dateline.annotate.slots import ActorRow, ArticleFacts, AttributionRow, TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.countries import NameKind, country_names
from dateline.knowledge.reporting import ReportingLexicon
from dateline.knowledge.sources import SourceBook, name_key

__all__ = ["TitleReader", "TitleSplit", "split_title"]

_AT_END = re.compile(r"^(?P<content>.+)(?:\s*[:;|]|\s[-–—]+)\s+(?P<source>[^:;|]+)$")
_AT_START = re.compile(r"^(?P<source>[^:]+):\s+(?P<content>.+)$")
_AFTER_COMMA = re.compile(r"^(?P<content>.+),\s+(?P<said>[^,]+)$")
_POSSESSIVE = re.compile(r"^.*['’]s?\s+")
_LONGEST_SOURCE = 6  # words
_SHORTEST = 3  # words of what is said
_STEM = 5  # letters: the title's "wounding" is the text's "wounded"
_SHORT_WORDS = 3  # letters: a word of fewer tells nothing of what is said, a number does
_TOLD = 0.5  # of the words of what is said, in one sentence
_IRREGULAR = {"said": "say", "told": "tell"}
_PLURAL = frozenset({"police", "military", "media", "people"})
_STATES = frozenset({NameKind.NAME, NameKind.SEAT})
_QUOTES = "'\"‘’“”«»"


@dataclass(frozen=True)
class TitleSplit:
    """One way to read a title: who, by which act, what; `verb` where a verb and no mark shows it."""

    source: str
    act: str
    content: str
    verb: bool


def split_title(title: str, lexicon: ReportingLexicon) -> Iterator[TitleSplit]:
    """Every way in which its form allows for a source, the plainest first."""
    title = " ".join(title.split())
    if match := _AFTER_COMMA.match(title):
        words = match["said"].split()
        for verb, source in ((words[0], words[1:]), (words[-1], words[:-1])):
            if _act(verb, "s", lexicon) == "assert":
                yield TitleSplit(" ".join(source), "assert", match["content"], True)
    for pattern in (_AT_END, _AT_START):
        if match := pattern.match(title):
            yield TitleSplit(match["source"], "assert", match["content"], False)
    words = title.split()
    for i, word in enumerate(words[1 : _LONGEST_SOURCE + 1], start=1):
        if (act := _act(word, words[i - 1], lexicon)) and len(words) > i + 1:
            yield TitleSplit(" ".join(words[:i]), act, " ".join(words[i + 1 :]).removeprefix("that "), True)


def _act(word: str, before: str, lexicon: ReportingLexicon) -> str | None:
    """The act of a verb that titles report with: its third person or past, its plural behind a plural."""
    form = word.lower()
    bases = [_IRREGULAR.get(form, "")]
    if form.endswith(("s", "ed")):
        bases += [form[:-1], form[:-2], form[:-3] + "y"]
    if before.lower().endswith("s") or before.lower() in _PLURAL:
        bases.append(form)
    return next((lexicon.headlines[base] for base in bases if base in lexicon.headlines), None)


@dataclass(frozen=True)
class TitleReader:
    """Reads the title of one article against its text."""

    layout: Layout
    lexicon: ReportingLexicon
    book: SourceBook
    actors: Sequence[ActorRow]

    def row(self, facts: ArticleFacts, rows: Sequence[AttributionRow]) -> AttributionRow | None:
        """The attribution that the title adds to those of the text."""
        if not facts.title or self._in_text(facts.title):
            return None
        own = name_key(self.book.account_of(facts.publisher)) if facts.publisher else None
        for split in split_title(facts.title, self.lexicon):
            if len(split.content.split()) < _SHORTEST or len(split.source.split()) > _LONGEST_SOURCE:
                continue
            source = self._source(split)
            if source is None or name_key(self.book.canonical(source.source_name)) == own:
                continue
            content = self._passage(split.content, source, rows)
            return _with_content(source, content, split, facts.title) if content else None
        return None

    def _in_text(self, title: str) -> bool:
        """Does the text begin with its title? Then the title has been read with it."""
        return name_key(self.layout.doc.text[: 2 * len(title) + 20]).startswith(name_key(title))

    def _source(self, split: TitleSplit) -> AttributionRow | None:
        """The source that these words name, if they name one: in the book, in the text, or by a word for sources."""
        whole = split.source.strip(f" ,.{_QUOTES}")
        for words in dict.fromkeys((whole, _POSSESSIVE.sub("", whole))):
            if not words or not words[-1].isalnum():
                continue
            actor = self._actor(words)
            state = _states().get(name_key(words))
            if (state is not None or (actor is not None and actor.kind == "state")) and not split.verb:
                continue  # "Peru: the long road back" names a place
            kind = "official" if state is not None else self._kind(words, actor)
            if kind is not None:
                country, actor_id = (actor.country, actor.actor_id) if actor else (state, None)
                return AttributionRow((), None, None, words, kind, country=country, actor_id=actor_id)
        return None

    def _actor(self, words: str) -> ActorRow | None:
        """Whom the text names so; of a person the family name is enough."""
        key = name_key(words)
        same = (row for row in self.actors if name_key(row.name) == key)
        family = (row for row in self.actors if row.kind == "person" and _last(row.name) == _last(words))
        return next(same, None) or next((row for row in family if row.actor_id or " " in row.name), None)

    def _kind(self, words: str, actor: ActorRow | None) -> str | None:
        if (kind := outlet_kind(self.book, words)) is not None:
            return kind
        *before, last = words.lower().split()
        called = [last, last[:-1], *(before if _is_name(words) else ())]  # "Colonel Ana Ruiz", "Radio Sur"
        named = next((self.lexicon.kinds[word] for word in called if word in self.lexicon.kinds), None)
        if named is None and actor is None and self.book.named(words) is not None:
            return "organisation"
        return named or (sector_kind(actor) if actor is not None else None)

    def _passage(self, said: str, source: AttributionRow, rows: Sequence[AttributionRow]) -> TokenRange | None:
        """The sentence that tells most of it, without an end mark; an outlet may also stand behind another source."""
        wanted = _stems(said.split())
        best = max(self.layout.sents, key=lambda sent: len(wanted & self._stems_of(sent)), default=None)
        if best is None or len(wanted & self._stems_of(best)) < max(2, _TOLD * len(wanted)):
            return None
        cued = any(row.cue is not None and best[0] <= row.cue[0] < best[1] for row in rows)
        if cued and source.source_kind != "outlet":
            return None
        if any(name_key(row.source_name) == name_key(source.source_name) for row in _over(rows, best)):
            return None
        start, end = best
        while end > start and not self.layout.tokens[end - 1].is_alpha:
            end -= 1
        return (start, end) if start < end else None

    def _stems_of(self, sent: TokenRange) -> set[str]:
        return _stems([token.text for token in self.layout.tokens[slice(*sent)]])


@cache
def _states() -> dict[str, str]:
    """The code of each country by its names and its seat of power."""
    return {name_key(name.text): name.code for name in country_names() if name.kind in _STATES}


def _is_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())


def _over(rows: Sequence[AttributionRow], sent: TokenRange) -> Iterator[AttributionRow]:
    """The attributions that reach into a sentence."""
    for row in rows:
        if any(start < sent[1] and sent[0] < end for start, end in row.contents):
            yield row


def _with_content(source: AttributionRow, content: TokenRange, split: TitleSplit, title: str) -> AttributionRow:
    return AttributionRow(
        contents=(content,),
        source=None,
        cue=None,
        source_name=source.source_name,
        source_kind=source.source_kind,
        country=source.country,
        actor_id=source.actor_id,
        act=split.act,
        in_title=title,
    )


def _stems(words: Sequence[str]) -> set[str]:
    folded = (name_key(word) for word in words)
    return {word[:_STEM] for word in folded if len(word) > _SHORT_WORDS or word.isdigit()}


def _last(name: str) -> str:
    return name_key(name).rpartition(" ")[2]

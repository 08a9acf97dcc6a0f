"""Document -> one HTML page that needs nothing else: no script, no font, no picture from anywhere.

Input: a `Document`, whose figures are `<svg>` elements of our own drawing. Output: the page. Every word of an article
is escaped and set in `<bdi>`, so that it can neither become markup nor turn the line around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from dateline.report.document import Document, Line, Note, Section, numbered
from dateline.report.plain_text import one_line, safe_link

__all__ = ["to_html"]

_STYLE = """
:root { color-scheme: light; --ink: #1f2933; --grey: #616e7c; --line: #d9e0e6; --link: #1d5a96; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 52rem; color: var(--ink); background: #fff;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; padding-top: .5rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
.about { color: var(--grey); font-size: .9rem; margin: .25rem 0 .75rem; }
ul { margin: .25rem 0; padding-left: 1.25rem; } li { margin: .2rem 0; } ul ul { font-size: .95rem; }
a { color: var(--link); } sup a { text-decoration: none; padding: 0 .1em; }
nav ol { columns: 2; font-size: .95rem; padding-left: 1.25rem; }
figure { margin: 1rem 0; } figure svg { width: 100%; height: auto; display: block; }
figcaption { color: var(--grey); font-size: .85rem; }
.notes { font-size: .85rem; line-height: 1.45; overflow-wrap: anywhere; } .notes q { quotes: "\\201c" "\\201d"; }
.notes li:target, li:target { background: #fff6d6; }
@media (max-width: 30rem) { nav ol { columns: 1; } body { padding: 1rem .9rem 3rem; } }
@media print { html { font-size: 10.5pt; } body { max-width: none; padding: 0; font-size: 1rem; }
  nav { display: none; } a { color: inherit; }
  h2, h3 { break-after: avoid; } li, figure { break-inside: avoid; } .notes a[href^="http"] { text-decoration: none; } }
"""
_QUOTE_CHARACTERS = 400
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def to_html(document: Document) -> str:
    """The whole page as text; write it as UTF-8."""
    numbers = numbered(document)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{_plain(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<header><h1>{_words(document.title)}</h1>",
        *(f'<p class="about">{_words(line)}</p>' for line in document.about),
        "</header>",
        *_contents(document),
        "<main>",
        *(part for place, section in enumerate(document.sections) for part in _section(section, place, numbers)),
        "</main>",
        *_notes(numbers),
        *(f'<p class="about">{_words(credit)}</p>' for credit in document.credits),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _plain(words: str, most: int | None = None) -> str:
    return escape(one_line(words, most), quote=True)


def _words(words: str, most: int | None = None) -> str:
    return f"<bdi>{_plain(words, most)}</bdi>"


def _contents(document: Document) -> Iterator[str]:
    yield '<nav aria-label="Contents"><ol>'
    for place, section in enumerate(document.sections):
        yield f'<li><a href="#s{place}">{_plain(section.title)}</a></li>'
    yield "</ol></nav>"


def _section(section: Section, place: int, numbers: Mapping[Note, int]) -> Iterator[str]:
    yield f'<section id="s{place}">\n<h2>{_words(section.title)}</h2>'
    yield f'<p class="about">{_words(section.about)}</p>'
    for picture in section.pictures:
        yield f"<figure>{picture.svg}<figcaption>{_words(picture.caption)}</figcaption></figure>"
    depth = -1  # of the list that is open
    for line in section.lines:
        wanted = -1 if line.heading else line.depth
        yield from ["</ul>"] * (depth - wanted)
        yield from ["<ul>"] * (wanted - depth)
        depth = wanted
        yield _line(line, numbers)
    yield from ["</ul>"] * (depth + 1)
    yield "</section>"


def _line(line: Line, numbers: Mapping[Note, int]) -> str:
    cited = "".join(f'<sup><a href="#n{numbers[note]}">{numbers[note]}</a></sup>' for note in line.notes)
    tag = "h3" if line.heading else "li"
    return f"<{tag}>{_words(line.text)}{cited}</{tag}>"


def _notes(numbers: Mapping[Note, int]) -> Iterator[str]:
    if not numbers:
        return
    yield '<section class="notes">\n<h2>What it rests on</h2>\n<ol>'
    for note, number in numbers.items():
        yield f'<li id="n{number}">{_note(note)}</li>'
    yield "</ol>\n</section>"


def _note(note: Note) -> str:
    told = ", ".join(_words(part) for part in (note.source, note.outlet, str(note.day or "no date")) if part)
    link = safe_link(note.url)
    title = note.title or note.url or f"no address, {note.article_id}"
    where = (
        f'<a href="{escape(link, quote=True)}" rel="noreferrer">{_words(title, 120)}</a>'
        if link
        else _words(title, 120)
    )
    return f"<q><bdi>{_plain(note.quote, _QUOTE_CHARACTERS)}</bdi></q> {told}; {where}"

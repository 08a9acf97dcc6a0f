"""A claim -> its value in words: countries, sectors and days by their names; a terminal has room for codes only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dateline.knowledge.countries import country_label
from dateline.model import ActorValue, Basis, DateValue, PlaceValue, Reported, SideValue
from dateline.report.article_page import clean, value_of
from dateline.web.rendering import days

__all__ = ["SECTORS", "spoken"]

SECTORS = {  # PLOVER's
    "AGR": "agriculture",
    "BUS": "business",
    "COP": "police",
    "CRM": "criminals",
    "CVL": "civilians",
    "EDU": "education",
    "ELI": "former officials",
    "GOV": "government",
    "JRN": "journalists",
    "JUD": "courts",
    "LAB": "workers",
    "LEG": "parliament",
    "MED": "health workers",
    "MIL": "military",
    "OPP": "opposition",
    "PRE": "partially recognised",
    "PRM": "pro-government militia",
    "PTY": "political party",
    "REB": "armed opposition",
    "REF": "refugees",
    "REL": "religious",
    "SOC": "civil society",
    "SPY": "intelligence service",
    "UAF": "unidentified armed group",
    "UNK": "unidentified",
}
_CODES = re.compile(r" \[[A-Z]{3}(?: [A-Z]{3})?(?:, inferred)?\]$")


def spoken(claim: Reported) -> str:
    """What a claim says, on one line."""
    say = _WORDS.get(type(claim.value))
    return value_of(claim) if say is None else say(claim)


def _actor(claim: Reported) -> str:
    value: Any = claim.value
    said = [country_label(value.country)] if value.country else []
    said += [SECTORS.get(value.sector, value.sector)] if value.sector else []
    said += ["inferred"] if said and claim.basis is Basis.INFERRED else []
    name = _CODES.sub("", value_of(claim))
    return f"{name}, {', '.join(said)}" if said else name


def _place(claim: Reported) -> str:
    value: Any = claim.value
    line = value_of(claim)
    if not value.country:
        return line
    before, found, after = line.rpartition(f", {value.country} (")
    if not found:
        return line
    label = country_label(value.country)
    return f"{before} ({after}" if label == clean(value.name) else f"{before}, {label} ({after}"


def _side(claim: Reported) -> str:
    value: Any = claim.value
    line = value_of(claim)
    return line.removesuffix(f" ({value.country})") + f" ({country_label(value.country)})" if value.country else line


def _date(claim: Reported) -> str:
    return days(value_of(claim))


_WORDS: dict[type[Any], Callable[[Reported], str]] = {
    ActorValue: _actor,
    PlaceValue: _place,
    SideValue: _side,
    DateValue: _date,
}

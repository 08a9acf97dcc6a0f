"""The vocabulary of Dateline: every thing that flows between its parts, as frozen, typed values.

Input: nothing. Output: nothing. Standard library only, so that fusing, storing and showing need no language model.
A value that contradicts itself cannot be built: the constructor raises `ImpossibleValueError` and says what is wrong.
Offsets are code points into `Article.text`, end exclusive, everywhere.
"""

from dateline.model.coded import CodedArticle, Discrepancy, DiscrepancyKind, DiscrepancyValue
from dateline.model.counting import AS_TOLD, EVERYTHING, Counting
from dateline.model.incidents import (
    AttributeState,
    GroupToll,
    Incident,
    IncidentAttribute,
    IncidentLink,
    Judgement,
    JudgementKind,
    OriginClaims,
    ToldIncident,
)
from dateline.model.mentions import Basis, Claim, EventMention, Maker, Reported, SiteMention, Statement
from dateline.model.sources import (
    SPECULATIVE,
    Attribution,
    Certainty,
    CertaintyLevel,
    CreditPlace,
    Polarity,
    Source,
    SourceKind,
    Status,
    WireCredit,
)
from dateline.model.text import Article, ImpossibleValueError, MetadataField, Provenance, TextSpan, storable
from dateline.model.values import (
    ActorValue,
    CasualtyKind,
    CasualtyValue,
    DatePrecision,
    DateValue,
    PlacePrecision,
    PlaceRole,
    PlaceValue,
    SideValue,
)

__all__ = [
    "AS_TOLD",
    "EVERYTHING",
    "SPECULATIVE",
    "ActorValue",
    "Article",
    "AttributeState",
    "Attribution",
    "Basis",
    "CasualtyKind",
    "CasualtyValue",
    "Certainty",
    "CertaintyLevel",
    "Claim",
    "CodedArticle",
    "Counting",
    "CreditPlace",
    "DatePrecision",
    "DateValue",
    "Discrepancy",
    "DiscrepancyKind",
    "DiscrepancyValue",
    "EventMention",
    "GroupToll",
    "ImpossibleValueError",
    "Incident",
    "IncidentAttribute",
    "IncidentLink",
    "Judgement",
    "JudgementKind",
    "Maker",
    "MetadataField",
    "OriginClaims",
    "PlacePrecision",
    "PlaceRole",
    "PlaceValue",
    "Polarity",
    "Provenance",
    "Reported",
    "SideValue",
    "SiteMention",
    "Source",
    "SourceKind",
    "Statement",
    "Status",
    "TextSpan",
    "ToldIncident",
    "WireCredit",
    "storable",
]

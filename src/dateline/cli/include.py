"""`--include`: what is counted beside what is said to have happened."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.model import Counting

__all__ = ["IncludeOption", "Included", "counting_of"]


class Included(StrEnum):
    SPECULATION = "speculation"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


IncludeOption = Annotated[
    list[Included] | None, typer.Option("--include", help="Count these too; may be given several times.")
]


def counting_of(include: list[Included] | None) -> Counting:
    from dateline.model import Counting

    return Counting(**{name.value: True for name in include or ()})

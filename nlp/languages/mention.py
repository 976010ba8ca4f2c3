"""Places of a document that may name an organisation, or that name data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from model.vocabulary import DataType

MIN_NAME: Final = 3  # characters
LEGAL_FORM: Final = re.compile(  # of a folded name: at its end behind a blank or a comma, in Japanese anywhere
    r"[ ,](?:ag|gmbh|se|kg|ohg|gbr|e\.? ?v|eg|mbh|sa|sas|sarl|s\.? ?l|s\.? ?a|s\.?l\.?u|s\.?p\.?a|s\.?r\.?l|ltda|lda"
    r"|b\.?v|n\.?v|inc|ltd|llc)\.?$|株式会社|有限会社|合同会社|学校法人|医療法人|財団法人|社団法人"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a possible organisation is named; `key` is the folded name."""

    name: str
    key: str
    start: int
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class TypeMention:
    """One place where a data type is named."""

    type: DataType
    start: int
    end: int

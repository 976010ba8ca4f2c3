"""The data types in other vocabularies, from config/data/data_types.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from config.shipped import shipped_yaml
from model.vocabulary import DataType


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    veris: str
    dpv: str | None
    hibp: tuple[str, ...]


def label(data_type: DataType) -> str:
    """The data type in words for people, lower case."""
    return _entries()[data_type].label


def to_veris(data_type: DataType) -> str:
    """The VERIS variety (`attribute.confidentiality.data.variety`)."""
    return _entries()[data_type].veris


def to_dpv(data_type: DataType) -> str | None:
    """The W3C DPV-PD term as a prefixed name; None for what is no personal data.

    No export of ours writes DPV: it is for whoever adds one, as every data type is mapped to all three vocabularies.
    """
    return _entries()[data_type].dpv


def from_hibp_class(name: str) -> DataType:
    """The data type of a Have I Been Pwned data class; `other` for a class that is not known."""
    return _by_hibp_class().get(_folded(name), DataType.OTHER)


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())  # noqa: RUF001 - the apostrophe that people type


@cache
def _by_hibp_class() -> dict[str, DataType]:
    return {_folded(name): data_type for data_type, entry in _entries().items() for name in entry.hibp}


@cache
def _entries() -> dict[DataType, _Entry]:
    return {
        DataType(key): _Entry(value["label"], value["veris"], value["dpv"], tuple(value["hibp"]))
        for key, value in shipped_yaml("data_types.yaml").items()
    }

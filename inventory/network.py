"""Who uses whom, as bit masks over numbered ids: all users of ten thousand providers are one OR of their masks."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterable
from functools import reduce
from itertools import compress
from operator import or_

_WORD = 64  # bits
_DENSE = 8  # one bit in so many: then all are looked at, else the words that are not zero
_DIGITS = bytes.maketrans(b"01", b"\0\1")


class Network:
    """Pairs "user uses provider" of ids; what is known of each pair is kept elsewhere.

    A mask is a set of users: bit n stands for the user with number n.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._users: dict[str, int] = {}

    def add(self, user: str, provider: str) -> None:
        """`user` uses `provider`; to say it twice changes nothing."""
        number = self._numbers.get(user)
        if number is None:
            number = self._numbers[user] = len(self._names)
            self._names.append(user)
        self._users[provider] = self._users.get(provider, 0) | 1 << number

    def providers(self) -> Collection[str]:
        """Everyone whom somebody uses."""
        return self._users.keys()

    def users(self, providers: Iterable[str]) -> int:
        """The mask of everyone who uses at least one of these."""
        known = self._users
        return reduce(or_, [known[each] for each in providers if each in known], 0)

    def mask(self, ids: Iterable[str]) -> int:
        """The mask of those of the ids that use anybody."""
        digits = bytearray(b"0" * (len(self._names) + 1))
        for each in ids:
            if (number := self._numbers.get(each)) is not None:
                digits[-1 - number] = ord("1")
        return int(digits, 2)

    def ids(self, mask: int) -> list[str]:
        """The ids of a mask, in the order in which they came."""
        names, length = self._names, mask.bit_length()
        if mask.bit_count() * _DENSE > length:
            return list(compress(names, bin(mask)[:1:-1].encode().translate(_DIGITS)))
        words = array("Q", mask.to_bytes(-(-length // _WORD) * _WORD // 8, sys.byteorder))
        ordered = words if sys.byteorder == "little" else reversed(words)
        return [names[_WORD * place + bit] for place, word in enumerate(ordered) if word for bit in _bits(word)]


def _bits(word: int) -> list[int]:
    """The places of the bits that are set."""
    found = []
    while word:
        low = word & -word
        found.append(low.bit_length() - 1)
        word ^= low
    return found

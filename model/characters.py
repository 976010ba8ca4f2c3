"""Characters that are none, NUL and halves of pairs: no database keeps them, and only an escape in JSON writes them."""

from __future__ import annotations

import re

NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")

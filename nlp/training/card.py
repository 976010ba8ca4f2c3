"""The model card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_HEAD: Final = """# Model card: gate and tagger

Written by `python -m nlp.training`; checksums stand in `CHECKSUMS`.

## What they are
- `gate.npz`: logistic regression over hashed words, pairs of words and characters. Two probabilities: that a document
  tells of a breach (or follows one up, claims, denies or retracts one), and that one incident is its subject.
- `tagger.onnx`, `tokenizer.json`: the encoder of all-MiniLM-L6-v2 (22 M parameters, 6 layers) with embeddings for the
  case of words, tuned to mark spans with roles (BREACHED, DOWNSTREAM, BYSTANDER, ACTOR, VICTIM, DATA, NUM, TIME), and a
  head for "one incident is the subject". Weights in 8 bits per channel with reduced range; activations are scaled per
  window, and a window is always run alone, so that results do not depend on what else is tagged.

## Data and licences
| data | use | licence |
|---|---|---|
| CASIE (Ebiquity), training part | spans and verdicts; texts are not shipped | none stated; cited below as asked |
| VERIS Community Database, training part | weak labels from named victims; texts are not shipped | CC BY-SA 4.0 |
| Have I Been Pwned descriptions, training part | weak labels | CC BY 4.0, haveibeenpwned.com |
| HHS breach portal narratives, training part | weak labels | US government work |
| `nlp/training/negatives.txt`, `disclosures.txt` | own texts, all names invented | as this project |
| encoder all-MiniLM-L6-v2 (sentence-transformers) | starting weights and vocabulary | Apache-2.0 |

T. Satyapanich, F. Ferraro, T. Finin: CASIE: Extracting Cybersecurity Event Information from Text. AAAI 2020.

## Figures
Dev parts, which no weight was fitted to. 95 % intervals by 1,000 bootstrap draws of documents. The breached
parties are those of the tagger alone, without the rules that follow it.

| figure | n | F1 | 95 % | precision | recall |
|---|---|---|---|---|---|
"""
_FOOT: Final = """
## Limits
English only. CASIE's victims are incompletely labelled, so that precision is understated; its documents are all
security news, so that the gate's precision on a general stream is not measured by it. Labels of DATA, NUM and TIME
in the weak sets come from patterns and teach those patterns. DOWNSTREAM and BYSTANDER rest mostly on our own texts.
Names that are common words, and names in texts without capitals, are found less well. Figures on documents unlike
these sets will be lower. The gate's recall threshold was set with a look at CASIE's dev part.
"""


def card(rows: Sequence[str]) -> str:
    """The card with the rows of the table."""
    return _HEAD + "\n".join(rows) + "\n" + _FOOT

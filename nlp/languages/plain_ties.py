"""How plain German, Dutch and Japanese sentences tie a name to what happened: entered, served, bought or left out."""

from __future__ import annotations

import re
from typing import Final

from nlp.languages.cues import Cues
from nlp.languages.mention import Mention
from nlp.languages.text import Sentence

_CLAUSE: Final = 120  # characters before a name in which that is said
_QUOTE = "[\"'\u00ab\u201c\u201e]?"
_KIND = rf"(?:[a-z-]{{4,24}} )?{_QUOTE}$"
_ARTICLE = r"(?:(?:d(?:ie|as|en|em|er|es)|het|de|einen?|eine[mr]?|een) )?"
_OF = r"(?:(?:der|des|vo[nm]|van(?: de| het)?) )?"
_SYSTEMS = (
    r"(?:(?:it-)?(?:systeme?n?|server\w*|netz(?:werke?)?|netwerk|rechner\w*|computers|database|mailbox"
    r"|datenbank(?:en)?|postfacher?|konten) )?"
)
_INTO: Final = {  # "drangen in die Systeme der X ein", "bekannte sich zu dem Angriff auf die X"
    "de": re.compile(
        rf"(?:\bdr[aiu]ng\w*|\b(?:ein)?brachen?)[^.;:,]* (?:in|bei) {_ARTICLE}{_SYSTEMS}{_OF}{_KIND}"
        rf"|\b(?:bekann?t\w*|bekenn\w*) sich zu {_ARTICLE}(?:cyber|hacker)?-?(?:angriff|attacke|einbruch|hack)\w*"
        rf" (?:auf|bei|gegen) {_ARTICLE}{_KIND}"
    ),
    "nl": re.compile(
        rf"(?:\bdr[io]ng\w*|\bbraken|\bbinnengedrongen|\bingebroken)[^.;:,]* (?:in|bij) {_ARTICLE}{_SYSTEMS}{_OF}"
        rf"{_KIND}"
        rf"|\b(?:eist|eiste|claim\w*) {_ARTICLE}(?:cyber|hack)?-?(?:aanval|hack|inbraak) (?:op|bij) {_ARTICLE}{_KIND}"
    ),
}
_INTRUDERS: Final = re.compile(
    r"hacker|cyber|angreifer|unbekannte|kriminelle|eindringling|aanvaller|onbekende|criminelen|gruppe|groep"
)
_DIGITAL: Final = re.compile(
    r"hack|cyber|system|server|netz|netw|rechner|daten|gegevens|computer|mailbox|postfach|angriff|aanval"
)
_JAPANESE_HIT: Final = re.compile(
    r"[」』]?(?:が|は)、?(?:外部からの?)?(?:サイバー攻撃|不正アクセス|ランサムウ[ェエ]ア攻撃|不正侵入)(?:の被害)?を受け"
    r"(?:、|(?:て|ており|ていた|ました|た)(?:。|、|と|こと|ため|が|$))"
)
_HIT_BEFORE: Final = re.compile(  # "不正アクセスを受けたX"
    r"(?:サイバー攻撃|不正アクセス|ランサムウ[ェエ]ア攻撃)(?:の被害)?を受けた[「『]?$"
)
_NOT_INTO: Final = re.compile(r"\b(?:nicht|nie|niet|nooit)\b")
_JAPANESE_SPARED: Final = re.compile(
    r"[」』]?(?:が|は)、?[^。、\n]{0,16}(?:攻撃|不正アクセス|侵入|被害)(?:は|を)?受けて(?:い|お)?(?:ない|らず|りません|ません)"
)
_SERVES: Final = re.compile(  # "die für die X den Newsletter verschickt"
    r", (?:die|das|der|dat|welche[rs]?) (?:[a-z-]+ ){0,3}?(?:fur|im auftrag (?:der|des|von)|voor|in opdracht van) "
    + _ARTICLE
    + _KIND
)
SERVICE: Final = re.compile(  # as whoever serves others does
    r"[^.;:]{0,60}?\b(?:verschick|versend|versand|verwalt|verarbeit|druck|abrechn|abwick|betreib|betreut|hoste|speicher"
    r"|erheb|organisier|verstuur|verzorg|beheer|verwerk|drukt|bewaart|regelt|verzend|incass)\w*"
)
_ENTRUSTED: Final = re.compile(  # "印刷を委託している、京都の会社「X"
    r"(?:(?:委託|契約|依頼|受託|受注)し(?:ている|ていた|ております|た)|請け負(?:う|った)"
    r"|を(?:提供|運営|開発|管理|保守|運用|委託|委嘱|依頼|受託)する)(?:[^。「」\n]{0,16}(?:会社|業者|企業|事業者)(?:の|[、(])?)?[「『]?$"
)
_ENTRUSTS_IT: Final = re.compile(  # "同社に発送を委託するX"
    r"(?:同[社行院校]|[一-龠ァ-ー」』])に[^、。に\n]{0,14}(?:委託|依頼|外注)(?:する|し(?:た|ている|ていた))[「『]?$"
)
_ENTRUSTS: Final = re.compile(r"[」』]?が[^、。\n]{0,20}委託(?:する|し(?:た|ている|ていた|ており))")
_CONTRACTOR: Final = (
    re.compile(  # "Xの業務委託先が不正アクセスを受けた"; of "Xの委託先の情報" the contractors are people
        r"[」』]?の[^、。の\n]{0,6}(?:委託先|外注先)(?:企業|業者|会社)?"
        r"(?:が|で|に|から|、|[「『(]|の(?:サーバ|システム|端末|パソコン))"
    )
)
_UNDERTAKEN: Final = re.compile(  # "Xの業務を受託するYが"
    r"[」』]?(?:の|から)[^、。\n]{0,12}(?:を|の)?(?:受託|請け負)(?:する|し(?:た|ている|ていた)|う|った|っている)"
)
_RUNS_THEIRS: Final = re.compile(  # "Xのメールマガジンを配信しているYが"
    r"[」』]?の[^、。の\n]{1,14}を(?:配信|発送|印刷|代行|担当|受託|請け負)[^、。]{0,6}(?:する|している|していた|した|う|っている|った)"
    r"(?=[ァ-ヶ一-龠A-Za-z「『])"
)
_AT_CONTRACTOR: Final = re.compile(  # "Xも、委託先のYからの流出を公表した"; who came in by its terminal entered X
    r"[」』]?も、?(?:業務|外部)?委託(?:先の|する|している)(?!端末|アカウント|社員|従業員|パソコン|PC|VPN)"
)
_BUYER: Final = re.compile(r"\b(?:von|durch|door)(?: d(?:er|em|en|ie|e)| het)? " + _KIND)
_BOUGHT: Final = re.compile(
    r" (?:(?:im|in|seit|sinds|vorig|is|werd|wordt|was) ?[a-z]* ?(?:\d{4} )?)?"
    r"(?:ubernommen|gekauft|erworben|overgenomen|gekocht)\b"
)
_TAKEN_TOO: Final = re.compile(r"kont[oe]|account|daten|gegevens|postf|mailbox")  # by intruders, not by a buyer
_RESPONDER: Final = re.compile(r"(?:advocatenkantoor|advocaten|anwaltskanzlei|kanzlei|rechtsanwalte|notariskantoor) ")
_HELPS: Final = re.compile(
    r"[^.;:]{0,30}\b(?:staat|vertegenwoordigt|adviseert|helpt|vertritt|berat|unterstutzt|hilft)\b"
)
_SUCH_AS: Final = re.compile(r"\b(?:\w*kund(?:en|innen)|klanten) (?:wie|zoals|als) [^.;:!?\n]{0,80}$")
_LEFT_OUT: Final = re.compile(
    r"(?:[^.;:!?\n]{0,60}?)\b(?:sind|waren|seien|bleiben|blieben|zijn|bleven) (?:[a-z]+ ){0,3}"
    r"(?:nicht|niet|verschont|buiten)\b(?! nur| alleen)"
)


_JAPANESE_SERVED: Final = (_ENTRUSTS, _CONTRACTOR, _UNDERTAKEN, _RUNS_THEIRS, _AT_CONTRACTOR)


def broken_into(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether intruders came into it by the words: "In der Nacht drangen Hacker in die Systeme der X ein"."""
    folded, language = cues.reading.folded, cues.lexicon.language
    if any(cues.has(name, sentence) for name in ("deny_verb", "deny_forward", "refuses")):
        return False
    if language == "ja":
        behind = _JAPANESE_HIT.match(folded, mention.end, sentence.end)
        return (behind or _HIT_BEFORE.search(_before(cues, sentence, mention))) is not None
    if language not in _INTO or _INTO[language].search(_before(cues, sentence, mention)) is None:
        return False
    return all(pattern.search(sentence.folded) for pattern in (_INTRUDERS, _DIGITAL))


def served_by_name(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether a clause behind another name says what is done for this one, where something happened."""
    folded = cues.reading.folded
    if cues.lexicon.language == "ja":
        behind = any(pattern.match(folded, mention.end, sentence.end) for pattern in _JAPANESE_SERVED)
        return cues.happens(sentence) and (behind or entrusts(cues, sentence, mention))
    serves = _SERVES.search(_before(cues, sentence, mention)) and SERVICE.match(folded, mention.end, sentence.end)
    return bool(serves) and _INTRUDERS.search(sentence.folded) is not None


def entrusted(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether, in Japanese, what stands before the name says that work was given to it."""
    return _ENTRUSTED.search(cues.reading.folded, sentence.start, mention.start) is not None


def entrusts(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether, in Japanese, what stands before the name says that it gave work to another: "同社に発送を委託するX"."""
    return _ENTRUSTS_IT.search(cues.reading.folded, sentence.start, mention.start) is not None


def only_named(cues: Cues, sentence: Sentence, mention: Mention) -> bool:
    """Whether it only bought the one that was hit, or was not hit: "Kunden wie X sind nicht"."""
    folded, before = cues.reading.folded, _before(cues, sentence, mention)
    if cues.lexicon.language == "ja":
        return _JAPANESE_SPARED.match(folded, mention.end, sentence.end) is not None
    bought = _BUYER.search(before) and not _TAKEN_TOO.search(before)
    if bought and _BOUGHT.match(folded, mention.end, sentence.end):
        return True
    if _RESPONDER.match(mention.key) and _HELPS.match(folded, mention.end, sentence.end):
        return True
    into = _INTO[cues.lexicon.language].search(before) if cues.lexicon.language in _INTO else None
    if into and _NOT_INTO.search(into.group()):
        return True
    return _SUCH_AS.search(before) is not None and _LEFT_OUT.match(folded, mention.end, sentence.end) is not None


def _before(cues: Cues, sentence: Sentence, mention: Mention) -> str:
    return cues.reading.folded[max(sentence.start, mention.start - _CLAUSE) : mention.start]

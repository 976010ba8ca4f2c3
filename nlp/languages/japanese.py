"""Names in Japanese: by their ending, their script or the words around them, since nothing parts words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.languages.lexicon import Lexicon
from nlp.languages.mention import MIN_NAME, Mention
from nlp.languages.text import Reading

_RUN = re.compile(r"[\u30a1-\u30fa\u30fc\u30fb\u3005\u4e00-\u9fffA-Za-z0-9&.\-\uff21-\uff3a\uff41-\uff5a\uff06]{2,40}")
_COMPANY = re.compile(  # not what ends a name: "X株式会社から、"
    r"(?!(?<=[ァ-ー一-龠A-Za-z])(?:株式|有限|合同)会社(?:から|より|[がはをにとでへも](?:[、同当弊]|$)))"
    r"(?:株式会社|有限会社|合同会社|(?:公益|一般)?(?:財団|社団)法人|社会福祉法人|医療法人(?:社団)?|学校法人)[\w・ー&.\-]{1,20}"
)
_TOPIC = re.compile(  # as newspapers begin: who told it on which day
    r"(?:[^、。「」\n]{0,24}の)?(?P<name>[^、。「」\n\s(]{2,20}?)[でに]?[はがも](?:\d{1,2}月)?\d{1,2}日(?:[、にまで]|付)"
)
_PLACE = re.compile(
    r"(?P<name>[ぁ-ん一-龠ァ-ー]{2,10}(?:市|町|村|県|区|病院|大学|高校|銀行|保険|信金|組合))(?:は|が)、"
)
_ENTRUSTED = re.compile(
    r"(?:委託|契約|依頼)し(?:ている|ていた|ております|た)(?P<name>[^、。「」\n\s(]{2,20}?)(?:が|は|の|より|から|で|に)"
)
_OF_KIND = re.compile(  # "精密機器メーカーの東亜精機": what follows the kind of company is its name
    r"(?:メーカー|大手|商社|代理店|ベンダー|チェーン|[一-龠ァ-ー]{2}会社)の(?P<name>[^、。「」\n\s(の]{3,20}?)(?=は|が|や|と|で|に|から|を|も|へ)"
)
_RELATIVE = re.compile(
    r".{2,}[をがに].*(?:する|した|している|していた)(?=[ァ-ヶー一-龠A-Za-z])"
)  # "予約サイトを運営するX"
_PRONOUNS = ("これ", "それ", "これら", "それら", "ここ", "今回")
_NO_NAME = re.compile(
    r"(?:者|員|側|情報|多く|一部|製品|ら|客|人|社|システム|担当|経営陣|被害|攻撃|工場|本社|子会社|業務|関係|責任)$"
)
_OWN = re.compile(r"[当弊同本各貴](?:社|組合|行|院|校|会|市|県|町|村|団体|機構|法人|学院|大学|センター|店|園)")
_CUT = re.compile(
    r"株式会社|有限会社|[一-龠ァ-ー]{1,10}(?<!株式)(?<!有限)(?<!合同)会社|一般社団法人|国立大学法人|(?:大手|準大手|中堅|老舗|通販|運営|調査会社|子会社|親会社|傘下|各社|公式)+"
)
_ORG = re.compile(
    r"(?:銀行|大学|大学院|病院|市|県|区|町|村|庁|省|府|都|協会|電力|鉄道|航空|新聞|新聞社|生命|保険|証券|製作所|製薬|商事|電機|工業|電子|"
    r"組合|会議所|機構|学園|高校|学院|財団|連盟|広域連合|郵便|信用金庫|信金|建設|物産|食品|化学|自動車|運輸|運送|不動産|放送|出版|書店|百貨店|研究所|センター|医院|薬局|通信|印刷|産業|商店|旅館|観光|工房|酒造|製菓|堂|屋|社|会)$"
)
_PARTICLE = re.compile(  # behind a name; behind hiragana, which may be its own, by what follows
    r"(?<=[一-龠ァ-ー])(?<!会社)(?<!法人)(?<!社団)(?:は|が|の|を|に|と|で|へ|から|より)"
    r"|(?<=[ぁ-ん])(?:は|が|で|に)(?=[\d、]|不正|サイバー|ランサム|委託)"
    r"|(?<=[ぁ-ん])へ?の(?=サーバ|システム|サイト|ネットワーク|不正|サイバー|社内|社員|従業員|顧客|会員|情報)"
)
_KANA = re.compile(  # a name that begins with hiragana: "さざなみ観光への攻撃", "販売のへいわ堂"
    r"(?:^|(?<=[、。「」\n\s(])|(?<=[一-龠ァ-ー][のはがを]))(?P<name>(?P<kana>[ぁ-ん]{2,8})[一-龠ァ-ー]{1,12})"
)
_NO_KANA = re.compile(  # words that are no part of a name: "また病院は", "被害のあった病院"
    r"(?:この|その|あの|どの|ある|また|なお|ほか|さら|すで|および|または|いず|すべ|うち|これ|それ|どこ|ここ|いま|とも)"
    r"|.*(?:った|する|いる|ある|れる|ない|した|ている|ような|という|よる|おける|など|ため|まで|から|での|への|との|とは|には)$"
)
_LAND = re.compile(r"[都道府県市区町村]$")
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.\-]*(?: [A-Z][A-Za-z0-9&.\-]*){1,5}")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_SHORTEST = 1
_LEAD = 3
_DATE = re.compile(r"\d+(?:年|月|日|時|万|億|千|件|人|名|社|世帯)|^[\d.,\-]+(?:以上|以下|超|余|割|%|$)")
_ANY_OF_THEM = re.compile(
    r"再?委託[元先]|.{0,8}委託先$|\d{1,4}(?:病院|社|校|市|町|村|大学|団体|施設|自治体)$"
)  # "委託元病院", "4病院"
_THINGS = (
    "会社", "業者", "システム", "サーバー", "サーバ", "サービス", "サイト", "アプリ", "データ", "ファイル", "メール",
    "アドレス", "メーカー", "ベンダー", "チェーン", "メモリ", "ドライブ", "ストレージ", "フォーム",
    "停止", "障害", "感染", "ウイルス", "ウィルス",
    "パソコン", "アカウント", "アクセス", "ダウンロード", "アップロード",
)  # fmt: skip
_SYSTEM_FIRM = re.compile(  # "印刷会社の北斗システム"; of "委託先の予約システム" the system is none
    r"(?:印刷|通販|開発|物流|警備|運送|旅行|調査|広告|保守|委託|配送|人材|派遣|情報)(?:会社|業者|先)の(?P<name>NAME)|委託(?:する|している|した|先である)(?P<other>NAME)".replace(
        "NAME", r"[一-龠ァ-ーA-Za-z]{2,6}システムズ?(?=が|は|の|に|で|と|から|へ|、)"
    )
)
_SYSTEM = re.compile(
    r"(?:予約|カルテ|管理|基幹|会員|学務|販売|受注|決済|人事|給与|メール|バンキング|図書|業務|配信|申込|受付|認証|社内|共有|在庫"
    r"|(?:住民|顧客|会員|患者|個人|学生|利用者|生徒|社員)情報|クラウド|ネットワーク|オンライン|チケット|コンピュー?ター?)システムズ?$"
)
_TAIL = re.compile(r"(?:側|事件|公式|社内|社長|広報|製|系|元社員|等|運営|提供|(?<=ページ)上|(?<=ネット)上)$")
_QUOTED = re.compile(  # a firm or a shop by what stands before the quotes: "通販サイト「X」", "業務を委託する「X」"
    r"(?:(?:会社|業者|企業|メーカー|大手|商社|チェーン|グループ|団体|法人)(?:の)?|サイト|ショップ|ストア|モール|店|運営(?:する|している|の)|委託(?:する|し(?:た|ている|ていた)|先の))"
    r"「(?P<name>[^「」【】\n、。]{2,30})」"
)


def japanese_names(reading: Reading, words: Lexicon) -> Iterator[Mention]:
    """Names of organisations, not the place before one that only says where it is: "岡見県の岡見信金"."""
    found = list(_names(reading, words))
    starts = {mention.start for mention in found}
    for mention in found:
        of = reading.raw[mention.end : mention.end + 1] == "の" and mention.end + 1 in starts
        if not (of and _LAND.search(mention.key)):
            yield mention


def _names(reading: Reading, words: Lexicon) -> Iterator[Mention]:
    """Runs that end like an organisation, or are mostly katakana or Latin letters."""
    told = list(_told(reading))
    yield from told
    taken = [(mention.start, mention.end) for mention in told]
    for match in _RUN.finditer(reading.raw):
        start, end = _without_kind(reading.raw, *match.span())
        if own := _OWN.match(reading.raw, start, end):
            start = own.end()
        if tail := _TAIL.search(reading.raw, start, end):
            end = tail.start()
        key = reading.folded[start:end]
        plain = key.replace("株式会社", "").strip("・-.")
        if any(first <= start and end <= last for first, last in taken):
            continue
        if ("株式会社" in key and len(plain) >= _SHORTEST) or _named_japanese(plain, words):
            yield Mention(reading.raw[start:end], key, start, end, known=False)


def _without_kind(raw: str, start: int, end: int) -> tuple[int, int]:
    """A name without the kind of company before it: "人材会社ジョブリンク"; a legal form belongs to it."""
    while (head := _CUT.match(raw, start, end)) and head.end() < end and head.group() not in ("株式会社", "有限会社"):
        start = head.end()
    return start, end


def _told(reading: Reading) -> Iterator[Mention]:
    """Names that may hold hiragana: after a legal form, and the topic of a lead that says who told it on which day."""
    spans = [m.span() for m in _COMPANY.finditer(reading.raw) if _HIRAGANA.search(_before_particle(m.group()))]
    spans = [(s, s + len(_before_particle(reading.raw[s:e]))) for s, e in spans]
    for sentence in reading.sentences[:_LEAD]:
        topic = _TOPIC.match(reading.raw, sentence.start, sentence.end)
        topic = topic or _PLACE.match(reading.raw, sentence.start, sentence.end)
        if topic is not None and not _OWN.match(topic["name"]) and topic["name"] not in _PRONOUNS:
            start, end = topic.span("name")
            clause = _RELATIVE.match(reading.raw, start, end - MIN_NAME + 1)
            spans.append(_without_kind(reading.raw, clause.end() if clause else start, end))
    spans += [m.span("name") for m in _ENTRUSTED.finditer(reading.raw) if _HIRAGANA.search(m["name"])]
    kana = (m for m in _KANA.finditer(reading.raw) if _ORG.search(m["name"]) and not _NO_KANA.match(m["kana"]))
    spans += [m.span("name") for m in kana if not m["name"].endswith(_THINGS)]
    kinds = (m.span("name") for m in _OF_KIND.finditer(reading.raw) if not _NO_NAME.search(m["name"]))
    spans += [span for span in kinds if not reading.raw[slice(*span)].endswith(_THINGS)]
    firms = (m.span("name" if m["name"] else "other") for m in _SYSTEM_FIRM.finditer(reading.raw))
    spans += [span for span in firms if not _SYSTEM.search(reading.raw, *span)]
    spans += [m.span("name") for m in _QUOTED.finditer(reading.raw)]
    spans += [m.span() for m in _LATIN.finditer(reading.raw)]
    spans = [span for span in spans if not reading.raw[slice(*span)].endswith("委託先")]  # "X株式会社の委託先"
    spans = [part for span in spans for part in _parted(reading.raw, *span)]
    for start, end in spans:
        yield Mention(reading.raw[start:end], reading.folded[start:end], start, end, known=False)


def _parted(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The two names of "岡見銀行と森田銀行", which both end like an organisation's."""
    at = raw.find("と", start, end)
    if at > start and _ORG.search(raw, start, at) and _ORG.search(raw, at + 1, end):
        yield start, at
        yield at + 1, end
    else:
        yield start, end


def _before_particle(run: str) -> str:
    return _PARTICLE.split(run)[0]


def _named_japanese(plain: str, words: Lexicon) -> bool:
    """Whether a run without a legal form names an organisation, by its ending or its script."""
    if len(plain) < MIN_NAME and (len(plain) < MIN_NAME - 1 or plain[1] in "都府県市会社"):
        return False
    if plain in words.not_names or plain.endswith(_THINGS) or _DATE.search(plain) or _ANY_OF_THEM.match(plain):
        return False
    if any(words.cue(n).search(plain) for n in ("incident", "ransomware")) or any(
        p.search(plain) for p in words.data_types.values()
    ):
        return False
    foreign = sum("\u30a1" <= c <= "\u30fc" or c.isascii() for c in plain)
    return foreign >= MIN_NAME or (len(plain) >= MIN_NAME and _ORG.search(plain) is not None)

"""The words by which lists of sub-processors and the heads of their columns are known, in the seven languages read."""

from __future__ import annotations

import re

_SUB = (
    r"sub-?\s?processors?\b|unterauftrag|sub(?:auftrag|dienstleist|unternehm|verarbeit)|sous-traitant"
    r"|sub-?(?:encargad|procesador|respons[aá]bil|fornitor|verwerker|operador|processador)|subcontrat(?:ant|ad|ist)"
    r"|再委託先|復処理者|副処理者|再処理者|サブプロセッサ"
)
_NAMES = (
    r"\bname\b|entity|third[- ]part|company|vendor|provider|auftragsverarbeiter|auftragnehmer|dienstleister|anbieter"
    r"|\bunternehmen\b|\bfirma\b|\bnom\b|soci[eé]t[eéà]|prestataire|fournisseur|entreprise|\bnombre\b|empresa|entidad"
    r"|proveedor|raz[oó]n social|\bnome\b|fornitor|azienda|ragione sociale|\bnaam\b|bedrijf|leverancier"
    r"|verwerker\b|fornecedor|会社名|企業名|事業者|名称|委託先"
)
_PURPOSES = (
    r"purpose|description|service|function|activit|nature|processing|use\b|what (?:it|they)"
    r"|zweck|leistung|tätigkeit|gegenstand|\bdienst\b"
    r"|beschreibung|finalit|\bobjet\b|traitement|finalid|servici|descripci|\bobjeto\b|activid|serviz|descrizione|oggetto"
    r"|\bdoel|diensten|omschrijving|activiteit|servi[cç]o|descri[cç]|atividade|目的|業務|内容|用途|サービス"
)
_PLACES = (
    r"location|countr|region|jurisdiction|where|standort|\bland\b|\bort\b|\bsitz\b|\bpays\b|\blieu\b|localisation|siège"
    r"|país|ubicaci|localiza|\bpaese\b|\bsede\b|\bluogo\b|ubicazione|locatie|vestiging|所在|国|地域|場所"
)
SURELY = re.compile(_SUB, re.IGNORECASE)
NAMED = re.compile(
    rf"{_SUB}|service providers?|third[- ]part(?:y|ies)|(?:weitere|andere) auftragsverarbeiter|dienstleister"
    r"|prestataires|altri responsabili|委託先",
    re.IGNORECASE,
)
COLUMNS = (
    ("name", re.compile(rf"{_SUB}|{_NAMES}", re.IGNORECASE)),
    ("purpose", re.compile(_PURPOSES, re.IGNORECASE)),
    ("location", re.compile(_PLACES, re.IGNORECASE)),
    (
        "until",
        re.compile(r"\bend(?:s|ed|ing)?\b|\bremov|\bterminat|\bdiscontinu|\buntil\b|\bbis\b|\bjusqu", re.IGNORECASE),
    ),
    ("status", re.compile(r"^status$", re.IGNORECASE)),
)
_ABOUT = (  # with which the head of another column begins: "Land des Unterauftragsverarbeiters"
    r"^(?:zweck|art\b|beschreibung|tätigkeit|leistung|gegenstand|standort|land\b|ort\b|sitz\b|finalit|finalid|doel|descri|servi"
    r"|objet|pays\b|lieu|localis|siège|país|ubica|localiza|paese|sede\b|luogo|locatie|vestiging|[kc]at[eé]gor|adress|anschrift"
    r"|direcci|indirizzo|endereço)|目的|業務|内容|所在|国|地域|住所"
)
NOT_A_NAME = re.compile(rf"purpose|description|location|countr|type of|category|{_ABOUT}", re.IGNORECASE)
ABOUT_IT = re.compile(
    r"activit|service|function|processing|zweck|leistung|finalité|address|contact|purpose|description|location|countr"
    rf"|type of|category|{_ABOUT}",
    re.IGNORECASE,
)
A_NAME = re.compile(r"name|^(?:nom|nombre|nome|naam)\b|名", re.IGNORECASE)  # "Service name", "Nom et adresse"
DETAIL = re.compile(
    r"(?:purpose|description|services?|functions?|activit|nature|processing|locations?|countr|region|address|website|data"
    r"|contact|entity|type|role|zweck|ort|land|standort|leistung|sitz|finalit[éà]|pays|finalidade?s?|país|ubicación|paese|sede"
    r"|doel|locatie)\b[^:]{0,40}:",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"(?:purpose|description|services?|functions?|zweck|leistung|finalit[éà]|finalidade?s?|doel)\b[^:]{0,40}:\s*(.+)",
    re.IGNORECASE,
)
HEADING = re.compile(  # of a part of a list, as "Infrastructure sub-processors"; no company is called so
    r"(?:\bsub-?\s?processors|unterauftragsverarbeiter|unterauftragnehmer|sous-traitants(?: ultérieurs)?"
    r"|\bsub-?(?:encargados|responsabili|verwerkers|operadores)|\bsubcontratantes|再委託先(?:一覧)?)\s*:?$",
    re.IGNORECASE,
)
OWN = re.compile(
    r"affiliate|group compan|our entities|subsidiar|verbundene unternehmen|konzern|tochtergesellschaft"
    r"|sociétés? du groupe|\bfiliales|empresas d[eo]l? grupo|società del gruppo|controllate|groepsmaatschapp"
    r"|グループ会社|関連会社",
    re.IGNORECASE,
)
_GONE = (
    r"former|previous|past|removed|discontinued|archived|deprecated|retired|ehemalig\w*|frühere?|entfernte?|anciens?"
    r"|antiguos|voormalige|verwijderde"
)
OVER = re.compile(
    rf"^(?:{_GONE}|inactive|terminated|ended|expired|offboarded|no longer)\b", re.IGNORECASE
)  # as a status
_BEHIND = r"removed|discontinued|no longer|stopped using|retirés|anteriores|eliminados|precedenti|rimossi|removidos"
PAST = re.compile(
    rf"\b(?:{_GONE})\b.*(?:processor|vendor|provider|part(?:y|ies)|{_SUB}|auftragsverarbeiter|dienstleister)"
    rf"|(?:{_SUB})\S*\s.*\b(?:{_BEHIND})\b|^(?:{_GONE}|{_BEHIND})(?:\W|\bon\b|\d)*$|過去の|以前の|削除"
    r"|\bchange ?log\b|\b(?:change|revision|version|update) history\b|\bhistory of (?:changes|updates)\b"
    r"|änderungshistorie|historique des|historial de cambios|cronologia delle modifiche|histórico de alter|変更履歴",
    re.IGNORECASE,
)

"""What stands in place of a page's words, with 200: a check for robots, a request, "not found", maintenance."""

from __future__ import annotations

import re

_LONGEST = 1_000  # characters; hardly a wall is longer
_BESIDE = 200  # characters; with more words of its own beside it, it is a page
_WALL = re.compile(
    r"just a moment\b|attention required|checking (?:if the site connection|your browser|the security of your conn)"
    r"|review(?:ing)? the security of your connection|verif(?:y|ying) (?:that )?you(?:'re| are) (?:a |not )"
    r"|are you (?:a )?(?:human|robot)|unusual traffic|request unsuccessful|you have been block"
    r"|(?:enable|turn on|activate) (?:javascript|scripts|cookies)|javascript (?:is|must be) (?:disabled|enabled|requ)"
    r"|access (?:to this \w+ )?(?:has been |is |was )?denied|unavailable for legal reasons"
    r"|(?:not|isn't|unavailable) (?:available )?in your (?:country|region|location)"
    r"|page (?:was |is |could |can)?(?:not|cannot|can't) (?:be )?found|page (?:that )?you(?:'re| (?:are|were)) loo"
    r"|\b404\b.{0,9}(?:not found|error)|error 404"
    r"|(?:^under|maintenance mode|(?:is|are|currently) (?:currently |temporarily )?(?:down|offline|under\w*)(?: for)?)"
    r"(?: \w+){0,2} maintenance|be (?:right )?back (?:soon|shortly)"
    r"|domain (?:name )?(?:is|may be) (?:for sale|parked)|buy this domain|parked (?:free|domain)"
    r"|before you continue|accept (?:all )?(?:cookies )?to (?:continue|go on)"
    r"|(?:sign|log) ?in (?:to|with) (?:continue|your account|view|see)"
    r"|nur einen moment|seite (?:wurde )?nicht gefunden|wartungsarbeiten|javascript aktivieren|zugriff verweigert"
    r"|page (?:non trouvée|introuvable)|en (?:cours de )?maintenance|accès refusé|activer javascript"
    r"|página no encontrada|en mantenimiento|acceso denegado|página não encontrada|em manutenção|acesso negado"
    r"|pagina non trovata|in manutenzione|accesso negato|pagina niet gevonden|in onderhoud|toegang geweigerd"
    r"|ページが見つかりません|メンテナンス中|javascriptを有効",
    re.IGNORECASE,
)
_TELLS = re.compile(  # which no wall does
    r"breach|\bleak|stole|exposed|compromis|disclos|vulnerab|\bcve-|attackers?\b|intru(?:der|sion)|hack|ransom"
    r"|phish|malware|(?:security|cyber) ?incident|unauthori[sz]ed (?:access|part|person|third)|customer (?:data|rec)"
    r"|datenleck|datenpanne|vorfall|schwachstelle|angreifer|abgeflossen|fuite|faille|piratage|brecha|filtraci"
    r"|vulneraci|violazione|vazamento|datalek|情報漏|漏洩|漏えい|流出|不正アクセス",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?。])\s*|\n+")


def is_wall(title: str, text: str) -> bool:
    """Whether a page shows one of these and hardly a word of its own; what tells of an incident is a page."""
    if len(text) > _LONGEST or _TELLS.search(f"{title}\n{text}"):
        return False
    if _WALL.search(title):
        return True
    own = [sentence for sentence in _SENTENCE.split(text) if not _WALL.search(sentence)]
    return bool(_WALL.search(text)) and sum(map(len, own)) < _BESIDE

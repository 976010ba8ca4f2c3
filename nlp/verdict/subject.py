"""What else than an incident a page may be about: surveys, advice, offers, courts, deals, exercises, markets, flaws, outages."""

from __future__ import annotations

import re
from collections import Counter

from nlp.text.patterns import starts, words

_I = re.IGNORECASE
_READ = 8_000  # code points of the text that are looked at
_MOST = 4  # signs of one kind that count

# name -> (words of its title, words of its text)
_ABOUT: dict[str, tuple[str, str]] = {
    "survey": (
        r"survey|study|index|figures|statistics|in numbers|per cent|percent|average|a year in|year in|trends?|cost of"
        r"|\d+ (?:notices|breaches|incidents|attacks|notifications)|register:|record (?:year|number)|report:|on the rise"
        r"|(?:rose|fell|rises|falls|doubled?|tripled?) (?:by|to|in|last|again)|half of|a third of|most (?:firms|companies)",
        r"survey(?:ed|s)?|respondents?|on average|the average|median|(?:\d+|one|two|three|four|five|six|seven|eight|nine"
        r"|ten) (?:in|out of) (?:two|three|four|five|ten|\d+)|\d+(?:\.\d+)? ?(?:%|per ?cent) (?:of (?:the )?(?:firms"
        r"|companies|organi[sz]ations|businesses|respondents|breaches|incidents|notices|cases|attacks|all)|said|had|were)"
        r"|\d+ (?:\w+ ){0,2}(?:firms|companies|notices|breaches|incidents|notifications) (?:\w+ ){0,3}(?:in (?:january"
        r"|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)|asked)"
        r"|year[- ]on[- ]year|compared (?:with|to) (?:the )?(?:previous|last)|(?:up|down) from \d|against \d+ in"
        r"|(?:fewer|more) than (?:in )?(?:the year before|a year (?:ago|earlier)|last year)|we counted|in total",
    ),
    "howto": (
        r"how to|what to do|what you (?:need|should|can)|guide|checklist|template"
        r"|sample (?:[\w-]+ ){0,3}?(?:letters?|notices?|forms?|polic(?:y|ies)|plans?|e-?mails?|texts?|statements?)"
        r"|faq on|frequently asked|tips|step by step|explainer|what is an?|explained|filing a|tutorial|playbook|cheat sheet|primer|\d+ (?:steps|ways|things)",
        r"(?:^|[.!?:]\s+|\n)(?:then |always |never |first,? |finally,? )?(?:do not|don't|start with|say|state|avoid|keep"
        r"|change (?:the|your|any|it)|turn on|watch|freeze|upgrade|rotate|replace|restrict|print|disable|use the form"
        r"|attach|list|include|describe|fill in|click|check (?:the|your|which|whether)|make sure|write down|encrypt|verify"
        r"|call your|tell your|vet|limit who|update to)\b|if (?:your|you) [^.]{0,60}\b(?:was|were|are|is|have|had|use|get)\b"
        r"|\byou (?:must|should|can|may|need to|will need)\b|\[[a-z][a-z ,/]{2,40}\]|<[a-z][a-z ]{2,30}>|within \d+ hours of",
    ),
    "offer": (
        r"webinar|course|training|free|demo|introducing|announcing|meet |launch\w*|new in|sponsored|stop |before they"
        r"|trusted by|now available|buyer's guide|whitepaper|e-?book|podcast|passed? (?:our|its|the)|certified|SOC 2"
        r"|ISO 27001|award",
        r"free trial|book a (?:demo|call)|sign up|register (?:now|today|here|at)|start (?:your|now)|trusted by|our"
        r" (?:platform|solution|product|experts|customers love)|learn (?:more|how)|join (?:us|our)|seats|slides|discount"
        r"|credit card required|sponsored|talk to (?:sales|us)|per (?:month|seat|user)|helps? (?:you|teams|companies"
        r"|businesses)|SOC 2|ISO ?27001|auditors?|without exceptions|no exceptions|proud to|we(?:'re| are) (?:excited"
        r"|delighted|proud|pleased)|download (?:the|our)|subscribe|listen to",
    ),
    "law": (
        r"settle\w*|fine[sd]?|lawsuit|class action|su(?:e|es|ed|ing)|to pay|sentenced|jail\w*|prison|pleads?|guilty"
        r"|court|judge|trial|appeal|ruling|regulator fines|penalt\w+|verdict|shareholders|claim form|compensation",
        r"settle(?:d|ment|s)?\b|class (?:action|members?)|plaintiffs?|judge|court|lawsuit|sued\b|the suit|final approval"
        r"|agreed (?:\w+ \w+ \w+ )?to pay|must pay|was fined|fined (?:the )?\w+|a (?:fine|penalty) of|sentenced|pleaded"
        r"|prison|prosecut\w+|appeal(?:s|ed)?\b|flat payment|documented losses|file a claim|denies any wrongdoing"
        r"|consent order|convicted|damages|months in|suspended sentence",
    ),
    "arrest": (
        r"arrest\w*|charged|suspected|extradit\w*|indict\w*|unmasked|seized|takedown|dismantl\w*",
        r"was arrested|were arrested|arrested in|on suspicion of|charged with|extradit\w+|indictment|seized|custody"
        r"|suspect\b|searched (?:the )?(?:home|flat)",
    ),
    "deal": (
        r"acqui\w+|buys?|to buy|purchase|merg\w+|takeover|takes over|ipo|raises|funding|invests?|series [a-d]|appoints?"
        r"|names new|joins|hires|partners? with|completes",
        r"acquisition|acquire[sd]?|merger|takes over|took over|undisclosed sum|the price was|purchase price|(?:deal|sale)"
        r" (?:closes|closed|is expected|values)|valued at|investors?|raised \d|funding round|new chief|appointed|joins"
        r" (?:as|the|\w+ cloud)|keeps its name",
    ),
    "exercise": (
        r"exercise|drill|rehears\w*|simulat\w*|red team|tabletop|war ?game|penetration test|pen ?test|hackathon|fictional",
        r"(?:in|of) (?:the|an|this) (?:exercise|drill|simulation|scenario)|exercise|drill\b|rehears\w+|simulat\w+"
        r"|fictitious|fictional|invented|tabletop|red team|was hired to|were hired to|the scenario|organisers? of|agreed"
        r" with the (?:client|bank|owner)|nothing was real|no real",
    ),
    "market": (
        r"shares?|profit|results|quarter\w*|revenue|earnings|stocks?|resistance|analysts|premiums?|whales?|price of|deliver"
        r"|goals?|defen[cs]e|season|match|contract|material breach|wildlife|dam|river|gas",
        r"shares?(?: of)? (?:\w+ ){0,2}(?:rose|fell|up|down|gained|lost|closed|trade)|quarter(?:ly)?|revenue|net profit"
        r"|a profit|earnings|analysts? (?:at|expect|say|see)|dividend|per share|guidance|outlook|resistance|bond|premiums"
        r"|insurers?|breach(?:ed)? (?:of )?(?:the )?(?:contract|agreement|covenant|charter|level|lease)|material breach"
        r"|goals?\b|the match|the league|coach|striker|minute\b|tons?\b|whal\w+|ocean|shipyard|contract(?:ual)?",
    ),
    "flaw": (
        r"vulnerabilit\w+|flaws?|bugs?|patch\w*|cve|zero[- ]days?|advisory|hard-?coded|exploits?|update now|security"
        r" update|researchers|could (?:have|let|allow|expose)|weakness|proof of concept|fix(?:es|ed)?",
        r"vulnerabilit\w+|cve-\d+|patch(?:ed|es)?\b|could (?:have )?(?:let|allow|be used|expos|read|lead)\w*|an attacker"
        r" (?:may|could|can|needs|with|who)|firmware|affected versions|versions? (?:before|from|up to|prior)|upgrade to"
        r"|update to|proof[- ]of[- ]concept|bug bounty|no (?:reports|signs?|evidence|indication)[^.]{0,20} (?:of|that)"
        r" (?:\w+ ){0,5}(?:misuse|exploit\w*|abuse\w*|used|in the wild)|nobody (?:but|else)|before (?:anyone|anybody)"
        r"|not (?:been )?exploited|researchers? (?:found|showed|has shown|have shown|demonstrat\w+)|in a paper|workaround"
        r"|remote code execution|severity",
    ),
    "outage": (
        r"outage|down\b|went dark|maintenance|disruption|downtime|expired|offline|slow|delays?|no hack|not a hack",
        r"outages?|not (?:the result of )?(?:a |an )?(?:attack|hack|cyber-?\s?attack|security incident|breach)|no malicious"
        r"|had expired|expired certificate|certificate (?:had )?expired|faulty|power (?:cut|failure|supply)|maintenance"
        r"|(?:is|are|were|was) (?:fully )?restored|configuration (?:error|change)|untrue|unfounded|were safe at all times"
        r"|no hack|status page|root cause|window",
    ),
    "opinion": (
        r"opinion|comment|column|why |lessons|what .{0,30} teach|the hidden|stop |the case (?:for|against)|should|essay"
        r"|talk|keynote|conference|interview|of all time|biggest|worst|history of|blame|the problem with|enough",
        r"\bI (?:think|believe|have|was|am|do|would|know|asked|saw)\b|\b(?:we|you|they|firms|companies|boards|regulators"
        r"|organi[sz]ations|businesses) (?:should|must|ought|need to)\b|in my (?:view|opinion|experience)|every (?:notice"
        r"|breach|company|time|vendor)|the author|columnist|lessons?|imagine|ask yourself|keynote|the (?:talk|audience"
        r"|speaker|panel)|on stage|conference|think of|(?:would|could) be a start|of all time|when one of|the average",
    ),
    "policy": (
        r"policy|terms|rule|law|bill|act\b|guidelines?|directive|draft|standard|sub-?processors?|parliament|senate"
        r"|directory|notice board|form\b",
        r"\bif we (?:learn|become|discover|find)|we will (?:tell|notify|inform) you|as the law|is likely to result|must be"
        r" (?:reported|notified|filed)|draft|the bill|new rules?|comes? into force|we (?:collect|share) (?:your|the"
        r"|personal)|list of sub-?processors|member states|legislation|purpose:|effective (?:date|from)",
    ),
}
_COMPILED = {
    name: (
        re.compile(rf"(?<![\w-])(?:{title})(?![\w-])", _I),
        words(text if name == "howto" else rf"\b(?:{text})", lines=True),
    )
    for name, (title, text) in _ABOUT.items()
}


def about(title: str, text: str) -> Counter[str]:
    """How often words speak for each other subject: `title_NAME` 0 or 1, `text_NAME` 0 to 4, `early_NAME` in the first 300."""
    found: Counter[str] = Counter()
    body = text[:_READ].encode()
    early = len(text[:_EARLY].encode())
    for name, (in_title, in_text) in _COMPILED.items():
        found["title_" + name] = int(bool(in_title.search(title)))
        begins = starts(in_text, body, _MOST)
        found["text_" + name] = len(begins)
        found["early_" + name] = int(bool(begins) and begins[0] < early)
    return found


_EARLY = 300

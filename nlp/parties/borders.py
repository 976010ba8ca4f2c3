"""Where a run of capitalised words is more than one name: genitives, and the posts that people hold."""

from __future__ import annotations

import re

from nlp.figures.measures import CODES
from nlp.text.patterns import late

_BORDER = re.compile(r"'s? | (?=The [A-Z])")
# A genitive inside a name: "Children's Hospital", "Attorney General's Office", "St. Mary's Hospital".
_INSIDE = late(
    r"(?:\b(?:Children|Women|Men|Workers|Veterans|Soldiers|Teachers|Nurses|Attorney General|Sheriff|Governor"
    r"|Assessor|Clerk|Treasurer|Students|People|Farmers|Employees|Firefighters|Physicians|Surgeons|Kids|Mothers|Patients"
    r"|Auditor|Comptroller|Coroner|Commissioner|Ombudsman|Prosecutor|Defender|Mayor|Sailors|Seamen|Shriners|Traders|Drivers|Policemen|Bar"
    r"|Lawyers|Doctors|Consumers|Writers)|\b(?:St\.?|Saint) [A-Z]\w+|^(?:[Tt]he )?(?:Queen|King|Prince|Bishop))$"
)
_BRAND = late(
    r"(?:(?:[A-Z]\w+ ){0,2}(?:Restaurants?|Brewhouse|Pizza|Pizzeria|Grill|Kitchen|Deli|Bakery|Diner|Steakhouse|Pub"
    r"|Tavern)|Brewery|Warehouse|Jewelers|Wholesale|Club|College|Hospital|Inc|Corp|Corporation|Holdings|Supermarkets?|Markets?"
    r"|(?:[A-Z]\w+ )?(?:Farm Shop|Farms|Hardware|Books|Bookstore|Furniture|Garage|Caf[e\u00e9]|Sporting Goods|Jewellers"
    r"|Nurser(?:y|ies)|Garden Cent(?:er|re)s?|Toys|Fashions|Menswear|Shoes|Flowers|Florists?|Department Stores?)$"
    r"|Seafood|Chicken|Burgers|Coffee|Creamery|Candies|Sandwiches|Subs|Barbecue|BBQ)\b"
)
_POST = (
    r"(?:(?:Vice |Deputy |Executive )?(?:CEO|CFO|CTO|CIO|CISO|COO|President|Chairman|Chairwoman"
    r"|Spokes(?:man|woman|person))|Chief (?:Executive|(?:[A-Z]\w+ )?Officer))"
)
_TEAM = (
    r"(?:(?:Information |Cyber )?Security|Incident(?: Response)?|Support|Privacy|Trust|Communications|Press"
    r"|Engineering|Product|Customer \w+|Data Protection) Team"
)
_DESK = (  # who signs or posts for a company
    r"(?:Trust (?:&|and) Safety|Customer (?:Care|Services?|Support|Success)|(?:Privacy|Press|Data Protection) Office"
    r"|Newsroom|Status(?: Page)?|Help ?[Dd]esk|(?:Member|Card|Client) Services)"
)
_THEN_NAME = (  # "Oakfeld Health Privacy Officer Ada Doe"
    r"(?:(?:Privacy|Executive|Managing|Medical|Compliance|Security|Information|Communications|Finance|Financial|Technology"
    r"|Operations|Deputy|Assistant|Associate|Interim|Acting|General|Regional|Legal|Marketing|Program|Media) )+"
    r"(?:Officer|Director|Superintendent|Manager|Counsel|Secretary|Administrator|Editor|Commissioner)"
    r"(?= [A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+)"
)
_THEN_POST = re.compile(
    rf"(?<!of)(?<!the)(?<!for) (?:{_POST}\b|{_THEN_NAME}|Head of\b|Chief of\b|{_TEAM}\b|Team$|{_DESK}$)"
)
_POST_OF = re.compile(
    rf"^(?:[A-Z]\w+ ){{0,2}}(?:{_POST}|Officer|Director|Head|Manager|Spokesperson|Secretary|Editor|Administrator)"
    r" (?:for|at|of) (?:the )?(?=[A-Z](?:\w+ [A-Z]|[A-Z]))"
)

_THEN_EVENT = re.compile(  # what befell it, in a headline's capitals: "the Oakfeld Clinic Data Breach Notification"
    r" (?:(?:(?:Data|Cyber|Cyber ?[Ss]ecurity|Security|Privacy|Information|Ransomware|Malware|Phishing|Vendor"
    r"|Personal) )+"
    r"(?:Breach(?:es)?|Incidents?|Attacks?|Hacks?|Leaks?|Intrusions?|Events?)|Cyber-?[Aa]ttacks?|Breach(?:es)?|Hacks?|Incidents?)"
    r"(?: (?:Notifications?|Notices?|FAQs?|Updates?|Statement|Letters?|Information|Response|Settlement|Lawsuits?"
    r"|Litigation))*$"
)

_THEN_SYSTEM = re.compile(  # what it sells: "Classbeam Student Information System"
    r"(?<!of)(?<!the)(?<!our) (?:(?:Student|Learner|Patient) (?:Information|Records?|Management) (?:System|Platform)s?"
    r"|SIS)(?: \([A-Z]{2,5}\))?$"
)
_THEN_PEOPLE = re.compile(  # "Dear District 12 Staff and Families"
    r"(?<=\d) (?:Staff|Families|Students|Parents|Employees|Teachers)(?:,? (?:and|&) (?:Staff|Families|Students|Parents"
    r"|Employees|Teachers))*$"
    r"|(?<!of)(?<!for) (?:Customers|Users|Clients|Patients|Subscribers)"
    r"(?: (?:Affected|Impacted|Hit|Warned|Notified|Exposed|Targeted))*$"  # in a headline's capitals
)


_THEN_STAFF = re.compile(  # who works there: "an Oakfeld Hospice nurse"
    r" (?:nurse|doctor|physician|employee|worker|staffer|contractor|technician|clerk|teacher|official"
    r"|administrator|officer|manager"
    r"|executive|spokes(?:man|woman|person)|customer|patient|client|user|member|student|driver|volunteer|intern)s?$"
)


PEOPLE_OF = (  # who belongs to a company: "Patients of Oakfeld Clinic"
    r"(?:Patients|Customers|Clients|Members|Users|Employees|Students|Pupils|Parents|Residents|Guests|Passengers|Subscribers|Donors"
    r"|Readers|Tenants|Owners|Staff|Shareholders|Investors|Drivers|Workers) (?:of|at|from) (?:the )?"
)
_PEOPLE_OF = late(rf"{PEOPLE_OF}(?=[A-Z\d])")


_MONEY = re.compile(rf" (?:(?:{CODES}|Rs)(?=\.? ?\d)|\d[\d.,]*(?=[ -]?(?:million|billion|thousand|hundred|bn|m|k)\b))")


_KIND = late(  # "copied Oakfeld HR records"
    r" (?:KYC|AML|PII|PHI|HR|CRM|ERP|POS|CCTV|VPN|SQL|API|AWS|S3)"
    r"(?= (?:data(?:base)?s?|records?|files?|documents?|images?|photos?|information|systems?|servers?|portals?"
    r"|accounts?|buckets?|keys?|tokens?|credentials|terminals?|infrastructure)\b)"
)


_VERSION = re.compile(r"(?<=[a-z]) v?\d+(?:\.\d+){1,3}(?![\w.]*[A-Z])")  # "lodequartz 4.2.1"


def without_more(text: str, start: int, end: int) -> int:
    """Where a name ends that a sum follows ("fined Oakfeld EUR 450,000") or letters for what was taken from it."""
    beyond = 20  # code points that show what follows
    for more in (pattern.search(text, start, end + beyond) for pattern in (_MONEY, _KIND, _VERSION)):
        if more and more.end() == end:
            return more.start()
    return end


def borders(name: str) -> list[int]:
    """The places in a run of capitalised words where a name begins or ends, the first and the last included."""
    inner = [m.end() for m in _BORDER.finditer(name) if not _kept(name, m)]
    return [0, *inner, len(name)]


def _kept(name: str, border: re.Match[str]) -> bool:
    if border.group() == "' " and _OF_MANY.match(name, border.end()):
        return True
    return bool(border.group() != " " and (_INSIDE.search(name[: border.start()]) or _BRAND.match(name, border.end())))


_OF_MANY = late(  # "Bakers' Union"
    r"(?:[A-Z][\w-]+ ){0,2}(?:Union|Association|Society|Federation|Guild|Club|League|Fund|Institute|Cooperative|Council"
    r"|Trust|Bank|Exchange|Foundation|Alliance|Congress|Coalition)\b"
)


def without_post(name: str) -> slice:
    """What is left of a name without the post that somebody holds there and his name, its people and what befell it."""
    before = _POST_OF.match(name) or _PEOPLE_OF.match(name)
    start = before.end() if before else 0
    after = _THEN_POST.search(name, start) or _THEN_EVENT.search(name, start) or _THEN_PEOPLE.search(name, start)
    after = after or _THEN_SYSTEM.search(name, start) or _THEN_STAFF.search(name, start)
    return slice(start, after.start() if after else len(name))

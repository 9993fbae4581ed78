"""Actors: who is meant by the sources of attributions.

In: the attributions found, the layout. Out: actors, the actor of each attribution, and the mentions of actors in
the text. So far names, surnames, roles ("the spokesman") and pronouns right after their speaker; who cannot be told
stays unknown. Pure. Imports: model, encoder, attribution. Imported by: claims, pipeline.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from sayso.attribution import Found
from sayso.encoder import Layout
from sayso.model import Actor, Entity, EntityKind, Role, Span, meeting

_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})
_PARTICLES = frozenset(
    {"of", "for", "the", "in", "at", "de", "del", "la", "van", "von", "bin", "ibn", "abu", "and", "d", "der"}
)
_TITLES = frozenset(
    "mr mrs ms dr prof professor gen general lt lieutenant col colonel maj major capt captain sgt brig brigadier adm "
    "admiral president minister prime secretary governor mayor senator sen rep gov sheikh ayatollah king prince princess "
    "queen judge justice sheriff chief commander cmdr sir lord lady rev father bishop imam mullah foreign defence defense "
    "interior deputy vice spokesman spokeswoman spokesperson director ambassador chairman chairwoman detective officer inspector".split()
)
_BEFORE_A_MODIFIER = frozenset(
    {"of", "for", "near", "in", "at", "from", "with", "to", "on", "by", "whose", "who", "that"}
)
_GO_ON = frozenset(
    "he she they it but and in on at also his her their earlier later then still meanwhile when if".split()
)
_ROLES = (
    "spokesman spokeswoman spokesperson minister president commander chief leader head director governor mayor officer "
    "official secretary ambassador chairman chairwoman judge lawyer doctor nurse teacher farmer witness resident analyst "
    "colonel general captain sheriff prosecutor senator adviser manager driver owner brother father mother"
).split()
_ROLE = re.compile(rf"\b(?:{'|'.join(_ROLES)})\b(?![’'])", re.I)
_NO_NAME = frozenset(
    "the a an his her its their one some two three i we he she they another several local senior other many both".split()
)
_ORGANISATION = re.compile(
    r"\b(?:Ministry|Army|Navy|Forces?|Brigades?|Police|Party|Government|Committee|Council|Agency|Movement|Office|University|"
    r"Group|Union|Association|Front|Court|Command|Department|News|Times|Post|TV|Television|Radio|Media|Cell|Units?|Mission|"
    r"Parliament|Congress|House|Bank|Company|Corporation|Service|Authority|Hospital|Institute|Cent(?:er|re)|Commission|"
    r"Organi[sz]ation|Federation|Coalition|Bureau|Foundation|Network|Guard|Corps|Press|Watch|Times|Herald)\b"
)
_TOKEN = re.compile(r"[^\s,()\[\]]+")
_PLACE = re.compile(
    r"\b(?:(?:town|city|village|district|province|governorate|capital|port|region|county)(?:\s+of)\s+(?P<of>(?:al-)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?)"
    r"|(?P<before>(?:al-)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?)\s+(?:province|district|governorate|county|city|Province|District|Governorate|County)\b)"
)
_LOOK_BACK = 50  # attributions in which the bearer of a role is looked for
_REACH = 400  # characters back to which a pronoun's speaker is looked for


class Cast(Struct, frozen=True):
    """The actors, the actor's id (or None) of each attribution, and the mentions."""

    actors: tuple[Actor, ...]
    speakers: tuple[int | None, ...]
    entities: tuple[Entity, ...]


class _Known(Struct):
    """An actor being gathered. It changes while that goes on, and never leaves this module."""

    name: str
    names: dict[str, None]
    kind: EntityKind | None
    named: bool
    roles: dict[str, Span]


class _Company(Struct):
    """Everybody gathered so far, and where to look them up: by last name, by words, by role."""

    known: list[_Known]
    by_last_name: dict[str, list[int]]
    by_words: dict[str, int]
    by_role: dict[str, list[int]]


def cast(found: Sequence[Found], layout: Layout) -> Cast:
    """Who speaks in `found`, in that order."""
    company = _Company([], {}, {}, {})
    named = [_name_of(one, layout.text) for one in found]
    for one, name in zip(found, named, strict=True):
        if name:
            _take_name(one, name, layout, company)
    speakers: list[int | None] = []
    for i in range(len(found)):
        speakers.append(_speaker(i, found, named[i], layout, company, speakers))
        _take_words(found[i], speakers[i], layout.text, company)
    actors = tuple(
        Actor(
            id=i,
            name=one.name,
            names=tuple(one.names),
            kind=one.kind,
            named=one.named,
            roles=tuple(
                Role(role=role, of=None, start=at.start, end=at.end) for role, at in one.roles.items()
            ),
        )
        for i, one in enumerate(company.known)
    )
    return Cast(actors, tuple(speakers), _mentions(actors, layout))


def _take_words(one: Found, who: int | None, text: str, company: _Company) -> None:
    """The words of a source are a name of who it means, unless they are a pronoun."""
    words = _clean(one.source[0].of(text)) if one.source else ""
    if who is not None and words and words.lower() not in _PRONOUNS:
        company.known[who].names.setdefault(words)


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,.;:")


def _name(words: str) -> str | None:
    """The proper name in a source's words: "Iraqi Colonel Adnan Kettani" → "Adnan Kettani"; None if there is none."""
    words = re.sub(r"[’']s?$", "", words.strip())
    if _ORGANISATION.search(words):
        name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", words)
        return name if name[:1].isupper() else None
    tokens = _TOKEN.findall(words)
    if not tokens or not _is_proper(tokens[-1]):
        return None  # "Iraqi officials": who speaks is a common noun
    run: list[str] = []
    for token in tokens:
        bare = token.strip(".,’'\"").lower()
        if not run and token in _BEFORE_A_MODIFIER:
            return None  # "a farmer near Rabia": the name is not who speaks
        if bare in _TITLES:
            run = []
        elif (run or bare not in _NO_NAME) and (_is_proper(token) or (run and bare in _PARTICLES)):
            run.append(token)
    name = " ".join(run).strip(",")
    return (name if re.search(r"(?:[A-Z]\.)+[A-Z]\.$", name) else name.strip(".")) or None


def _is_proper(token: str) -> bool:
    return token[0].isupper() or re.match(r"(?:al|el|ash|an|ad|ar|as)-[A-Z]", token) is not None


def _name_of(one: Found, text: str) -> str | None:
    """The name of a source, from its own words or its apposition ("the teacher, Amadou Barrima,")."""
    if not one.source:
        return None
    words = one.source[0].of(text)
    name = _name(words)
    if name or one.about is None or words.lower() in _PRONOUNS:
        return name
    about = _name(one.about.of(text).strip(" ,()"))
    return about if about and " " in about and not _ORGANISATION.search(about) else None


def _take_name(one: Found, name: str, layout: Layout, company: _Company) -> None:
    """Add a named source to those known, or to the one it is another name of."""
    who = _same(name, company)
    if who is None:
        whole = name if " " in name else _whole_name(name, layout)
        kind: EntityKind | None = "person" if " " in whole else None
        if _ORGANISATION.search(whole):
            kind = "organisation"
        who = len(company.known)
        company.known.append(_Known(name=whole, names={whole: None}, kind=kind, named=True, roles={}))
        company.by_last_name.setdefault(whole.split()[-1].lower(), []).append(who)
    actor = company.known[who]
    if len(name.split()) > len(actor.name.split()):
        actor.name = name
        actor.kind = actor.kind or "person"
    actor.names.setdefault(name)
    if actor.kind != "organisation":
        _take_roles(one, layout.text, who, company)


def _whole_name(surname: str, layout: Layout) -> str:
    """The name with which the text introduces who is only called by the surname later; else the surname."""
    pattern = re.compile(rf"(?:[A-Z][\w’'-]*\.?\s+){{1,3}}{re.escape(surname)}(?![\w-])")
    for paragraph in layout.paragraphs:
        for found in pattern.finditer(layout.text, paragraph.start, paragraph.end):
            tokens = found[0].split()
            while tokens and tokens[0].strip(".").lower() in _TITLES | _NO_NAME | _GO_ON:
                tokens.pop(0)
            if len(tokens) > 1:
                return _name(" ".join(tokens)) or surname
    return surname


def _take_roles(one: Found, text: str, who: int, company: _Company) -> None:
    for place in (*((one.about,) if one.about else ()), one.source[0]):
        for found in _ROLE.finditer(text, place.start, place.end):
            role = found[0].lower()
            if role not in company.known[who].roles:
                company.known[who].roles[role] = Span(*found.span())
                company.by_role.setdefault(role, []).append(who)


def _same(name: str, company: _Company) -> int | None:
    """The one known actor that `name` is a shorter or longer name of; None if there is none or several."""
    tokens = name.lower().split()
    fitting = []
    for i in company.by_last_name.get(tokens[-1], ()):
        theirs = company.known[i].name.lower().split()
        if tokens == theirs:
            return i
        if len(tokens) == 1 or len(theirs) == 1:
            fitting.append(i)
    return fitting[0] if len(fitting) == 1 else None


def _speaker(
    i: int,
    found: Sequence[Found],
    name: str | None,
    layout: Layout,
    company: _Company,
    before: Sequence[int | None],
) -> int | None:
    """Who speaks in `found[i]`, whose source has `name`; `before` is who speaks in those before it."""
    one = found[i]
    if not one.source:
        return None
    if name:
        return _same(name, company)
    words = _clean(one.source[0].of(layout.text))
    if words.lower() in _PRONOUNS:
        return _antecedent(found[i - 1], one, layout, company, before[-1]) if i else None
    who = _by_role(words, company, before)
    return who if who is not None else _unnamed(words, company)


def _antecedent(earlier: Found, one: Found, layout: Layout, company: _Company, who: int | None) -> int | None:
    """`who` spoke last before a pronoun, if that is a person and nobody else can have come between."""
    at = one.source[0].start
    end = max(span.end for span in (*earlier.content, *earlier.source, *earlier.cue))
    if who is None or company.known[who].kind == "organisation" or at - end > _REACH:
        return None
    return None if _another_subject(layout, Span(end, max(end, at)), one) else who


def _another_subject(layout: Layout, between: Span, one: Found) -> bool:
    """Whether a sentence between begins with words that may name somebody else."""
    for sentence in layout.sentences_in(between):
        if not any(span.meets(sentence) for span in one.content):
            first = re.search(r"[\w’'-]+", sentence.of(layout.text))
            if first and first[0].lower() not in _GO_ON:
                return True
    return False


def _by_role(words: str, company: _Company, before: Sequence[int | None]) -> int | None:
    """The named actor with the role that "the spokesman" gives: who spoke last before, else the only one."""
    role = _ROLE.search(words)
    if role is None or not words.lower().startswith(("the ", "his ", "her ", "its ")):
        return None
    having = company.by_role.get(role[0].lower(), [])
    if len(having) == 1:
        return having[0]
    return next((who for who in reversed(before[-_LOOK_BACK:]) if who in having), None)


def _unnamed(words: str, company: _Company) -> int:
    key = words.lower()
    if key not in company.by_words:
        company.by_words[key] = len(company.known)
        company.known.append(_Known(name=words, names={words: None}, kind=None, named=False, roles={}))
    return company.by_words[key]


def _mentions(actors: tuple[Actor, ...], layout: Layout) -> tuple[Entity, ...]:
    """Where named actors are mentioned by name, and places that are called town, province and the like."""
    named = {name: actor for actor in actors if actor.named and actor.kind for name in actor.names}
    found: list[tuple[Span, EntityKind, int | None]] = []
    if named:
        longest_first = sorted(named, key=len, reverse=True)
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
        for span in _occurrences(pattern, layout):
            actor = named[span.of(layout.text)]
            found.append((span, actor.kind or "other", actor.id))
    taken = [span for span, _, _ in found]
    places = [span for span in _occurrences(_PLACE, layout) if meeting(span, taken) is None]
    found += [
        (span, "place", None) for span in places if span.of(layout.text).lower() not in _NO_NAME | _GO_ON
    ]
    return tuple(
        Entity(id=i, start=span.start, end=span.end, kind=kind, actor=actor)
        for i, (span, kind, actor) in enumerate(sorted(found))
    )


def _occurrences(pattern: re.Pattern[str], layout: Layout) -> list[Span]:
    """Where a pattern fits in the paragraphs; of its groups the one that fits, if it has any."""
    return [
        Span(*found.span(found.lastindex or 0))
        for paragraph in layout.paragraphs
        for found in pattern.finditer(layout.text, paragraph.start, paragraph.end)
    ]

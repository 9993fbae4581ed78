"""Furniture: lines that stand in a report's text but are not of it, told by how news sites word them."""

import re

from sayso.model import SectionKind

# Whole short lines only: a sentence that merely mentions such words is never taken for one.
_FURNITURE = re.compile(
    r"""^\s*(?:
      (?:also\s+read|read\s+(?:more|also|next|the\s+full\s+story)|see\s+also|related(?:\s+(?:stories|articles|news|topics|content))?
        |more\s+(?:on\s+this(?:\s+story)?|from|stories|news)|you\s+may\s+(?:also\s+)?like|don[’']t\s+miss|most\s+(?:read|popular|viewed)
        |recommended(?:\s+for\s+you)?|trending(?:\s+now)?|watch|listen|tags?|topics?|filed\s+under|editor[’']?s?\s+picks?)\s*(?::.*|$)
    | (?:share|tweet|print|e-?mail|whatsapp|facebook|twitter|telegram|linkedin|copy\s+link|save|comments?|reply|menu|search|home
        |advertise?ments?|sponsored(?:\s+content)?|skip\s+to\s+(?:main\s+)?content|log\s?in|sign\s?(?:in|up|out)|register|subscribe(?:\s+now)?
        |cookies?(?:\s+policy)?|privacy(?:\s+policy)?|terms(?:\s+of\s+(?:use|service))?|accept(?:\s+all)?(?:\s+cookies)?|close|back\s+to\s+top
        |loading\.*|click\s+here|show\s+more|load\s+more|next|previous)
      (?:\s*[|·•/,]\s*[\w\s-]{1,20})*\s*$
    | (?:share|tweet|post|send)\s+(?:this|on|via|to|by|article|story)\b.{0,60}$
    | (?:follow|like|join|find)\s+us\b.{0,80}$
    | (?:follow|like|join|find)\s+[^.!?]{2,60}\s(?:on\s+(?:telegram|facebook|twitter|x|whatsapp|instagram|youtube|google\s+news)|(?:channel|newsletter|group))\b.{0,120}$
    | read\s+the\s+(?:original|full)\s+(?:article|story|report)\b.{0,80}$ | our\s+standards\s*:.{0,100}$
    | (?:sign\s+up|subscribe|register)\s+(?:for|to|now|here|today)\b.{0,160}$
    | (?:log\s?in|sign\s?in)\s+(?:to|or|with)\b.{0,100}$
    | (?:by\s+(?:using|continuing)|we\s+use\s+cookies|this\s+(?:site|website)\s+uses\s+cookies)\b.{0,300}$
    | (?:©|\(c\)|copyright)\s*(?:©)?\s*(?:\d{4}|[A-Z]).{0,200}$
    | .{0,200}\ball\s+rights\s+reserved\b.{0,80}$
    | (?:continue|keep)\s+reading\b.{0,60}$
    | printer-?\s?friendly\b.{0,40}$ | (?:e-?mail|send)\s+this\s+(?:story|article|page)\b.{0,60}$
    | (?:lire\s+aussi|à\s+lire\s+aussi|leer\s+también|lea\s+también|lesen\s+sie\s+auch|mehr\s+zum\s+thema|اقرأ\s+أيض[ًا]*)\b.{0,200}$
    | if\s+you\s+(?:wish|want|would\s+like)\s+to\s+report\s+an\s+error\b.{0,160}$
    | (?:any\s+use|reproduction|republication)\s+of\s+(?:the\s+|this\s+)?(?:content|article|material)\b.{0,200}$
    | (?:reach|contact|email|follow|write\s+to)\s+(?:him|her|them|the\s+(?:author|reporter|writer)|[A-Z][\w’-]+\s+[A-Z][\w’-]+)\s+(?:at|on)\b.{0,160}$
    | [A-Z][^.!?]{2,120}\bcontributed\s+(?:to\s+this\s+(?:report|story|article)|reporting)\.?$
    | (?:publisher|editor|editor-in-chief|imprint)\s*:\s.{2,200}$
    | \(?(?:reporting|writing|editing|additional\s+reporting|compiled)\s+by\s+[A-Z].{0,300}$
    | (?:please\s+)?(?:enable|turn\s+on|allow)\s+(?:javascript|cookies)\b.{0,100}$
    | \(?(?:source|credit)s?\s*:\s*[^.]{2,60}\)?$
    | [\d,.]+\s+(?:comments?|shares?|views?|min(?:ute)?s?\s+read)\s*$
    | [|·•*_=\-–—#\s]{2,}$
    )""",
    re.I | re.X,
)
_CAPTION = re.compile(
    r"""^\s*(?:(?:photo|image|picture|file\s+photo|photograph|video)s?\s*(?::|\s[–—-]\s|\sby\s|credit|courtesy)
      | \(?(?:file|ap|afp|reuters)\s+photo\b | FILE\s?[–—-]\s )""",
    re.X | re.I,
)
_LONGEST = 400


def kind_of(line: str) -> SectionKind:
    """Whether a line or paragraph is furniture, a caption, or (if it shows no sign of either) body."""
    if len(line) > _LONGEST:
        return "body"
    if _FURNITURE.match(line):
        return "furniture"
    return "caption" if _CAPTION.match(line) else "body"

"""A ladder as plain data for scripts (``assess ladder --format json``). Keys are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assess.cli.ladder_words import NOTICE, LadderWords
from assess.cli.say import Say
from assess.report.words import Words
from assess.scoring.rounding import rounded

if TYPE_CHECKING:
    from datetime import date

    from assess.language import Lang
    from assess.planning.ladder import DateAhead, Decision, LadderStanding, NeedStanding, Rung, TitleStanding
    from assess.rulebook.ladder import Term
    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Source
    from assess.submission.model import Title


def as_data(standing: LadderStanding, rulebook: Rulebook, lang: Lang) -> dict[str, Any]:
    """Everything the screen shows; texts in ``lang``, whatever a script compares is an id."""
    say = Say(lang)
    words = LadderWords(say, Words(lang, 2, rulebook))
    ladder = standing.ladder
    return {
        "ladder": {"id": ladder.id, "title": ladder.title.in_(lang), "chosen": standing.chosen},
        "rulebook": {
            "version": rulebook.version,
            "digest": rulebook.digest,
            "overlays": list(rulebook.overlays),
        },
        "submission": {"file": standing.submission.file, "digest": standing.submission.digest},
        "factory": standing.submission.factory.name,
        "on": standing.on.isoformat(),
        "notice": say(*NOTICE),
        "here": standing.here.level.id if standing.here is not None else None,
        "next": standing.following.level.id if standing.following is not None else None,
        "levels": [_rung(rung, lang) for rung in standing.rungs],
        "other_titles": [_stated(title) for title in standing.others],
        "dates": [_ahead(ahead, words) for ahead in standing.dates],
        "not_published": [question.in_(lang) for question in ladder.questions],
    }


def _rung(rung: Rung, lang: Lang) -> dict[str, Any]:
    level = rung.level
    return {
        "id": level.id,
        "title": level.title.in_(lang),
        "decided_by": level.decided_by.in_(lang),
        "titles": [_title(title) for title in rung.titles],
        "needs": [_need(need, lang) for need in rung.needs],
        "scheme": _decision(rung.decision, rung, lang) if rung.decision is not None else None,
        "term": _term(level.term, lang) if level.term is not None else None,
        "barred_until": _day(rung.barred),
        "deadlines": [
            {"id": one.id, "title": one.title.in_(lang), "day": one.day, "who": one.who, **_source(one.source)}
            for one in level.deadlines
        ],
        "duties": [{"text": one.text.in_(lang), **_source(one.source)} for one in level.duties],
        "removal": [{"text": one.text.in_(lang), **_source(one.source)} for one in level.removal],
        **_source(level.source),
    }


def _title(standing: TitleStanding) -> dict[str, Any]:
    return {**_stated(standing.title), "state": standing.state, "until": _day(standing.until)}


def _stated(title: Title) -> dict[str, Any]:
    """What the submission says, word for word."""
    return {
        "level": title.level,
        "name": title.name,
        "granted": title.granted.isoformat(),
        "reviewed": _day(title.reviewed),
        "removed": _day(title.removed),
        "document": title.document,
        "where": str(title.position),
    }


def _need(standing: NeedStanding, lang: Lang) -> dict[str, Any]:
    need = standing.need
    return {"id": need.id, "text": need.text.in_(lang), "state": standing.state, **_source(need.source)}


def _decision(decision: Decision, rung: Rung, lang: Lang) -> dict[str, Any]:
    """The total is null where no points are published."""
    assessment = decision.assessment
    tier, scheme, notice = assessment.tier, assessment.scheme, assessment.scheme.notice
    decimals = scheme.model.settings.decimals
    return {
        "id": scheme.id,
        "stars_asked": rung.level.stars,
        "state": decision.state,
        "secured": tier.secured.stars if tier.secured is not None else None,
        "reachable": tier.reachable.stars if tier.reachable is not None else None,
        "nomination": tier.nomination.stars if tier.nomination is not None else None,
        "not_evaluable": [one.stars for one in tier.not_evaluable],
        "missing": list(tier.missing),
        "gates": {gate.gate.id: gate.state for gate in assessment.gates},
        "total": [float(rounded(one, decimals)) for one in assessment.total[:2]] if scheme.scores else None,
        "notice": notice.in_(lang) if notice is not None else None,
    }


def _term(term: Term, lang: Lang) -> dict[str, Any]:
    return {"kind": term.kind, "years": term.years, "text": term.text.in_(lang), **_source(term.source)}


def _ahead(ahead: DateAhead, words: LadderWords) -> dict[str, Any]:
    text = words.ahead(ahead)
    return {
        "day": ahead.day.isoformat(),
        "kind": ahead.kind,
        "level": ahead.level.id,
        "text": text,
        **_source(ahead.source),
    }


def _source(source: Source) -> dict[str, Any]:
    return {"document": source.document, "clause": source.clause, "basis": source.basis}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None

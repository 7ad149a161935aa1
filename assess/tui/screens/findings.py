"""What a review lists (复核): wrong entries, unknowns with their worth, unverified answers, warnings, 不适用, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assess.filling.session import REQUIRED
from assess.planning.asking import conditions
from assess.planning.gaps import evidence_index, unknowns
from assess.tui.pane.problems import told_apart
from assess.tui.screens.rows import Details, Row, Section
from assess.tui.screens.shown import value_text

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.planning.gaps import EvidenceRow, Unknown
    from assess.scoring.result import Assessment, NotApplicable, PlausibilityWarning
    from assess.tui.words import ScreenWords

_NOISE = 1e-9


def sections(session: Session, words: ScreenWords) -> tuple[Section, ...]:
    """One list per kind of finding, what stops the report first."""
    page = _Page(session, words)
    return (page.wrong(), page.unknown(), page.unverified(), page.warnings(), page.not_applicable(), page.evidence())


@dataclass(slots=True)
class _Open:
    """One unknown in all schemes together."""

    name: str
    kind: str
    points: float = 0.0
    gates: dict[str, str] = field(default_factory=dict)
    criteria: dict[str, str] = field(default_factory=dict)
    stars: dict[str, str] = field(default_factory=dict)


class _Page:
    """One session in one language."""

    def __init__(self, session: Session, words: ScreenWords) -> None:
        self.session, self.words, self.say = session, words, words.say
        self.asked = session.questionnaire.by_id

    def section(self, kind: str, rows: Iterable[Row], right: Iterable[int] = ()) -> Section:
        title, lead, empty = (self.say(f"review.{kind}{part}") for part in ("", ".lead", ".empty"))
        return Section(title, lead, empty, tuple(rows), frozenset(right))

    def ask(self, question: Question) -> str:
        return question.ask.in_(self.words.lang)

    def typed(self, question: Question) -> str:
        return value_text(self.session.entry(question.id).value, question, self.words)

    # ---------------------------------------------------------------- entries that cannot be used

    def wrong(self) -> Section:
        questions = [one for one in self.session.questionnaire.questions if self.session.problems.get(one.id)]
        return self.section("wrong", map(self._wrong, questions))

    def _wrong(self, question: Question) -> Row:
        told = [told_apart(one, question, self.words) for one in self.session.problems[question.id]]
        details = [("", self.ask(question)), (self.say("review.typed"), self.typed(question))]
        for what, mend in told:
            details += [(self.say("review.what"), what), (self.say("review.mend"), mend)]
        return Row(("✗", self.ask(question), told[0][0]), question.id, tuple(details))

    # ---------------------------------------------------------------- unknown

    def unknown(self) -> Section:
        session, questionnaire = self.session, self.session.questionnaire
        head = [one for one in REQUIRED if session.state(one) == "unknown"]
        heads = [self._head(self.asked[name]) for name in sorted(head, key=questionnaire.number)]
        found = [one for one in self._opens() if one.name not in head and not self._held_back(one)]
        found.sort(key=lambda one: (not one.gates, -round(self._worth(one), 9), -round(one.points, 9)))
        shown = self.section("unknown", (*heads, *map(self._unknown, found)), right=(1,))
        scored = any(scheme.scores for scheme in session.schemes)
        return shown if scored else replace(shown, lead=self.say("review.unknown.lead.plain"))

    def _head(self, question: Question) -> Row:
        help_ = self.words.report.text(question.help)
        return Row(("○", self.say("review.required"), self.ask(question)), question.id, (("", help_),))

    def _opens(self) -> list[_Open]:
        """What is open in any scheme, in the order of the first scheme that has it."""
        found: dict[tuple[str, str], _Open] = {}
        for number, assessment in enumerate(self.session.assessments):
            for unknown in unknowns(assessment):
                one = found.setdefault((unknown.id, unknown.kind), _Open(unknown.id, unknown.kind))
                one.points = max(one.points, unknown.points)
                one.gates |= self._gates(assessment, unknown, number)
                one.criteria |= self._criteria(assessment, unknown, number)
                one.stars |= self._stars(unknown.id) if unknown.stars else {}
        named = {one.name for one in found.values()}
        for name in self.session.worths:
            if name not in named:
                kind = "fact" if name in self.session.rulebook.facts else "benchmark"
                found[name, kind] = _Open(name, kind, stars=self._stars(name))
        return list(found.values())

    def _stars(self, name: str) -> dict[str, str]:
        """By scheme and star: the condition that waits for an answer."""
        return {
            f"{number}:{tier.stars}": f"{tier.stars}★ {self.words.report.text(tier.requires_text) or tier.requires}"
            for number, assessment in enumerate(self.session.assessments)
            for tier in conditions(assessment).get(name, ())
        }

    def _gates(self, assessment: Assessment, unknown: Unknown, number: int) -> dict[str, str]:
        titles = {one.gate.id: self.words.report.text(one.gate.title) for one in assessment.gates}
        return {f"{number}:{name}": f"{name} {titles[name]}" for name in unknown.gates}

    def _criteria(self, assessment: Assessment, unknown: Unknown, number: int) -> dict[str, str]:
        """By criterion: its title with the points that are open."""
        report = self.words.report
        open_ = {one.id: one for one in assessment.criteria}
        found = {}
        for name in unknown.criteria:
            points = self.say("review.points", points=report.points(open_[name].points.open))
            title = f"{name} {report.text(open_[name].criterion.title)}"
            found[f"{number}:{name}"] = f"{title} {points}" if assessment.scheme.scores else title
        return found

    def _held_back(self, one: _Open) -> bool:
        """Wrong, or typed but not verified yet: listed elsewhere."""
        question = self.asked.get(one.name)
        return question is not None and (self.session.state(one.name) == "wrong" or self._is_unverified(question))

    def _worth(self, one: _Open) -> float:
        return self.session.worth(one.name)

    def _unknown(self, one: _Open) -> Row:
        report, worth = self.words.report, self._worth(one)
        shown = report.points(worth) if worth > _NOISE else self.say("review.star") if one.stars else "–"
        goes = next((name for name in (one.name, f"benchmarks.{one.name}") if name in self.asked), None)
        title = self.ask(self.asked[goes]) if goes else report.name(one.name)
        details = [
            ("", title),
            (self.say("review.kind"), "" if one.kind == "fact" else report(f"unknowns.kind.{one.kind}")),
            (self.say("review.gates"), report.listed(one.gates.values(), separator="list.semicolon")),
            (self.say("review.criteria"), report.listed(one.criteria.values(), separator="list.semicolon")),
            (self.say("review.stars"), report.listed(one.stars.values(), separator="list.semicolon")),
            (self.say("review.help"), report.text(self.asked[goes].help) if goes else ""),
        ]
        return Row(("○", self.say("review.gate") if one.gates else shown, title), goes, tuple(details))

    # ---------------------------------------------------------------- typed, but not verified

    def _is_unverified(self, question: Question) -> bool:
        entry = self.session.entry(question.id)
        return entry.value is not None and bool(entry.unverified) and self.session.state(question.id) == "unknown"

    def unverified(self) -> Section:
        questions = [one for one in self.session.questionnaire.questions if self._is_unverified(one)]
        questions.sort(key=lambda one: -round(self.session.worth(one.id), 9))
        return self.section("unverified", map(self._unverified, questions), right=(1,))

    def _unverified(self, question: Question) -> Row:
        worth = self.session.worth(question.id)
        shown = self.words.report.points(worth) if worth > _NOISE else "–"
        note = self.session.entry(question.id).note
        details = (
            ("", self.ask(question)),
            (self.say("review.typed"), self.typed(question)),
            (self.say("shown.note"), str(note or "")),
        )
        return Row(("?", shown, self.ask(question)), question.id, details)

    # ---------------------------------------------------------------- warnings

    def warnings(self) -> Section:
        return self.section("warnings", map(self._warning, self.session.warned))

    def _warning(self, warning: PlausibilityWarning) -> Row:
        questions = [self.asked[name] for name in warning.facts if name in self.asked]
        text = warning.zh if self.words.lang == "zh" else warning.en
        values = tuple((self.ask(one), self.typed(one) or self.words.report("unknown")) for one in questions)
        return Row(("!", text), questions[0].id if questions else None, (("", text), *values))

    # ---------------------------------------------------------------- not applicable

    def not_applicable(self) -> Section:
        return self.section("not_applicable", self._not_applicable(), right=(1,))

    def _not_applicable(self) -> Iterator[Row]:
        """Criteria that lost their points to it, then answers that concern no criterion."""
        told: set[str] = set()
        for number, assessment in enumerate(self.session.assessments):
            for item in assessment.not_applicable:
                yield self._criterion_gone(assessment, item, number, told)
        for question in self.session.questionnaire.questions:
            if self.session.state(question.id) == "not_applicable" and question.id not in told:
                reason = str(self.session.entry(question.id).not_applicable)
                details = (("", self.ask(question)), (self.say("review.reason"), reason))
                yield Row(("–", "", self.ask(question)), question.id, details)

    def _criterion_gone(self, assessment: Assessment, item: NotApplicable, number: int, told: set[str]) -> Row:
        report = self.words.report
        result = next(one for one in assessment.criteria if one.id == item.criterion)
        marked = [name for name in result.facts if self.session.state(name) == "not_applicable"]
        told.update(marked)
        title = f"{result.id} {report.text(result.criterion.title)}"
        policy = report(f"na.policy.{assessment.scheme.model.settings.not_applicable}")
        points = report.points(item.nominal_max) if assessment.scheme.scores else ""
        moved = self.say("review.moved.text", points=points, policy=policy) if points else ""
        details = (
            ("", title),
            (self.say("review.reason"), item.reason or report("na.condition")),
            (self.say("review.moved"), moved),
            (self.say("review.question"), report.listed(self.ask(self.asked[name]) for name in marked)),
        )
        return Row(("–", points, title), next(iter([*marked, *self._known(result.facts)]), None), details)

    def _known(self, facts: Iterable[str]) -> list[str]:
        return [name for name in facts if name in self.asked]

    # ---------------------------------------------------------------- evidence

    def evidence(self) -> Section:
        found = [row for a in self.session.assessments for row in self._evidence(a)]
        found.sort(key=lambda row: row.cells[0] != "✗")
        return self.section("evidence", dict.fromkeys(found))

    def _evidence(self, assessment: Assessment) -> Iterator[Row]:
        """What has expired, and what is asked for where something is answered."""
        facts = {one.gate.id: one.facts for one in assessment.gates} | {
            one.id: one.facts for one in assessment.criteria
        }
        answers = assessment.submission.answers
        for row in evidence_index(assessment):
            answered = [name for name in facts[row.id] if name in answers and answers[name].value is not None]
            if row.expired:
                stale = [name for name in answered if set(row.expired) & set(answers[name].evidence)]
                yield self._evidence_row(row, [*stale, *answered], "expired")
            elif row.state == "missing" and answered:
                yield self._evidence_row(row, answered, "missing")

    def _evidence_row(self, row: EvidenceRow, facts: list[str], state: str) -> Row:
        report = self.words.report
        title = f"{row.id} {report.text(row.title)}"
        files = (f"{one.file} {report('evidence.valid.expired', date=one.valid_until)}" for one in row.expired)
        asked = tuple((self.say("review.asked"), report.text(text)) for text in row.asked)
        details: Details = (
            ("", title),
            (report("evidence.expired"), report.listed(files, separator="list.semicolon")),
            *asked,
            (self.say("review.answers"), report.listed(map(report.name, dict.fromkeys(facts)))),
        )
        sign = "✗" if state == "expired" else "○"
        return Row((sign, report(f"evidence.{state}"), title), next(iter(self._known(facts)), None), details)

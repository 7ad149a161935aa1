"""Plausibility warnings: they name what looks wrong and never change a score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assess.rulebook.formula import NA, UNKNOWN
from assess.rulebook.model import Check, Criterion, Fact
from assess.scoring.result import PlausibilityWarning
from assess.scoring.values import Values
from assess.submission.model import Submission, Title
from assess.submission.quantity import normal
from assess.submission.titles import answers

JUMP = 3.0
"""A yearly change by more than this factor is worth a second look (adopted)."""
SLIP = (700.0, 1400.0)
"""A yearly change by about a thousand is most likely a unit slip (adopted)."""

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def warnings(values: Values, last: Submission | None) -> tuple[PlausibilityWarning, ...]:
    """Everything that looks implausible, in the order of the rulebook's checks."""
    found = list(_checks(values))
    found += _expired(values.submission)
    found += _fractions(values)
    found += _titles(values)
    if last is not None:
        found += _not_last_year(values.submission, last)
        found += _year_on_year(values, last)
    return tuple(found)


def _checks(values: Values) -> Iterator[PlausibilityWarning]:
    for check in values.rulebook.checks.values():
        if values.rulebook.expression(check.when)(values) is True:
            answers = (values.submission.answers.get(name) for name in check.facts)
            where = next((str(answer.position) for answer in answers if answer is not None), None)
            yield PlausibilityWarning(check.id, check.facts, *_message(check, values), where)


def _message(check: Check, values: Values) -> tuple[str, str]:
    def fill(match: re.Match[str]) -> str:
        found = values.value(match.group(1))
        if found is UNKNOWN or found is NA:
            return "–"
        return f"{plain(found)} {_unit(match.group(1), values)}".strip() if isinstance(found, float) else str(found)

    return PLACEHOLDER.sub(fill, check.message.zh), PLACEHOLDER.sub(fill, check.message.en)


def _unit(name: str, values: Values) -> str:
    """The unit to print behind a value; nothing for pure numbers and years."""
    rulebook = values.rulebook
    for entries in (rulebook.facts, rulebook.indicators, rulebook.benchmarks):
        if name in entries:
            answer = values.submission.answers.get(name)
            unit = answer.unit if answer is not None else entries[name].unit
            return "" if unit in (None, "1") or not isinstance(unit, str) else values.with_output(unit)
    return ""


def plain(number: float) -> str:
    """A number for a sentence: thousands separated, at most four significant decimals."""
    if number == int(number) and abs(number) < 1e15:
        return f"{int(number):,}"
    return f"{number:,.2f}" if abs(number) >= 100 else f"{number:.4g}"


def _expired(submission: Submission) -> Iterator[PlausibilityWarning]:
    end = date(max(submission.period, 1), 12, 31)
    for answer in submission.answers.values():
        for evidence in answer.evidence:
            if evidence.valid_until is not None and evidence.valid_until < end:
                day = evidence.valid_until.isoformat()
                yield PlausibilityWarning(
                    "evidence_expired",
                    (answer.fact,),
                    f"证明材料“{evidence.file}”有效期至 {day}，早于评价年度末（{end}）。",
                    f"Evidence “{evidence.file}” is valid until {day}, before the end of the assessed year ({end}).",
                    str(answer.position),
                )


def band_warning(criterion: Criterion, base: float, lead: float, where: str | None) -> PlausibilityWarning:
    """Limits that make no band: equal ones, or a leading value worse than the baseline."""
    numbers = f"{plain(base)}, {plain(lead)}"
    name = f"{criterion.id} {criterion.title.zh}", f"{criterion.id} {criterion.title.en}"
    if base == lead:
        zh = f"“{name[0]}”的基准值和引领值相同（{plain(base)}），按一档计：达到得满分，否则不得分。"
        en = f"“{name[1]}”: baseline and leading value are the same ({plain(base)}), so it is all or nothing."
        return PlausibilityWarning("base_equals_lead", (), zh, en, where)
    zh = f"“{name[0]}”的基准值、引领值（{numbers}）顺序反了：引领值应优于基准值，改正之前不计分。"
    en = f"“{name[1]}”: baseline and leading value ({numbers}) are in the wrong order; nothing is scored until they are mended."
    return PlausibilityWarning("base_lead_order", (), zh, en, where)


def _titles(values: Values) -> Iterator[PlausibilityWarning]:
    """A "no" beside a title that says yes, or beside one lost within the years that the question looks back."""
    submission = values.submission
    for name, answer in submission.answers.items():
        fact = values.rulebook.facts[name]
        for title in submission.titles if answer.value is False else ():
            held = answers(title, fact, submission.factory.province)
            if held or _lost(title, fact, submission.period):
                yield PlausibilityWarning(
                    "title_contradicts",
                    (name,),
                    f"“{fact.ask.zh}”填了“否”，与 titles 里 {title.granted} 获得的称号"
                    f"{'' if held else f'（{title.removed} 被移出）'}不一致，请核对。",
                    f"“{fact.ask.en}” is answered no, which contradicts the title of {title.granted} under `titles`"
                    f"{'' if held else f' (removed on {title.removed})'}; please check.",
                    str(title.position),
                )
                break


def _lost(title: Title, fact: Fact, period: int) -> bool:
    """Whether a title was lost within the years that a question looks back from the assessed one, or later."""
    years = fact.removed_within
    return bool(period and years and title.removed is not None and title.removed.year > period - years)


def _fractions(values: Values) -> Iterator[PlausibilityWarning]:
    """Percentages typed as a bare number of at most 1: most likely a fraction (0.9 for 90 %)."""
    for name, answer in values.submission.answers.items():
        number = answer.value
        if answer.unit == "%" and isinstance(number, float) and 0 < number <= 1 and "%" not in normal(answer.typed):
            fact = values.rulebook.facts[name]
            yield PlausibilityWarning(
                "fraction_for_percent",
                (name,),
                f"“{fact.ask.zh}”按 {number:g} % 读入；如果想填 {number * 100:g} %，请把百分号写上。",
                f"“{fact.ask.en}” is read as {number:g} %; if you meant {number * 100:g} %, write the percent sign.",
                str(answer.position),
            )


def _not_last_year(submission: Submission, last: Submission) -> Iterator[PlausibilityWarning]:
    """The file given as last year's is of another year or another factory."""
    ours, theirs = submission.factory, last.factory
    same = (
        ours.credit_code == theirs.credit_code if ours.credit_code and theirs.credit_code else ours.name == theirs.name
    )
    if (submission.period and last.period != submission.period - 1) or not same:
        yield PlausibilityWarning(
            "not_last_year",
            (),
            f"作为上年数据的文件是“{theirs.name}”{last.period} 年度，与“{ours.name}”{submission.period} 年度对不上，请核对。",
            f"The file given as last year's is {theirs.name}, {last.period}; it does not precede {ours.name}, "
            f"{submission.period}.",
            last.file,
        )


def _year_on_year(values: Values, last: Submission) -> Iterator[PlausibilityWarning]:
    for name, answer in values.submission.answers.items():
        fact, before = values.rulebook.facts[name], last.answers.get(name)
        if fact.kind != "quantity" or before is None or before.unit != answer.unit:
            continue
        now, then = answer.value, before.value
        if not isinstance(now, float) or not isinstance(then, float) or now <= 0 or then <= 0:
            continue
        ratio = max(now / then, then / now)
        if ratio <= JUMP:
            continue
        slip = SLIP[0] <= ratio <= SLIP[1]
        numbers = f"{plain(then)} → {plain(now)} {answer.unit or ''}".strip()
        zh = f"“{fact.ask.zh}”与上年相比变化 {ratio:.3g} 倍（{numbers}；提示线 {JUMP:g} 倍为本工具自定），"
        en = f"“{fact.ask.en}” changed by a factor of {ratio:.3g} against last year ({numbers}; the alert at a factor of {JUMP:g} is this tool's own); "
        zh += "很可能是单位相差千倍，请核对。" if slip else "请核对数据或说明原因。"
        en += "most likely a unit slip by a thousand." if slip else "check the figure or note the reason."
        yield PlausibilityWarning("unit_slip" if slip else "year_on_year", (name,), zh, en, str(answer.position))

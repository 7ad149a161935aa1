"""Reading a factory's YAML file: every answer checked against the rulebook, everything wrong reported at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, Problem, listed, nearest
from assess.plainyaml import plain_data
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Benchmark, Fact
from assess.submission.model import Answer, Evidence, Factory, OwnBenchmark, Submission
from assess.submission.norms import benchmark_of_norm
from assess.submission.places import Map, Nowhere, Places, PlacesNeededError
from assess.submission.quantity import ValueProblem, day, fold, normal, quantity, year_digits, yes_no
from assess.submission.readers import FactReaders, fact_readers
from assess.submission.titles import answers_of_titles, read_titles
from assess.yamlio import LocatedList, LocatedMap

OUTPUT = "qualified_output"
"""The fact that is the common denominator of all intensities; its unit replaces ``output`` in units."""

_TOP = dict.fromkeys(("factory", "period", "facts", "benchmarks", "titles"))
_FACTORY = dict.fromkeys(("name", "credit_code", "industry", "region", "made_up", "note"))
_ANSWER = dict.fromkeys(("value", "evidence", "note", "not_applicable", "unverified"))
_EVIDENCE = dict.fromkeys(("file", "date", "valid_until"))
_BENCHMARK = dict.fromkeys(("value", "source", "norm", "correction"))
_NOT_APPLICABLE = frozenset({"不适用", "n/a", "na", "notapplicable"})
_SUGGESTIONS = 200
_CASE_YEAR = 2024
_YEAR = re.compile(r"[0-9]{4}\Z")
_MAPPING = Bilingual("键值对", "a mapping")
_LIST = Bilingual("列表", "a list")
_TEXT = Bilingual("文本", "text")
_EITHER = Bilingual("value 和 norm 只写一个", "either value or norm, not both")


def load_submission(path: Path, rulebook: Rulebook) -> Submission:
    """The factory's answers. Raises :class:`AssessError` with everything wrong in the file."""
    submission, problems = read_submission(yamlio.read_text(path), str(path), rulebook)
    if problems or submission is None:
        raise AssessError(sorted(problems, key=lambda problem: problem.position or Position("")))
    return submission


def read_submission(
    text: str, file: str, rulebook: Rulebook, *, places: bool = True, digest: str = ""
) -> tuple[Submission | None, list[Problem]]:
    """The submission as far as it can be read, and everything wrong in it; None when the file has no shape at all.

    Without ``places``, a submission with nothing wrong comes without lines and columns, and sooner. ``digest`` is that of
    the text where it is known already.
    """
    readers, digest = fact_readers(rulebook), digest or hashlib.sha256(text.encode()).hexdigest()
    if not places and (plain := plain_data(text)) is not None:
        quick = _QuickReader(plain, file, readers).unless_wrong(digest)
        if quick is not None:
            return quick, []
    try:
        data = yamlio.parse(text, file)
    except AssessError as error:
        return None, list(error.problems)
    if not isinstance(data, LocatedMap):
        found = _LIST if isinstance(data, LocatedList) else Bilingual("空", "nothing") if data is None else _short(data)
        return None, [Problem("GF-113", Position(file, 1, 1), {"expected": _MAPPING, "found": found})]
    quick = None if places else _QuickReader(data, file, readers).unless_wrong(digest)
    if quick is not None:
        return quick, []
    reader = _Reader(data, file, readers)
    return reader.submission(digest), reader.problems


def read_case(data: LocatedMap, rulebook: Rulebook, base: Submission | None) -> tuple[Submission, list[Problem]]:
    """A part of a submission (``factory``, ``period``, ``facts``, ``benchmarks``) laid over ``base``, and what is wrong.

    Other keys are somebody else's, and neither name nor year is asked for.
    """
    reader = _Reader(data, data.file, fact_readers(rulebook))
    known = base.answers.get(OUTPUT) if base is not None else None
    reader.output_unit = known.unit if known is not None else None
    answers = {**(base.answers if base else {}), **reader.answers(reader.section("facts", required=False))}
    own = {**(base.benchmarks if base else {}), **reader.benchmarks(reader.section("benchmarks", required=False))}
    head = reader.section("factory", required=False)
    factory = reader.factory(head) if head is not None else base.factory if base else Factory("?")
    period = reader.period() if "period" in data else base.period if base else _CASE_YEAR
    problems = [one for one in reader.problems if (one.code, one.values.get("key")) != ("GF-203", "name")]
    found = Submission(factory, period, MappingProxyType(answers), MappingProxyType(own), data.file, "")
    return found, problems


class _Reader(Places):
    """Reads one submission; ``problems`` collects what is wrong."""

    def __init__(self, data: Map, file: str, readers: FactReaders) -> None:
        self.data, self.file, self.readers = data, file, readers
        self.rulebook = readers.rulebook
        self.problems: list[Problem] = []
        self.output_unit: str | None = None

    def submission(self, digest: str) -> Submission:
        self.keys(self.data, _TOP)
        factory = self.factory(self.section("factory"))
        period = self.period()
        answers = self.answers(self.section("facts"))
        benchmarks = self.benchmarks(self.section("benchmarks", required=False))
        titles = read_titles(self.data, self)
        answers = {**answers_of_titles(titles, self.rulebook.facts.values(), factory.province), **answers}
        return Submission(
            factory,
            period,
            MappingProxyType(answers),
            MappingProxyType(benchmarks),
            self.file,
            digest,
            titles,
        )

    # -- helpers

    def problem(self, code: str, position: Position | None, **values: object) -> None:
        self.problems.append(Problem(code, position, values))

    def keys(self, found: Map, known: Mapping[str, object]) -> None:
        if found.keys() <= known.keys():
            return
        for key in found:
            if key not in known:
                close = self.near(key, known)
                code, values = ("GF-201", {"nearest": close}) if close else ("GF-202", {"keys": listed(known)})
                self.problem(code, self.key_at(found, key), key=key, **values)

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """The nearest known word; no more looking once a file shows that it is something else altogether."""
        return nearest(word, known) if len(self.problems) < _SUGGESTIONS else None

    def section(self, name: str, *, required: bool = True) -> Map | None:
        found = self.data.get(name)
        if isinstance(found, dict):
            return found
        if name not in self.data:
            if required:
                self.problem("GF-203", self.key_at(self.data, name), key=name)
        elif found is not None or (required and name == "factory"):
            self.problem("GF-204", self.value_at(self.data, name), key=name, found=_short(found), expected=_MAPPING)
        return None

    def code(self, found: Map, key: str) -> str | None:
        """A code or place name, with full-width letters and digits made plain."""
        typed = self.text(found, key)
        return None if typed is None else normal(typed)

    def text(self, found: Map, key: str) -> str | None:
        """A text as typed: its own punctuation, and unquoted codes with their leading zeros."""
        value = found.get(key)
        if value is None:
            return None
        if type(value) is str:
            return value.strip()
        if isinstance(value, (dict, list)):
            self.problem("GF-204", self.value_at(found, key), key=key, found=_short(value), expected=_TEXT)
            return None
        return self.written(found, key).strip()

    def flag(self, found: Map, key: str) -> bool:
        """A switch: true or false, or the words that answer any yes/no question."""
        value = found.get(key)
        if value is None:
            return False
        try:
            return yes_no(value)
        except ValueProblem as problem:
            self.problem(problem.code, self.value_at(found, key), **problem.values)
            return False

    # -- head

    def factory(self, found: Map | None) -> Factory:
        if found is None:
            return Factory(name="?")
        self.keys(found, _FACTORY)
        name = self.text(found, "name")
        if not name:
            self.problem("GF-203", self.key_at(found, "name"), key="name")
        made_up = self.flag(found, "made_up")
        region, province = self.region(found)
        return Factory(
            name=name or "?",
            credit_code=self.credit_code(found),
            industry=self.industry(found),
            region=region,
            province=province,
            made_up=made_up,
            note=self.text(found, "note"),
        )

    def credit_code(self, found: Map) -> str | None:
        typed = self.code(found, "credit_code")
        if typed is None:
            return None
        from stdnum.cn import uscc
        from stdnum.exceptions import ValidationError

        try:
            return str(uscc.validate(typed))
        except ValidationError:
            self.problem("GF-311", self.value_at(found, "credit_code"), typed=typed)
            return None

    def industry(self, found: Map) -> str | None:
        typed = self.code(found, "industry")
        if typed is None:
            return None
        digits = industry_digits(typed, self.rulebook)
        if digits is None:
            self.problem("GF-312", self.value_at(found, "industry"), typed=typed)
        return digits

    def region(self, found: Map) -> tuple[str | None, str | None]:
        typed = self.code(found, "region")
        if typed is None:
            return None, None
        folded = typed.lower()
        for name, province in self.readers.provinces:
            if folded.startswith(name.lower()):
                return typed, province
        self.problem("GF-313", self.value_at(found, "region"), typed=typed)
        return typed, None

    def period(self) -> int:
        typed = self.data.get("period")
        if typed is None:
            self.problem("GF-203", self.key_at(self.data, "period"), key="period")
            return 0
        digits = year_digits(typed)
        if isinstance(typed, bool) or not (_YEAR.match(digits) and 2000 <= int(digits) <= 2100):
            self.problem("GF-316", self.value_at(self.data, "period"), typed=_short(typed))
            return 0
        return int(digits)

    # -- answers

    def answers(self, found: Map | None) -> dict[str, Answer]:
        result: dict[str, Answer] = {}
        if not found:
            return result
        facts = self.rulebook.facts
        # The denominator first: others may be given in its unit.
        for name in dict.fromkeys((OUTPUT, *found)) if OUTPUT in found else found:
            fact, raw = facts.get(name), found[name]
            if fact is None:
                self.unknown_fact(name, self.key_at(found, name))
            elif raw is not None:
                long = isinstance(raw, dict)
                answer = self.long_answer(fact, raw, found) if long else self.short_answer(fact, raw, found)
                if answer is not None:
                    result[name] = answer
        return result

    def unknown_fact(self, name: str, position: Position) -> None:
        asked = self.readers.asked
        close = asked.get(name) or self.near(name, self.rulebook.facts)
        if close is None and (similar := self.near(name, asked)):
            close = asked[similar]
        if close:
            self.problem("GF-301", position, name=name, nearest=close)
        else:
            self.problem("GF-302", position, name=name)

    def short_answer(self, fact: Fact, raw: Any, around: Map) -> Answer | None:
        typed = raw if type(raw) is str else "" if isinstance(raw, list) else self.written(around, fact.id)
        place = self.value_at(around, fact.id)
        value, unit = self.value(fact, raw, place)
        if fact.id == OUTPUT:
            self.output_unit = unit
        return Answer(fact.id, value, unit, typed, place) if value is not None else None

    def value(self, fact: Fact, raw: Any, position: Position) -> tuple[Any, str | None]:
        """Value and unit; no value where something is wrong with it."""
        if type(raw) is str and fold(raw) in _NOT_APPLICABLE:
            self.problem("GF-315" if fact.may_be_not_applicable else "GF-314", position, name=fact.id)
            return None, None
        try:
            found = self.readers.by_fact[fact.id](raw, self)
        except ValueProblem as problem:
            self.problem(problem.code, position, **{"name": fact.id, **problem.values})
            found = None, None
        return found

    def long_answer(self, fact: Fact, raw: Map, around: Map) -> Answer | None:
        self.keys(raw, _ANSWER)
        reason = self.not_applicable(fact, raw) if "not_applicable" in raw else None
        typed = raw.get("value")
        if typed is None:
            value, unit, written, place = None, None, "", self.value_at(around, fact.id)
        else:
            if reason is not None:
                self.problem("GF-320", self.key_at(raw, "not_applicable"), name=fact.id)
            place = self.value_at(raw, "value")
            written = str(typed) if not isinstance(typed, list) else ""
            value, unit = self.value(fact, typed, place)
            if fact.id == OUTPUT:
                self.output_unit = unit
        unverified = self.flag(raw, "unverified") if "unverified" in raw else False
        evidence = self.evidence(raw) if "evidence" in raw else ()
        note = self.text(raw, "note") if "note" in raw else None
        if value is None and reason is None and not evidence and note is None:
            if typed is None and "not_applicable" not in raw:
                self.problem("GF-321", place, name=fact.id)
            return None
        return Answer(fact.id, value, unit, written, place, reason, unverified, evidence, note)

    def not_applicable(self, fact: Fact, raw: Map) -> str | None:
        reason = self.text(raw, "not_applicable")
        place = self.value_at(raw, "not_applicable")
        if not reason or isinstance(raw["not_applicable"], bool):
            self.problem("GF-315", place, name=fact.id)
            return None
        if not fact.may_be_not_applicable:
            self.problem("GF-314", place, name=fact.id)
            return None
        return reason

    def evidence(self, raw: Map) -> tuple[Evidence, ...]:
        listed = raw.get("evidence")
        if listed is None:
            return ()
        if not isinstance(listed, list):
            self.problem("GF-204", self.value_at(raw, "evidence"), key="evidence", found=_short(listed), expected=_LIST)
            return ()
        found = [self.one_evidence(item, listed, index) for index, item in enumerate(listed)]
        return tuple([one for one in found if one is not None])

    def one_evidence(self, item: Any, listed: list[Any], index: int) -> Evidence | None:
        if isinstance(item, str):
            return Evidence(item)
        if not isinstance(item, dict):
            where = self.item_at(listed, index)
            self.problem("GF-204", where, key="evidence", found=_short(item), expected=_MAPPING)
            return None
        self.keys(item, _EVIDENCE)
        file = self.text(item, "file")
        if not file:
            self.problem("GF-203", self.item_at(listed, index), key="file")
            return None
        until = self.day(item, "valid_until") if "valid_until" in item else None
        return Evidence(file, self.day(item, "date"), until)

    def day(self, found: Map, key: str) -> date | None:
        typed = found.get(key)
        if typed is None:
            return None
        try:
            return day(typed)
        except ValueProblem as problem:
            self.problem(problem.code, self.value_at(found, key), **problem.values)
            return None

    # -- own benchmarks

    def benchmarks(self, found: Map | None) -> dict[str, OwnBenchmark]:
        result: dict[str, OwnBenchmark] = {}
        for name, raw in (found or {}).items():
            assert found is not None
            declared = self.rulebook.benchmarks.get(name)
            if declared is None:
                close = self.near(name, self.rulebook.benchmarks) or "–"
                self.problem("GF-317", self.key_at(found, name), name=name, nearest=close)
            elif raw is not None:
                own = self.benchmark(declared, raw, found)
                if own is not None:
                    result[name] = own
        return result

    def per_output(self, unit: str) -> tuple[str, ...]:
        """The units that ``…/output`` may stand for: per the factory's own output unit, per any while it is open."""
        if "output" not in unit:
            return (unit,)
        fact = self.rulebook.facts.get(OUTPUT)
        choices = fact.unit if fact is not None and isinstance(fact.unit, tuple) else ("output",)
        return tuple(unit.replace("output", one) for one in ((self.output_unit,) if self.output_unit else choices))

    def benchmark(self, declared: Benchmark, raw: Any, around: Map) -> OwnBenchmark | None:
        name = declared.id
        if not isinstance(raw, dict):
            self.problem("GF-318", self.value_at(around, name), name=name)
            return None
        self.keys(raw, _BENCHMARK)
        source, norm, typed = self.text(raw, "source"), self.text(raw, "norm"), raw.get("value")
        if not source and norm is None:
            self.problem("GF-318", self.value_at(around, name), name=name)
        if norm is not None and typed is not None:
            place = self.value_at(raw, "value")
            self.problem("GF-204", place, key="value", found=_short(typed), expected=_EITHER)
            return None
        if norm is None and typed is None:
            self.problem("GF-203", self.value_at(around, name), key="value")
            return None
        units = self.per_output(declared.unit)
        try:
            if norm is not None:
                return benchmark_of_norm(
                    declared, norm, raw.get("correction"), source,
                    units=units, rulebook=self.rulebook, position=self.value_at(raw, "norm"),
                )  # fmt: skip
            value, found = quantity(typed, units, self.rulebook.units)
        except ValueProblem as problem:
            key = "norm" if norm is not None else "value"
            self.problem(problem.code, self.value_at(raw, key), **{"name": name, **problem.values})
            return None
        return OwnBenchmark(name, value, found, source or "", self.value_at(raw, "value"))


class _QuickReader(Nowhere, _Reader):
    """Reads without places, and gives up at the first thing that is wrong."""

    def __init__(self, data: Map, file: str, readers: FactReaders) -> None:
        super().__init__(data, file, readers)
        self.somewhere = Position(file)

    def unless_wrong(self, digest: str) -> Submission | None:
        try:
            return self.submission(digest)
        except PlacesNeededError:
            return None

    def problem(self, code: str, position: Position | None, **values: object) -> None:
        raise PlacesNeededError


def industry_digits(typed: str, rulebook: Rulebook) -> str | None:
    """The digits of an industry code with or without its letter (``C3311``, ``33``); None when there is none such."""
    letter, digits = (typed[0].upper(), typed[1:]) if typed[:1].isalpha() else ("", typed)
    division = rulebook.industries.get(digits[:2])
    right_form = digits.isascii() and digits.isdigit() and 2 <= len(digits) <= 4
    return digits if division is not None and right_form and letter in ("", division.section) else None


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"

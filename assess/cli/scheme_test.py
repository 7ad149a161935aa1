"""``assess scheme test``: run the cases beside each scheme and show what does not come out as expected."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.text import Text

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.scoring.packs import CaseResult, Shown

Format = Literal["text", "json"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "test", _about(say))
    def test(
        schemes: Annotated[list[str] | None, _schemes(say)] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> int:
        from assess.paths import criteria_dir
        from assess.rulebook.load import load_folders
        from assess.rulebook.pack import read_packs
        from assess.scoring.packs import run_packs

        roots = [criteria_dir(), *(criteria or [])]
        rulebook = load_folders(roots)
        names = list(dict.fromkeys(schemes or rulebook.schemes))
        for name in names:
            rulebook.scheme(name)  # an unknown one is named at once
        packs = [pack for pack in read_packs(roots) if pack.scheme in names]
        results = run_packs(packs, roots)
        if format_ == "json":
            out.as_json(as_data(names, results))
        else:
            show(names, results, lang)
        return 1 if any(result.differences for result in results) else 0


def as_data(schemes: Sequence[str], results: "Sequence[CaseResult]") -> list[dict[str, Any]]:
    """Every scheme with its cases and what differs."""
    return [
        {
            "scheme": scheme,
            "cases": len(mine),
            "failed": sum(1 for one in mine if one.differences),
            "results": [
                {
                    "name": one.name,
                    "where": str(one.position),
                    "ok": not one.differences,
                    "differences": [
                        {"what": found.what, "expected": found.expected, "found": found.found}
                        for found in one.differences
                    ],
                }
                for one in mine
            ],
        }
        for scheme in schemes
        for mine in ([result for result in results if result.scheme == scheme],)
    ]


def show(schemes: Sequence[str], results: "Sequence[CaseResult]", lang: Lang) -> None:
    """One line for each scheme; under it every case that fails, expected beside found."""
    from assess.cli.screen import Screen, table

    say, screen = Say(lang), Screen()
    cases = Counter(result.scheme for result in results)
    failed = Counter(result.scheme for result in results if result.differences)
    rows = table(2, wrap=1)
    for scheme in schemes:
        rows.add_row(scheme, _verdict(say, cases[scheme], failed[scheme]))
    screen.put(rows)
    for result in results:
        if result.differences:
            screen.put("", Text(f"{result.position}"), Text(f"{result.scheme} · {result.name}", style="bold"))
            found = table(3, wrap=0)
            found.add_row("", Text(say("应为", "expected"), "dim"), Text(say("实得", "found"), "dim"))
            for one in result.differences:
                found.add_row(one.what, Text(plain(one.expected), "green"), Text(plain(one.found), "red"))
            screen.put(found)


def plain(value: "Shown") -> str:
    """A value on the screen: intervals as ``low–high``."""
    if isinstance(value, tuple):
        return "–".join(map(plain, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)


def _verdict(say: Say, cases: int, failed: int) -> Text:
    if not cases:
        return Text(say("没有用例", "no cases"), "dim")
    if failed:
        return Text(say(f"{cases} 个用例，{failed} 个不符", f"{cases} cases, {failed} differ"), "red")
    return Text(say(f"{cases} 个用例，全部相符", f"{cases} cases, all as expected"), "green")


def _schemes(say: Say) -> Any:
    return typer.Argument(
        metavar=say("编号", "ID"),
        help=say("方案编号，可写多个；不写则全部", "schemes to test; all unless said"),
    )


def _about(say: Say) -> str:
    return say(
        "运行各方案旁边 tests.yaml 里的用例；有不符时退出码为 1。\n\n"
        "用例写明给定的数据和应得的分值、基本要求、星级，写法见 docs/criteria-language.zh-CN.md。",
        "Run the cases in the tests.yaml beside each scheme; exit code 1 when one differs.\n\n"
        "A case gives data and the points, gates and stars they should come to; see docs/criteria-language.md.",
    )

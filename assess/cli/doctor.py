"""``assess doctor``: what this machine lacks, and the command that mends it."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.doctor import Finding


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "doctor", _about(say))
    def doctor(
        format_: Annotated[Literal["text", "json"], options.output_format(say)] = "text",
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> int:
        from assess.doctor import examine
        from assess.report.paths import REPORTS

        words = Say(lang)
        findings = list(examine(REPORTS))
        faults = sum(not finding.ok for finding in findings)
        if format_ == "json":
            out.as_json([_shape(finding, lang) for finding in findings])
            return 1 if faults else 0
        for finding in findings:
            out.data(f"{'✓' if finding.ok else '✗'} {finding.title.in_(lang)}  {finding.detail.in_(lang)}")
            if finding.mend is not None:
                out.data(f"    → {finding.mend.in_(lang)}")
        out.words(
            words(f"有 {faults} 处需要处理。", f"{faults} to mend.") if faults else words("一切就绪。", "All is well.")
        )
        return 1 if faults else 0


def _shape(finding: "Finding", lang: Lang) -> dict[str, object]:
    return {
        "id": finding.id,
        "ok": finding.ok,
        "title": finding.title.in_(lang),
        "detail": finding.detail.in_(lang),
        "mend": finding.mend.in_(lang) if finding.mend is not None else None,
    }


def _about(say: Say) -> str:
    return say(
        "检查运行环境：Python、PDF 系统库、中文字体、写入权限、规则库。\n\n有问题时给出修复命令，退出码为 1。",
        "Check this machine: Python, libraries for PDFs, Chinese font, write access, rulebook.\n\n"
        "Every fault comes with the command that mends it; the exit code is then 1.",
    )

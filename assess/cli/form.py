"""``assess form export | import``: the questionnaire as an Excel workbook, and back into a submission."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.cli.score import chosen
from assess.language import Lang

if TYPE_CHECKING:
    from assess.form.take import Taken

_LISTED = 8


def add(app: typer.Typer, say: Say) -> None:
    """Register the group and its commands."""
    group = typer.Typer(
        cls=local.classes(say)[0],
        help=say(
            "Excel 填报表：导出给工厂填，填好再导入", "the questionnaire in Excel: export it, import it filled in"
        ),
        subcommand_metavar=say("命令 [参数]…", "COMMAND [ARGS]..."),
        options_metavar=say("[选项]", "[OPTIONS]"),
    )

    @group.callback(invoke_without_command=True)
    def root(context: typer.Context, lang: Annotated[Lang, options.lang(say)] = say.lang) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    _add_export(group, say)
    _add_import(group, say)
    app.add_typer(group, name="form")


def _add_export(app: typer.Typer, say: Say) -> None:
    @local.command(app, say, "export", _about_export(say))
    def export(
        file: Annotated[Path, _workbook(say, say("要新建的 .xlsx 文件", "the .xlsx file to create"))],
        scheme: Annotated[list[str] | None, options.schemes(say, every=True)] = None,
        source: Annotated[Path | None, _from(say, _EXPORT_FROM)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.files import write_new_bytes
        from assess.form import export as form
        from assess.rulebook.load import load_rulebook

        form.refuse_name(file)
        schemes = chosen(load_rulebook(criteria or []), scheme or [])
        write_new_bytes(file, form.export(schemes, lang, source))
        out.data(str(file))
        words = Say(lang)
        out.words(
            words("填好后运行：assess form import ", "When it is filled in, run: assess form import ") + str(file)
        )


def _add_import(app: typer.Typer, say: Say) -> None:
    @local.command(app, say, "import", _about_import(say))
    def import_(
        file: Annotated[Path, _workbook(say, say("填好的 .xlsx 文件", "the workbook, filled in"))],
        target: Annotated[Path | None, _out(say)] = None,
        source: Annotated[Path | None, _from(say, _IMPORT_FROM)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.errors import Position, one
        from assess.files import write
        from assess.form.take import take
        from assess.rulebook.load import load_rulebook

        target = target or file.with_suffix(".yaml")
        base = source or (target if target.exists() else None)
        if target.exists() and base is not None and not target.samefile(base):
            raise one("GF-402", Position(str(target)), file=str(target))
        taken = take(file, load_rulebook(criteria or []), lang, base)
        write(target, taken.text.encode())
        out.data(str(target))
        for line in _told(Say(lang), taken, updated=base is not None):
            out.words(line)


def _told(say: Say, taken: "Taken", *, updated: bool) -> list[str]:
    """What the import did, then what it passed over."""
    changed, cleared = len(taken.changed), len(taken.cleared)
    lines = [
        say(
            f"改动 {changed} 题，清空 {cleared} 题，其余照旧。",
            f"{changed} answers changed, {cleared} cleared, the rest as it was.",
        )
        if updated
        else say(f"读入 {changed} 题。", f"{changed} answers read.")
    ]
    if taken.both:
        head = say("填报文件在导出后也改过，以表为准：", "Changed in the file since the export too; the form counts:")
        lines += [head, *_below(say, taken.titles(taken.both, say.lang))]
    if taken.missing:
        count = len(taken.missing)
        head = say(f"表里少了 {count} 题，没有改动：", f"{count} questions are not in the form and were left alone:")
        lines += [head, *_below(say, taken.titles(taken.missing, say.lang))]
    if taken.form.other_sheets:
        lines.append(say("没有读的工作表：", "Sheets that were not read:"))
        lines += _below(say, taken.form.other_sheets)
    if taken.form.pictures:
        count = taken.form.pictures
        lines.append(
            say(
                f"表里贴了 {count} 张图片，没有读入；请存成文件，把文件名写进证据列。",
                f"{count} pictures in the form were not read; save them as files and name those as documents.",
            )
        )
    if taken.other_rules:
        lines.append(
            say(
                "提示：这份表是按另一版规则库导出的。", "Note: the form was exported with another edition of the rules."
            )
        )
    return lines


def _below(say: Say, names: list[str]) -> list[str]:
    """Some names, one a line."""
    rest = len(names) - _LISTED
    more = [say(f"  · ……另有 {rest} 项", f"  · … and {rest} more")] if rest > 0 else []
    return [f"  · {name}" for name in names[:_LISTED]] + more


def _workbook(say: Say, help_: str) -> Any:
    return typer.Argument(metavar=say("文件.xlsx", "FILE.xlsx"), help=help_)


def _from(say: Say, texts: tuple[str, str]) -> Any:
    return typer.Option("--from", metavar=say("填报.yaml", "FACTORY.yaml"), help=say(*texts))


def _out(say: Say) -> Any:
    return typer.Option(
        "--out",
        metavar=say("填报.yaml", "FACTORY.yaml"),
        help=say(
            "写到哪里，默认与表同名；文件已存在时就地更新，注释保留",
            "where to; beside the workbook unless said. An existing file is updated and keeps its comments",
        ),
    )


_EXPORT_FROM = ("带上这份填报里已有的答案", "fill in the answers of this submission")
_IMPORT_FROM = (
    "从这份填报开始改，注释和表外的内容保留",
    "start from this submission: comments and the rest of it stay",
)


def _about_export(say: Say) -> str:
    return say(
        "把问卷写成 Excel 填报表，工厂的人照着就能填；不会覆盖已有的文件。",
        "Write the questionnaire as an Excel workbook that people in a factory can fill in; never overwrites.",
    )


def _about_import(say: Say) -> str:
    return say(
        "把填好的 Excel 表读进填报文件；有读不了的格子就逐格列出，不写任何内容。",
        "Carry a filled-in workbook into a submission; cells that cannot be read are all listed, and nothing is written then.",
    )

"""``assess scheme list | show | lint | test | doc | schema``: what the rules say, and whether they are sound."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from assess.cli import local, options, out, scheme_doc, scheme_test
from assess.cli.say import Say
from assess.language import Lang

Format = Literal["text", "json"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the group and its commands."""
    group = typer.Typer(
        cls=local.classes(say)[0],
        help=say("查看、检查评价方案和规则库", "look at and check schemes and the rulebook"),
        subcommand_metavar=say("命令 [参数]…", "COMMAND [ARGS]..."),
        options_metavar=say("[选项]", "[OPTIONS]"),
    )

    @group.callback(invoke_without_command=True)
    def root(context: typer.Context, lang: Annotated[Lang, options.lang(say)] = say.lang) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    for part in (_add_list, _add_show, _add_lint, scheme_test.add, scheme_doc.add, _add_schema):
        part(group, say)
    app.add_typer(group, name="scheme")


def _add_list(app: typer.Typer, say: Say) -> None:
    @local.command(app, say, "list", say("列出全部评价方案", "list all schemes"))
    def list_(
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.cli import scheme_text
        from assess.rulebook.load import load_rulebook

        rulebook = load_rulebook(criteria or [])
        if format_ == "json":
            out.as_json(scheme_text.list_data(rulebook, lang))
        else:
            scheme_text.show_list(rulebook, lang)


def _add_show(app: typer.Typer, say: Say) -> None:
    @local.command(
        app,
        say,
        "show",
        say(
            "显示一个方案：基本要求、评价项、分值、星级和依据",
            "one scheme: gates, criteria, points, stars and their basis",
        ),
    )
    def show(
        scheme: Annotated[str, typer.Argument(metavar=say("编号", "ID"), help=say("方案编号", "the scheme's id"))],
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.cli import scheme_text
        from assess.rulebook.load import load_rulebook

        compiled = load_rulebook(criteria or []).scheme(scheme)
        if format_ == "json":
            out.as_json(compiled.model.model_dump(mode="json", by_alias=True, exclude_none=True))
        else:
            scheme_text.show_scheme(compiled, lang)


def _add_lint(app: typer.Typer, say: Say) -> None:
    @local.command(
        app,
        say,
        "lint",
        say(
            "检查规则库，逐条写明 文件:行:列；有问题时退出码为 1",
            "check the rulebook and name every fault by file:line:column; exit code 1 when there is one",
        ),
    )
    def lint(
        folder: Annotated[Path | None, _checked_folder(say)] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> int:
        from assess.cli.lint_text import as_data
        from assess.rulebook.lint import lint as find_faults

        faults = find_faults(layers(folder))
        if format_ == "json":
            out.as_json([as_data(fault, lang) for fault in faults])
        else:
            for fault in faults:
                out.data(fault.text(lang))
            words = Say(lang)
            out.words(
                words(f"有 {len(faults)} 处需要修改。", f"{len(faults)} to mend.")
                if faults
                else words("没有发现问题。", "Nothing to mend.")
            )
        return 1 if faults else 0


def _add_schema(app: typer.Typer, say: Say) -> None:
    @local.command(
        app,
        say,
        "schema",
        say("写出各类 YAML 的 JSON Schema，供编辑器补全和检查", "write JSON Schemas for every YAML kind, for editors"),
    )
    def schema(
        folder: Annotated[
            Path, typer.Argument(metavar=say("目录", "DIR"), help=say("写到哪个目录", "where to write them"))
        ],
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.files import write
        from assess.rulebook.schemas import schema_texts

        for name, text in schema_texts().items():
            write(folder / name, text.encode())
            out.data(str(folder / name))


def layers(folder: Path | None) -> list[Path]:
    """The folders to check together: a whole rulebook by itself, an overlay on top of the shipped one."""
    from assess.paths import criteria_dir

    if folder is None:
        return [criteria_dir()]
    whole = (folder / "units.yaml").is_file() and (folder / "schemes").is_dir()
    return [folder] if whole else [criteria_dir(), folder]


def _checked_folder(say: Say) -> Any:
    return typer.Argument(
        metavar=say("目录", "DIR"),
        help=say(
            "规则目录：完整的规则库单独检查，叠加目录连同自带规则库一起检查；不写则检查自带的规则库",
            "a whole rulebook, or an overlay, checked on top of the shipped one; the shipped rulebook unless said",
        ),
    )

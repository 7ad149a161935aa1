"""Options that several commands share, so that each is named and explained once."""

from __future__ import annotations

from typing import Any

import typer

from assess.cli.say import Say


def lang(say: Say) -> Any:
    """``--lang``."""
    return typer.Option("--lang", help=say("语言；也可设环境变量 ASSESS_LANG", "language; or set ASSESS_LANG"))


def criteria(say: Say) -> Any:
    """``--criteria DIR``, repeatable: overlays on the shipped rulebook."""
    return typer.Option(
        "--criteria",
        metavar=say("目录", "DIR"),
        help=say("叠加的规则目录，按编号增改条目；可写多次", "overlay that adds or changes entries by id; repeatable"),
    )


def scheme(say: Say) -> Any:
    """``--scheme ID``, once."""
    return typer.Option("--scheme", metavar=say("编号", "ID"), help=_SCHEME[say.lang])


def schemes(say: Say, *, every: bool = False) -> Any:
    """``--scheme ID``, repeatable; with ``every`` the word ``all`` is offered too."""
    more = say("；可写多次", "; repeatable") + (say("，all 为全部方案", ", all for every scheme") if every else "")
    return typer.Option("--scheme", metavar=say("编号", "ID"), help=_SCHEME[say.lang] + more)


def last(say: Say) -> Any:
    """``--last FILE``: last year's submission."""
    return typer.Option(
        "--last",
        metavar=say("文件", "FILE"),
        help=say("上一年度的填报，用来提示异常变化", "last year's submission, to point out sudden changes"),
    )


def peers(say: Say) -> Any:
    """``--peers FILE``: results of many, to show where a factory stands among them."""
    return typer.Option(
        "--peers",
        metavar=say("结果", "RESULTS"),
        help=say(
            "assess batch 的结果（results.parquet 或文件夹），用来显示在同行中的位置",
            "results of assess batch (results.parquet or the folder), to show where the factory stands among its peers",
        ),
    )


def output_format(say: Say) -> Any:
    """``--format``."""
    return typer.Option("--format", help=say("输出格式", "output format"))


def report_format(say: Say) -> Any:
    """``--format`` of a report: the suffix of ``--out`` decides unless said."""
    return typer.Option(
        "--format",
        help=say("输出格式；默认按 --out 的后缀，否则为 pdf", "output format; by the suffix of --out, else pdf"),
    )


_SCHEME = {
    "zh": "评价方案（见 assess scheme list），默认为长兴星级",
    "en": "scheme (see assess scheme list); Changxing's stars unless said",
}

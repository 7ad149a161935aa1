"""What libyaml and Python's parser say about broken text, in Chinese as well; the English is theirs."""

from __future__ import annotations

import re

from assess.errors import Bilingual

_YAML = {
    "mapping values are not allowed in this context": "这里不能再出现“键: 值”",
    "block sequence entries are not allowed in this context": "这里不能出现“- ”列表项",
    "could not find expected ':'": "缺少冒号“:”",
    "did not find expected ',' or '}'": "缺少逗号“,”或右花括号“}”",
    "did not find expected ',' or ']'": "缺少逗号“,”或右方括号“]”",
    "did not find expected key": "这里应当是一个键",
    "did not find expected '-' indicator": "这里应当是“-”开头的列表项",
    "did not find expected node content": "这里缺少内容",
    "did not find expected <document start>": "前面的内容已经结束，这里不能再写",
    "found character that cannot start any token": "这里不能以这个字符（如 Tab、@、%、`）开头",
    "found unexpected end of stream": "文件提前结束，引号没有成对",
    "found unknown escape character": "双引号里的反斜杠“\\”用法不对",
    "found a tab character that violates indentation": "缩进里有 Tab",
    "found a tab character where an indentation space is expected": "缩进里有 Tab，应当用空格",
}
_PYTHON = (
    (r"invalid syntax.*", "写法不对"),
    (r"'(.)' was never closed", r"“\1”没有成对"),
    (r"unmatched '(.)'", r"多了一个“\1”"),
    (r"invalid (?:non-printable )?character (.+)", r"不能用字符 \1"),
    (r"unterminated string literal.*", "引号没有成对"),
    (r"(?:cannot assign to|expression cannot contain assignment).*", "相等要写 ==，不是 ="),
)


def yaml_detail(text: str) -> Bilingual:
    """What libyaml says; unknown messages stay English."""
    return Bilingual(_YAML.get(text, text), text)


def python_detail(text: str) -> Bilingual:
    """What Python's parser says; unknown messages stay English."""
    for pattern, chinese in _PYTHON:
        found = re.fullmatch(pattern, text)
        if found:
            return Bilingual(found.expand(chinese), text)
    return Bilingual(text, text)

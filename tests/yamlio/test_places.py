"""Line and column of every key, value and item, also after files were laid over each other."""

from __future__ import annotations

from assess import yamlio
from assess.errors import Position

TEXT = """\
# 第一行
factory:
  name: 中文名
  地址: {省: 浙江, 市: [湖州, 长兴]}
facts:
- a
-   b: 1
    c: 2
"""


def test_keys_values_and_items() -> None:
    data = yamlio.parse(TEXT, "f.yaml")
    assert data.position() == Position("f.yaml", 2, 1)
    assert data.key_position("facts") == Position("f.yaml", 5, 1)
    assert data["factory"].key_position("name") == Position("f.yaml", 3, 3)
    assert data["factory"].value_position("name") == Position("f.yaml", 3, 9)
    inner = data["factory"]["地址"]
    assert inner.position() == Position("f.yaml", 4, 7)
    assert inner.value_position("市") == Position("f.yaml", 4, 18)
    assert inner["市"].item_position(1) == Position("f.yaml", 4, 23)
    assert data["facts"].item_position(1) == Position("f.yaml", 7, 5)


def test_columns_count_characters_not_bytes() -> None:
    assert yamlio.parse("浙江省: {é: 1, 😀: 2}\n", "f.yaml")["浙江省"].key_position("😀") == Position("f.yaml", 1, 13)


def test_a_key_that_is_not_there_has_the_place_of_its_mapping() -> None:
    data = yamlio.parse(TEXT, "f.yaml")
    assert data["factory"].key_position("nothing") == Position("f.yaml", 3, 3)


def test_locate_stops_at_the_last_thing_that_exists() -> None:
    data = yamlio.parse(TEXT, "f.yaml")
    assert yamlio.locate(data, ("factory", "地址", "市", 0)) == Position("f.yaml", 4, 19)
    assert yamlio.locate(data, ("factory", "地址", "街")) == Position("f.yaml", 4, 7)
    assert yamlio.locate(data, ("facts", 9)) == Position("f.yaml", 6, 1)
    assert yamlio.locate(data, ("facts", 1, "c"), key=True) == Position("f.yaml", 8, 5)


def test_merged_mappings_remember_both_files() -> None:
    base, over = yamlio.parse("a: 1\nb: 2\n", "base.yaml"), yamlio.parse("\n\nb: 3\n", "over.yaml")
    merged = yamlio.merged_map(base, over)
    for origin in (base, over):
        for key in origin:
            yamlio.put(merged, key, origin[key], origin)
    assert merged == {"a": 1, "b": 3}
    assert merged.value_position("a") == Position("base.yaml", 1, 4)
    assert merged.value_position("b") == Position("over.yaml", 3, 4)


def test_places_print_as_editors_read_them() -> None:
    assert str(Position("f.yaml", 3, 9)) == "f.yaml:3:9"
    assert str(Position("f.yaml")) == "f.yaml"

"""Texts of the report: formulas read in words, both languages."""

from __future__ import annotations

from typing import Final

FORMULAS: Final[dict[str, tuple[str, str]]] = {
    "formula.name": ("「{name}」", '"{name}"'),
    "formula.and": (" 且 ", " and "),
    "formula.or": (" 或 ", " or "),
    "formula.not": ("非{what}", "not {what}"),
    "formula.if": ("若 {test}：{body}；否则：{orelse}", "if {test}: {body}; otherwise: {orelse}"),
    "formula.has": ("{list} 含 {option}", "{list} has {option}"),
    "formula.else": ("，未填时取", ", where that is open "),
    "formula.min": ("{parts} 中较小的", "the smallest of {parts}"),
    "formula.max": ("{parts} 中较大的", "the largest of {parts}"),
    "formula.sum": ("{parts} 之和", "the sum of {parts}"),
    "formula.rows.sum": ("{table} 逐行相加：{each}", "summed over the rows of {table}: {each}"),
    "formula.rows.min": ("{table} 各行中最小的：{each}", "smallest over the rows of {table}: {each}"),
    "formula.rows.max": ("{table} 各行中最大的：{each}", "largest over the rows of {table}: {each}"),
    "formula.factor": ("{family}（按{by}）", "{family} (by {by})"),
    "formula.factor.coal_equivalent": ("折标准煤系数", "coal equivalent"),
    "formula.factor.fuel_co2": ("燃料二氧化碳排放因子", "CO2 factor of the fuel"),
    "formula.factor.grid_co2": ("电网二氧化碳排放因子", "CO2 factor of the grid"),
    "formula.factor.steam_heat": ("蒸汽热量", "heat of the steam"),
    "formula.context.grid": ("所用电网", "grid used"),
    "formula.context.fuel_co2_set": ("所用的一套燃料因子", "set of fuel factors used"),
    "formula.context.electricity_row": ("电力折标方法", "way of counting electricity"),
    "formula.context.steam_datum": ("蒸汽热量的起算点", "starting point of steam heat"),
    "formula.context.period": ("评价年度", "year assessed"),
    "trace.applies_when": ("适用条件", "applies when"),
}
"""Key → (Chinese, English)."""

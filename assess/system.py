"""What the machine offers for printing: shared libraries and fonts, looked up the way WeasyPrint does."""

from __future__ import annotations

import ctypes
from contextlib import suppress

LIBRARIES: dict[str, tuple[str, ...]] = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0", "pango-1.0"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "pangoft2-1.0"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "harfbuzz"),
    "HarfBuzz subset": (
        "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll", "harfbuzz-subset",
    ),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig"),
}  # fmt: skip
"""Library → the names it has on Linux, macOS and Windows."""

CHINESE_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")
"""The fonts that the reports' stylesheet names, in its order."""


def library(name: str) -> ctypes.CDLL | None:
    """The loaded library, or None when the machine has none of its names."""
    for file in LIBRARIES[name]:
        with suppress(OSError):
            return ctypes.CDLL(file)
    return None


def version(loaded: ctypes.CDLL, function: str) -> str:
    """What a library's own version function says; empty when it has none."""
    try:
        ask = getattr(loaded, function)
    except AttributeError:
        return ""
    ask.restype = ctypes.c_char_p
    text: bytes | None = ask()
    return (text or b"").decode()


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def chinese_fonts() -> tuple[str, ...]:
    """Families of all installed fonts that cover simplified Chinese; the preferred ones first."""
    config = library("Fontconfig")
    if config is None:
        return ()
    config.FcNameParse.restype = ctypes.c_void_p
    config.FcObjectSetBuild.restype = ctypes.c_void_p
    config.FcFontList.restype = ctypes.POINTER(_FontSet)
    config.FcFontList.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    config.FcPatternGetString.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p),
    ]  # fmt: skip
    pattern = config.FcNameParse(b":lang=zh-cn")
    wanted = config.FcObjectSetBuild(ctypes.c_char_p(b"family"), ctypes.c_void_p(None))
    found = config.FcFontList(None, pattern, wanted)
    if not found:
        return ()
    names = {_family(config, found.contents.fonts[index]) for index in range(found.contents.nfont)}
    order = {name: number for number, name in enumerate(CHINESE_FONTS)}
    return tuple(sorted(names - {""}, key=lambda name: (order.get(name, len(order)), name)))


def _family(config: ctypes.CDLL, pattern: int | None) -> str:
    value = ctypes.c_char_p()
    if config.FcPatternGetString(pattern, b"family", 0, ctypes.byref(value)) != 0 or value.value is None:
        return ""
    return value.value.decode("utf-8", "replace")

"""The two looks, light and dark. Every text colour keeps a contrast of at least 4.5:1 on every background it stands on."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

LIGHT, DARK = "factory-light", "factory-dark"

THEMES = (
    Theme(
        name=DARK,
        primary="#5fb3a1",
        secondary="#7aa2c9",
        accent="#e0b458",
        foreground="#e6e9e6",
        background="#141a18",
        surface="#1a2220",
        panel="#24302d",
        success="#7fcf8f",
        warning="#e0b458",
        error="#f08a80",
        dark=True,
        variables={
            "text-muted": "#a3ada8",
            "text-disabled": "#98a29d",
            "text-success": "#7fcf8f",
            "text-warning": "#e0b458",
            "text-error": "#f08a80",
            "text-primary": "#7fd0be",
            "text-secondary": "#9dbde0",
            "text-accent": "#e0b458",
            "footer-key-foreground": "#e0b458",
            "block-cursor-foreground": "#101513",
            "block-cursor-background": "#7fd0be",
            "block-cursor-blurred-foreground": "#e6e9e6",
            "block-cursor-blurred-background": "#2f403b",
            "input-selection-background": "#2f5d52",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#1f6f5c",
        secondary="#2f5c8a",
        accent="#805500",
        foreground="#1d2421",
        background="#f7f8f5",
        surface="#eef1ec",
        panel="#e1e7e1",
        success="#1e6b34",
        warning="#7a5200",
        error="#a8281e",
        dark=False,
        variables={
            "text-muted": "#515b56",
            "text-disabled": "#4d5752",
            "text-success": "#1e6b34",
            "text-warning": "#7a5200",
            "text-error": "#a8281e",
            "text-primary": "#17604f",
            "text-secondary": "#2a5480",
            "text-accent": "#704a00",
            "footer-key-foreground": "#704a00",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-background": "#1f6f5c",
            "block-cursor-blurred-foreground": "#1d2421",
            "block-cursor-blurred-background": "#cddbd4",
            "input-selection-background": "#b9d9cf",
        },
    ),
)


def preferred(environment: Mapping[str, str]) -> str:
    """The theme that fits the terminal: light where ``COLORFGBG`` says that its background is light, else dark."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if background in {"7", "15"} else DARK

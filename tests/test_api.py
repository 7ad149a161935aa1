"""The public API: these names, and all of them lead somewhere."""

import assess

NAMES = [
    "AssessError",
    "Assessment",
    "CompiledScheme",
    "Problem",
    "Rulebook",
    "Submission",
    "__version__",
    "build_report",
    "evaluate",
    "explain",
    "lint",
    "load_rulebook",
    "load_submission",
    "render_html",
    "write_pdf",
]


def test_the_public_names_are_these():
    assert assess.__all__ == NAMES


def test_every_public_name_leads_somewhere():
    for name in NAMES:
        assert getattr(assess, name)

"""What the rules say: model, loading and overlays, the formula language, units, lint (规则库)."""

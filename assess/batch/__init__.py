"""Many factories (批量): find submissions, score them on every core or machine, keep the results as tables."""

"""What follows: score rules, evaluation, tiers, plausibility, trace; results are frozen dataclasses (评价结果)."""

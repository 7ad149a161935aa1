"""What to do next: gaps, what unknowns are worth, missing evidence (差距)."""

"""What a factory says: model, reading, quantities with units, evidence, the blank form (填报)."""

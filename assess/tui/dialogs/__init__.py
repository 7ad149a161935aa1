"""Small windows over the form: evidence, note, not applicable, a table row."""

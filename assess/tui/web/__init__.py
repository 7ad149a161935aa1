"""The questionnaire in a browser: who may come in, one process per tab, and the page around the terminal."""

"""One editor per kind of question: what a person types or picks, as an entry."""

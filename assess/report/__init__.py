"""Say it on paper: report model, charts, HTML, PDF."""

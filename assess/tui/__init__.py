"""Ask a person (问卷界面): the questionnaire in the terminal. Everything it knows comes from one session."""

"""The form's three parts: scoreboard, navigation, question pane."""

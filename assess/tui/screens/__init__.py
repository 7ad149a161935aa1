"""The screens beside the form: review, why, gaps, help, print, merge."""

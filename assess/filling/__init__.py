"""Fill in one factory's file: questions, answers that are saved at once, undo, drafts, merging. No screen in here."""

"""What the question pane says beside the editor: how an entry reads, how it may be written, and why it is asked."""

"""The command line: commands, each thin: load → evaluate → show. An int that a command returns is the exit code."""

"""What all commands share at a terminal: options, printing, progress, interruption, findings, errors and exit codes."""

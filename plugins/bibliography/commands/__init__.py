"""The commands of the library's command line: each prints what it found or did, and returns an exit code."""

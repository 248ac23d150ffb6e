"""Rules, findings and reports; the command line; the release gate."""

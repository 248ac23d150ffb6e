"""The commands of `python -m plugins.approval`."""

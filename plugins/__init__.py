"""The product, one sibling package to a subject; docs/architecture.md says who may import whom."""

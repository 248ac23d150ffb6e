"""A writer's preview: serves the site, builds it again at every change, and reloads the browser."""

"""An edition of the site: built aside, checked, and only then put in the place of the one before."""

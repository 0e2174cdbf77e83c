"""Doors of the site. One module for each noun."""

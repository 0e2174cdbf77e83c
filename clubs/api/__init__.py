"""Doors of the API. One module for each noun."""

"""Screens of the staff desk. One module for each noun."""

"""Consultations and forums by level, contributions, statements, summary points."""

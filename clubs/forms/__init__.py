"""Shapes of what people type. One module for each noun."""

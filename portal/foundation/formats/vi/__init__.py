"""Vietnamese ways of writing dates and numbers."""

"""English ways of writing dates and numbers, for readers in Viet Nam."""

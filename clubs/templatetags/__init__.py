"""Tags of clubs."""

"""Staff screens about pictures and recordings."""

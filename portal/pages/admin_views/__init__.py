"""Staff screens of the site: panels of the first screen, lists of pages."""

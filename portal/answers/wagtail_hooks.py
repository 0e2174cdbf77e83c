"""Where the screens of what adults owe stand in the staff desk."""

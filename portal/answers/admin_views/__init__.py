"""Staff screens of what adults owe children. One module for each noun."""

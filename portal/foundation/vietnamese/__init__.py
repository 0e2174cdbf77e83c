"""Vietnamese text, numbers and dates: what any app needs to read and write them as people here do."""

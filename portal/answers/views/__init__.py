"""Public doors of what adults owe children. One module for each noun."""

from portal.answers.views import receipts

__all__ = ["receipts"]

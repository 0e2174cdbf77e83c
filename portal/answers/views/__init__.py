"""Public doors of what adults owe children. One module for each noun."""

from portal.answers.views import complaints, data_requests, receipts, reports

__all__ = ["complaints", "data_requests", "receipts", "reports"]

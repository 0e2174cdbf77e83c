"""Doors of the API to what adults owe children. One module for each noun."""

from portal.answers.api.complaints import Complaints
from portal.answers.api.data_requests import DataRequests
from portal.answers.api.receipts import ReceiptErasure, ReceiptLookup, ReceiptPin, ReceiptWords
from portal.answers.api.reports import Reports

__all__ = ["Complaints", "DataRequests", "ReceiptErasure", "ReceiptLookup", "ReceiptPin", "ReceiptWords", "Reports"]

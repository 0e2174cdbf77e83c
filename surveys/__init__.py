"""Questionnaires, XLSForm, records, results."""

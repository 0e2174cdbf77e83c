"""What people announce upward. A receiver only hastens what its own scan would find anyway, and may be called twice."""

from django.dispatch import Signal

consent_withdrawn = Signal()
"""Somebody took a yes back. Arguments: `participant_id` (UUID), `activity` ("" when everything was taken back), `at`.

Sent in the transaction that withdraws, and again by `tick` until every receiver went through, and once more at the deadline:
receivers stop using what was allowed and, where only this consent allowed keeping it, erase it.
"""

age_stated = Signal()
"""A child's age band was said or corrected, and with it whose yes is needed: `participant_id`, `at`.

Sent in the transaction that writes it: receivers take off what her consents no longer cover.
"""

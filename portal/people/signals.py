"""What people announce upward. A signal only hastens what a scan would find anyway."""

from django.dispatch import Signal

participant_erased = Signal()
"""A child was erased, now or again by a replay: `participant_id`, `at`. Sent inside the transaction that erases."""

"""What this app announces upward."""

from django.dispatch import Signal

answered = Signal()
"""An adult answered on a receipt: `receipt_id`, `at`. It only hastens what a scan would find."""

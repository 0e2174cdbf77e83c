"""What safeguarding announces upward."""

from django.dispatch import Signal

text_decided = Signal()
"""Sent with `text_id`, `decision` (a `Decision`) and `at`, inside the transaction of the decision, after the text changed.

Receivers only hasten what reading the text's state would show anyway; one that fails undoes the decision.
"""

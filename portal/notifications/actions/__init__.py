"""The only writers of notifications' rows, and the one sender of pushes. One module for each noun."""

from portal.notifications.actions.deliveries import forget_deliveries, notify, retry_deliveries, send_delivery
from portal.notifications.actions.devices import (
    forget_device,
    reencrypt_devices,
    register_device,
    send_test_alert,
)
from portal.notifications.actions.push import public_key as push_key

__all__ = [
    "forget_deliveries",
    "forget_device",
    "notify",
    "push_key",
    "reencrypt_devices",
    "register_device",
    "retry_deliveries",
    "send_delivery",
    "send_test_alert",
]

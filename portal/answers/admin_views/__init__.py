"""Staff screens of what adults owe children. One module for each noun."""

from portal.answers.admin_views.bodies import AudienceViewSet, BodyViewSet
from portal.answers.admin_views.complaints import ComplaintDetail, ComplaintIndex
from portal.answers.admin_views.data_requests import RequestDetail, RequestIndex
from portal.answers.admin_views.panels import OwedAnswers
from portal.answers.admin_views.receipts import ReceiptDetail, ReceiptIndex, ReplySeen

__all__ = [
    "AudienceViewSet",
    "BodyViewSet",
    "ComplaintDetail",
    "ComplaintIndex",
    "OwedAnswers",
    "ReceiptDetail",
    "ReceiptIndex",
    "ReplySeen",
    "RequestDetail",
    "RequestIndex",
]

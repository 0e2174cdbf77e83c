"""Doors of the site."""

from django.urls import path

from portal.answers.views import complaints, data_requests, receipts, reports

urlpatterns = [
    path("ma-phieu/", receipts.look_up, name="receipt"),
    path("ma-phieu/ma-rieng/", receipts.set_pin, name="receipt_pin"),
    path("ma-phieu/xoa/", receipts.erase, name="receipt_erase"),
    path("ma-phieu/viet-lai/", receipts.write_again, name="receipt_again"),
    path("thong-tin-cua-em/", data_requests.request_data, name="request_data"),
    path("bao-cho-co-chu/", reports.report_page, name="report_page"),
    path("phan-anh/", complaints.complain, name="complain"),
]

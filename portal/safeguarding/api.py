"""The API of hotlines."""

from rest_framework import viewsets


class HotlineViewSet(viewsets.ViewSet):
    pass

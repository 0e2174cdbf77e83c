"""The API of the site's pages: reading only."""

from rest_framework import viewsets


class ServiceViewSet(viewsets.ViewSet):
    pass


class QuestionViewSet(viewsets.ViewSet):
    pass


class ArticleViewSet(viewsets.ViewSet):
    pass

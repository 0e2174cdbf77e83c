"""The site's tree: page types, the two taxonomies they are found by, and what every page says about the centre."""

from portal.pages.models.articles import ArticleIndexPage, ArticlePage
from portal.pages.models.bases import ClassifiedPage, ClassifiedQuerySet, IndexPage
from portal.pages.models.centre import CentreSettings, HomePage, InformationPage
from portal.pages.models.listening import SpokenPage
from portal.pages.models.prevention import PreventionIndexPage, PreventionPage
from portal.pages.models.questions import QuestionIndexPage, QuestionPage
from portal.pages.models.services import RelatedService, ServiceIndexPage, ServicePage
from portal.pages.models.taxonomy import AudienceGroup, Icon, Subject, Taxonomy
from portal.pages.models.texts import PageText

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "AudienceGroup",
    "CentreSettings",
    "ClassifiedPage",
    "ClassifiedQuerySet",
    "HomePage",
    "Icon",
    "IndexPage",
    "InformationPage",
    "PageText",
    "PreventionIndexPage",
    "PreventionPage",
    "QuestionIndexPage",
    "QuestionPage",
    "RelatedService",
    "ServiceIndexPage",
    "ServicePage",
    "SpokenPage",
    "Subject",
    "Taxonomy",
]

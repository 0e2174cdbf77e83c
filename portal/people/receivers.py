"""What Django and allauth announce about people, and what follows."""

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authenticator_added
from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from portal.people import actions, queries
from portal.people.authentication import ENROLLED_KEY
from portal.people.models import User


@receiver(post_migrate)
def agree_roles_with_table(sender: AppConfig, **kwargs: Any) -> None:
    # After the last app, when every permission exists; migrate announces each app that has models, in this order.
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if sender == last and kwargs.get("using", "default") == "default":
        actions.ensure_roles()
        actions.ensure_consent_texts()


@receiver(user_logged_in)
def start_count_anew(request: HttpRequest, user: User, **kwargs: Any) -> None:
    # allauth says so only after every factor: a right password alone does not clear wrong codes.
    actions.record_sign_in(user, at=timezone.now())


@receiver(authenticator_added)
def remember_enrolment(request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    if authenticator.type in queries.SECOND_FACTORS and request.user == user:
        request.session[ENROLLED_KEY] = [*request.session.get(ENROLLED_KEY, ()), authenticator.pk]

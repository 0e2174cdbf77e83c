"""The demo centre: a fictional centre in a fictional province, loaded through the same models staff write with."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from portal.foundation.refusals import Refusal
from portal.pages import models
from portal.pages.actions import demo_children, demo_english, demo_pages
from portal.people import actions as people_actions
from portal.people.models import Role
from portal.safeguarding import actions as safeguarding_actions

AUDIENCES = {
    "tre-em": ("Trẻ em", "Children"),
    "cha-me": ("Cha mẹ, người chăm sóc", "Parents and carers"),
    "thay-co": ("Thầy cô, nhà trường", "Teachers and schools"),
    "can-bo": ("Cán bộ xã, phường", "Commune and ward officers"),
}
SUBJECTS = {
    "tu-van": ("Nói chuyện, tư vấn", "Talking, advice"),
    "khi-gap-nguy-hiem": ("Khi gặp nguy hiểm", "When there is danger"),
    "buon-lo": ("Buồn, lo, sợ", "Sad, worried, afraid"),
    "bao-luc-xam-hai": ("Bị đánh, bị làm hại", "Being hit or harmed"),
    "mua-ban-nguoi": ("Mua bán người", "Human trafficking"),
    "mang-an-toan": ("Lên mạng an toàn", "Safe online"),
    "duoi-nuoc": ("Đuối nước", "Drowning"),
    "giao-thong": ("Giao thông", "Road safety"),
    "bong-nga-dien-giat": ("Bỏng, ngã, điện giật", "Burns, falls, electric shocks"),
    "khuyet-tat": ("Khuyết tật", "Disability"),
    "gia-dinh": ("Gia đình", "Family"),
    "giay-to": ("Giấy tờ, chế độ", "Papers and allowances"),
    "hoc-bong-qua": ("Học bổng, quà, sinh kế", "Scholarships, gifts, livelihoods"),
    "truong-hoc": ("Trường học", "School"),
    "quyen-tre-em": ("Quyền và tiếng nói trẻ em", "Children’s rights and voices"),
    "ve-trung-tam": ("Về Trung tâm", "About the Centre"),
}


class DemoInProduction(Refusal):
    """Fictional content may never stand on a real centre's site."""

    code = "demo_in_production"
    sentence = _("Không nạp được dữ liệu mẫu vì đây là bản chạy thật (PORTAL_MODE=production).")


@transaction.atomic
def load_demo(*, at: datetime) -> int:
    """This will add whatever is missing of the demo centre: staff, hotlines, pages; it returns how many pages it made.

    What staff changed since is left alone. Refuses with `DemoInProduction` where the site is real.
    """
    if settings.IS_PRODUCTION:
        raise DemoInProduction
    people_actions.create_demo_accounts(at=at)
    staff = demo_children.staff()
    safeguarding_actions.load_demo_hotlines(
        demo_pages.read("hotlines.json"), proposer=staff[Role.ADMINISTRATOR], confirmer=staff[Role.PROTECTION], at=at
    )
    before = Page.objects.count()
    home = models.HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    _describe_centre(home)
    _fill_home(home)
    taxonomies = {
        "audiences": _taxonomy(models.AudienceGroup, AUDIENCES),
        "subjects": _taxonomy(models.Subject, SUBJECTS),
    }
    pages = demo_pages.read("pages.json")
    services = demo_pages.index(home, models.ServiceIndexPage, "dich-vu", pages["services_index"])
    for row in demo_pages.read("services.json"):
        demo_pages.service(services, row, taxonomies)
    demo_pages.relate_services(services, demo_pages.read("services.json"))
    prevention = demo_pages.index(home, models.PreventionIndexPage, "phong-tranh", pages["prevention_index"])
    for row in demo_pages.read("prevention.json"):
        demo_pages.prevention(prevention, row, taxonomies)
    questions = demo_pages.index(home, models.QuestionIndexPage, "hoi-dap", pages["questions_index"])
    for row in demo_pages.read("questions.json"):
        demo_pages.question(questions, row, taxonomies)
    articles = demo_pages.index(home, models.ArticleIndexPage, "tin-tuc", pages["articles_index"])
    for row in sorted(demo_pages.read("articles.json"), key=lambda row: row["date"]):
        demo_pages.article(articles, row, taxonomies)
    about = demo_pages.information(home, "gioi-thieu", pages["about"], in_menu=True)
    explainer = demo_pages.information(about, "hai-trung-tam-khac-nhau", pages["two_centres"])
    demo_pages.information(about, "lien-he", pages["contact"])
    demo_pages.information(home, "cha-me-thay-co", pages["parents"], is_for_children=False)
    demo_pages.information(home, "rieng-tu", _privacy(), is_for_children=True)
    if home.explainer_page_id is None:
        home.explainer_page = explainer.page_ptr
        demo_pages.publish(home)
    demo_english.add_pages(home, taxonomies)
    return Page.objects.count() - before


def _describe_centre(home: models.HomePage) -> None:
    site = Site.objects.get(root_page=home)
    centre, _is_new = models.CentreSettings.objects.get_or_create(
        site=site,
        defaults={
            "province": "tỉnh Sông Ngàn",
            "address": "phường Bến Ngàn, tỉnh Sông Ngàn (địa chỉ mẫu)",
            "hours": "Thứ Hai – thứ Sáu, 7:30–11:30 và 13:30–17:00",
            "is_sample": True,
        },
    )
    if centre.is_sample and not centre.name_en:
        for name, words in demo_english.CENTRE.items():
            setattr(centre, name, words)
        centre.save()


def _fill_home(home: models.HomePage) -> None:
    if home.doors:
        return
    words = demo_pages.read("pages.json")["home"]
    home.title, home.headline, home.summary = words["title"], words["headline"], words["lead"]
    home.doors = [("door", door) for door in words["doors"]]
    home.explainer_title, home.explainer_text = words["two_centres"]["title"], words["two_centres"]["text"]
    home.is_sample = True
    demo_pages.publish(home)


def _taxonomy(model: type[models.Taxonomy], names: dict[str, tuple[str, str]]) -> dict[str, models.Taxonomy]:
    rows = {}
    for position, (slug, (name, english)) in enumerate(names.items(), start=1):
        words = {"name": name, "name_en": english, "position": position}
        rows[slug], is_new = model._default_manager.get_or_create(slug=slug, defaults=words)
        if not is_new and rows[slug].name == name and not rows[slug].name_en:
            rows[slug].name_en = english  # a demo from before the site spoke English
            rows[slug].save()
    return rows


def _privacy() -> dict[str, Any]:
    words = demo_pages.read("privacy.json")
    body: list[dict[str, Any]] = []
    for section in words["sections"]:
        body.append({"type": "heading", "value": section["heading"]})
        body += [{"type": "paragraph", "value": text} for text in section["paragraphs"]]
    return {"title": "Thông tin về em được giữ thế nào?", "summary": words["summary"], "body": body}

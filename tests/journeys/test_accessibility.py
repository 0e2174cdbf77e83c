"""axe finds nothing on any kind of page, on a phone and on a desk, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.journey

PAGES = [
    "/", "/can-giup-ngay/", "/dich-vu/", "/dich-vu/tu-van-truc-tiep/", "/phong-tranh/", "/phong-tranh/duoi-nuoc/",
    "/tin-tuc/", "/tin-tuc/286-luot-tu-van-noi-dieu-gi/", "/hoi-dap/", "/hoi-dap/goi-111-co-mat-tien-khong/", "/gioi-thieu/",
    "/gioi-thieu/hai-trung-tam-khac-nhau/", "/gioi-thieu/lien-he/", "/rieng-tu/", "/cha-me-thay-co/",
    "/ma-phieu/", "/phan-anh/", "/thong-tin-cua-em/",
    "/tim-kiem/?q=duoi+nuoc", "/tim-kiem/?q=zzzz", "/khong-co/", "/khong-co-mang/", "/tai-khoan/login/",
    "/en/", "/en/services/talk-at-the-centre/", "/en/can-giup-ngay/", "/en/tim-kiem/?q=school", "/en/no-such-page/",
]  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_finds_nothing_to_mend(site, open_browser, width, scheme):
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(site.url + path)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in violations]

    assert found == {}

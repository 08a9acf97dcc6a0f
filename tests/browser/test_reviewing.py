"""The sample case from unreviewed to signed off, by keyboard; two people at once; the article; without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def count(page: Page, address: str) -> int:
    page.goto(address)
    found = re.match(r"[\d,]+", page.locator("h1").inner_text())
    assert found
    return int(found[0].replace(",", ""))


def test_from_unreviewed_to_signed_off_by_keyboard(browser: Browser, mira: Served, omar: Served) -> None:
    """One accepts and signs off, another signs off; nobody touches the mouse."""
    page = browser.new_page()
    total = count(page, f"{mira.url}/incidents")
    for begin, key in ((mira.url, "a"), (mira.url, "s"), (omar.url, "s")):
        queue = "accept" if key == "a" else "sign-off"
        page.goto(f"{begin}/review/next?queue={queue}")
        for _ in range(total):
            expect(page.locator("[data-press=a]")).to_be_visible()
            with page.expect_navigation():
                page.keyboard.press(key)
        if key == "a":
            expect(page.get_by_text("Nothing waits here")).to_be_visible()
    assert count(page, f"{mira.url}/incidents?review=signed_off") == total
    page.goto(f"{mira.url}/review?queue=sign-off")
    expect(page.get_by_text("Nothing waits here")).to_be_visible()
    page.close()


def test_two_people_see_each_other(browser: Browser, mira: Served, omar: Served) -> None:
    hers, his = browser.new_page(), browser.new_page()
    hers.goto(f"{mira.url}/review/next")
    his.goto(f"{omar.url}{hers.url.removeprefix(mira.url)}")
    hers.locator("textarea[name=why]").fill("I rang the ministry")
    his.get_by_role("button", name="Sign off").click()
    expect(hers.locator("[data-changed]")).to_contain_text("Somebody has changed this", timeout=15_000)
    expect(hers.locator("textarea[name=why]")).to_have_value("I rang the ministry")
    hers.get_by_role("button", name="Accept").click()
    expect(hers.locator("h1")).to_have_text("Somebody was faster")
    expect(hers.locator("main")).to_contain_text("I rang the ministry")
    hers.get_by_role("button", name="Keep mine as well").click()
    expect(hers.locator("ol.history")).to_contain_text("I rang the ministry")
    expect(hers.locator("ol.history")).to_contain_text("omar")
    hers.close()
    his.close()


def test_a_correction_and_back(page: Page, mira: Served) -> None:
    page.goto(f"{mira.url}/review/next")
    address = page.url
    place = page.locator("#attribute-place")
    place.get_by_role("link", name="correct").first.click()
    page.get_by_role("textbox", name="Name").fill("Tadmur")
    page.locator("select[name=precision]").select_option("town")
    page.get_by_label("Latitude").fill("34.56")
    page.get_by_label("Longitude").fill("38.27")
    page.get_by_label("Why").fill("its Arabic name")
    page.get_by_role("button", name="Keep the correction").click()
    expect(place).to_contain_text("Tadmur")
    expect(place).to_contain_text("corrected by mira")
    page.get_by_role("button", name="take back").click()
    page.goto(address)
    expect(place).not_to_contain_text("Tadmur")


def test_keys_walk_down_the_list(page: Page, reading: Served) -> None:
    page.goto(f"{reading.url}/incidents")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row].current")).to_have_count(1)
    second = page.locator("a.row-link").nth(1).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(second)
    page.keyboard.press("u")
    expect(page.locator("h1")).to_contain_text("incidents")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_every_key_of_review(page: Page, mira: Served) -> None:
    """A reason, a merge, the search, the next one, and splitting off: no hand leaves the keyboard."""
    page.goto(f"{mira.url}/review/next")
    for key, focused in (("c", "textarea[name=why]"), ("m", "input[name=subject]:not([type])"), ("/", "[name=q]")):
        page.keyboard.press(key)
        expect(page.locator(focused)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(focused)).not_to_be_focused()
    address, members = page.url, page.locator("ol.members > li")
    count = members.count()
    page.keyboard.press("n")
    expect(page).not_to_have_url(address)
    page.goto(address)
    page.get_by_label("Choose this mention").last.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # away from the box: a letter in a field is a letter
    page.keyboard.press("x")
    expect(page.locator("ol.history")).to_contain_text("different incident")
    expect(members).not_to_have_count(count)


def test_a_drawing_takes_the_place_of_the_map_without_webgl(page: Page, reading: Served) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{reading.url}/incidents?view=map")
    expect(page.locator("[data-map]")).to_have_attribute("data-ready", "drawing")
    expect(page.locator("svg.map")).to_be_visible()
    page.locator("svg.map a .spot").first.click()
    expect(page).to_have_url(re.compile("place="))
    expect(page.locator("a.row-link").first).to_be_visible()


def test_names_from_right_to_left_stand_so(page: Page, mira: Served) -> None:
    page.goto(f"{mira.url}/review/next")
    page.locator("#attribute-actors").get_by_role("link", name="correct").first.click()
    page.get_by_role("textbox", name="Name").fill("وزير الخارجية")
    page.get_by_role("button", name="Keep the correction").click()
    line = page.locator(".claim-value", has_text="وزير الخارجية").first
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_a_click_on_either_side_shows_the_other(page: Page, reading: Served) -> None:
    page.goto(f"{reading.url}/search?q=Palmyra")
    page.locator("a.row-link").first.click()
    fact = page.locator(".fact").first
    fact.locator("a.to-words").click()
    name = fact.get_attribute("id")
    marks = page.locator(f"[data-text] a[data-ids~='{name}']")
    expect(marks.first).to_have_class(re.compile(r"\blit\b"))
    page.locator("[data-text] a.mark.k-event").first.click()
    expect(page.locator(".mention.lit")).to_have_count(1)
    expect(fact).not_to_have_class(re.compile(r"\blit\b"))


def test_the_theme_stays(page: Page, reading: Served) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{reading.url}/incidents")
    page.get_by_role("button", name="Dark or light").click()
    page.goto(f"{reading.url}/articles")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_reading_and_judging_without_javascript(browser: Browser, mira: Served) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=mira.url)
    page = context.new_page()
    page.goto("/incidents")
    page.locator("select[name=type]").select_option("ASSAULT")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("h1")).to_contain_text("incident")
    assert "type=ASSAULT" in page.url
    page.goto("/incidents?view=map")
    expect(page.locator("svg.map")).to_be_visible()
    expect(page.locator("svg.map a").first).to_be_visible()
    page.goto("/incidents?view=network")
    expect(page.locator("svg.network")).to_be_visible()
    page.goto("/review/next")
    first = page.url
    page.get_by_role("link", name="in the text").first.click()
    expect(page.locator("[data-text] a.mark").first).to_be_visible()
    page.goto(first)
    page.get_by_role("button", name="Accept").click()
    assert page.url != first
    context.close()


def test_the_map_with_webgl(playwright: object, browser_type_launch_args: dict[str, object], reading: Served) -> None:
    """Chromium draws WebGL without a graphics card too, where it is asked to."""
    flags = [flag for flag in browser_type_launch_args["args"] if flag != "--disable-gpu"]
    arguments = {**browser_type_launch_args, "args": [*flags, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]}
    browser = playwright.chromium.launch(**arguments)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "GPU stall" not in said.text else None)
    page.goto(f"{reading.url}/incidents?view=map")
    expect(page.locator("[data-map]")).to_have_attribute("data-ready", "webgl", timeout=30_000)
    expect(page.locator("[data-map] canvas")).to_be_visible()
    page.wait_for_timeout(1500)  # the numbers of clusters are drawn after the map
    assert not complaints
    browser.close()

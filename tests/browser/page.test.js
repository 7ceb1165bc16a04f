// The page in a browser: what a reader sees, types and presses.
//
// `tests/page.rs` builds the pages with the real program and says where they are:
//   ICANN_TERMS_PAGES  a folder with whole.html (the glossary in four languages),
//                      first.html (its essential terms) and hostile.html (text that is markup)
//   CHROMIUM           the browser, /usr/bin/chromium unless said

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

let browser;
let folder;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "icann-terms-page-"));
  // Each start has a profile of its own, which goes with it.
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function address(name, rest = "") {
  return pathToFileURL(path.join(process.env.ICANN_TERMS_PAGES, name)) + rest;
}

/** Opens a page, and fails where it asks for anything but itself or complains. */
async function open(name, { rest, size = DESK, ...media } = {}) {
  const page = await browser.newPage();
  const own = address(name);
  page.on("request", (request) => assert.ok(request.url().startsWith(own), request.url()));
  page.on("pageerror", (error) => assert.fail(error));
  page.on("console", (message) => assert.fail(message.text()));
  await page.setViewportSize(size);
  await page.emulateMedia(media);
  await page.goto(address(name, rest));
  return page;
}

/** Ids of the entries that are shown, from the top. */
function shown(page) {
  return page.$$eval("article", (entries) => entries.filter((entry) => entry.checkVisibility()).map((entry) => entry.id));
}

/** Lets the browser draw: what comes into the window is laid out then. */
function frames(page, count) {
  return page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame++) { await new Promise(requestAnimationFrame); }
  }, count);
}

/** The part of an element that the window shows, from 0 to 1. */
async function inWindow(page, selector) {
  await frames(page, 4);
  return page.$eval(selector, (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / (bottom - top);
  });
}

function focused(page) {
  return page.evaluate(() => {
    const { activeElement: at } = document;
    return at.id || at.value || at.getAttribute("href") || at.tagName;
  });
}

test("a mistyped query shows the nearest term first, and says that it is near", async () => {
  const page = await open("whole.html");
  for (const [query, first] of [
    ["governemental advisory comittee", "gac"],
    ["publik coment", "public-comment"],
    ["goverment", "government"],
    ["GCA", "gac"],
    ["multistakholder modle", "multistakeholder-model"],
    ["comite consultatif gouvernemental pour les affairs", null],
  ]) {
    await page.fill("#search", query);
    const ids = await shown(page);
    if (first) {
      assert.equal(ids[0], first, query);
      assert.equal(await page.textContent("#results h2"), "Nearest terms", query);
      assert.match(await page.textContent("#found"), /^\d+ near terms?$/);
    } else {
      assert.deepEqual(ids, [], query);
      assert.equal(await page.textContent("#found"), "0 terms");
    }
  }
  await page.close();
});

test("an exact query shows its term first, in any language, without accents, in the plural, with a number", async () => {
  const page = await open("whole.html");
  for (const [query, first] of [
    ["als", "als"],
    ["A.L.S.", "als"],
    ["UIT", "itu"],
    ["comentario publico", "public-comment"],
    ["organisations de soutien", "supporting-organization"],
    ["gTLDs", "gtld"],
    ["ICANN84", "icann-public-meeting"],
    ["structure at large", "als"],
  ]) {
    await page.fill("#search", query);
    assert.equal((await shown(page))[0], first, query);
    assert.equal(await page.textContent("#results h2"), "Results", query);
  }
  await page.fill("#search", "");
  const order = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).order.en);
  assert.equal((await shown(page)).length, order.flatMap((chapter) => chapter[2]).length);
  await page.close();
});

test("a topic leaves its own entries only, and search stays within it", async () => {
  const page = await open("whole.html");
  await page.selectOption("#topic", "at-large");
  const topics = await page.$$eval("article", (entries) =>
    entries.filter((entry) => entry.checkVisibility()).map((entry) => entry.dataset.topic));
  assert.deepEqual([...new Set(topics)], ["at-large"]);
  assert.equal(await page.textContent("#found"), `${topics.length} terms`);
  // So do the letters, each where it was.
  const letters = () => page.$$eval(".letters a", (links) => links.filter((link) => link.checkVisibility({ visibilityProperty: true })).length);
  assert.equal(await letters(), await page.$$eval(".chapter", (all) => all.filter((chapter) => !chapter.hidden).length));
  await page.fill("#search", "GAC");
  assert.ok(!(await shown(page)).includes("gac"));
  await page.close();
});

test("the language switch changes entries, their order and every word around them", async () => {
  const page = await open("whole.html", { rest: "#als" });
  const before = await page.$eval("#als", (entry) => entry.getBoundingClientRect().top);
  await page.check("input[value=es]");
  assert.equal(await page.getAttribute("html", "lang"), "es");
  assert.equal(await page.title(), "El vocabulario de la ICANN, explicado");
  assert.equal(await page.textContent("h1"), "El vocabulario de la ICANN, explicado");
  assert.equal(await page.textContent("label[for=search]"), "Buscar");
  assert.equal(await page.textContent("label[for=topic]"), "Tema");
  assert.equal(await page.textContent("#topic option"), "Todos los temas");
  assert.equal(await page.textContent("#topic option[value=privacy]"), "Datos personales y privacidad");
  assert.equal(await page.getAttribute(".letters", "aria-label"), "Letras");
  assert.match(await page.textContent("#found"), /^\d+ términos$/);
  assert.match(await page.textContent(".notice"), /glosario/);
  const said = await page.$eval("#als", (entry) => entry.innerText);
  assert.match(said, /^ALS estructura At-Large\n/);
  assert.match(said, /Véase también: RALO/);
  assert.match(said, /Fuentes: atlarge/);
  // The entry that was read stays where it was.
  await frames(page, 6);
  const after = await page.$eval("#als", (entry) => entry.getBoundingClientRect().top);
  assert.ok(Math.abs(after - before) < 3, `${before} → ${after}`);
  // In the order of the language: each heading stands over words that begin with it.
  const heads = await page.$$eval(".chapter", (chapters) =>
    chapters.map((chapter) => [
      chapter.querySelector("h2").textContent,
      ...Array.from(chapter.querySelectorAll("article"), (entry) => entry.querySelector("div[lang=es] h3").textContent),
    ]));
  for (const [letter, ...words] of heads.filter(([letter]) => letter !== "#")) {
    for (const word of words) {
      assert.equal(word.normalize("NFD").replace(/[^\p{L}]/gu, "")[0].toUpperCase(), letter, word);
    }
  }
  // The address now says the language, for whoever it is handed to.
  assert.equal(new URL(page.url()).search, "?lang=es");
  await page.close();
});

test("a permanent link shows its entry, in the language that it names", async () => {
  for (const size of [PHONE, DESK]) {
    const page = await open("whole.html", { rest: "?lang=pt#zone-transfer", size });
    assert.equal(await inWindow(page, "#zone-transfer"), 1);
    assert.ok(await page.$eval("#zone-transfer", (entry) => entry.matches(":target")));
    assert.equal(await page.getAttribute("html", "lang"), "pt");
    assert.ok(await page.isChecked("input[value=pt]"));
    // Nothing stands over it.
    const isOnTop = await page.$eval("#zone-transfer h3:has(a)", () => {
      const link = Array.from(document.querySelectorAll("#zone-transfer h3 a")).find((link) => link.offsetParent);
      const { left, top } = link.getBoundingClientRect();
      return link.contains(document.elementFromPoint(left + 5, top + 5));
    });
    assert.ok(isOnTop);
    await page.close();
  }
});

test("a link to nowhere, and a language that there is not, do no harm", async () => {
  const page = await open("whole.html", { rest: "?lang=de&x=%3Cscript%3E#%E0%A4%A" });
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.match(await page.textContent("#found"), /terms$/);
  await page.close();
});

test("“see also” leads to its entry though the search or the topic hides it", async () => {
  for (const size of [PHONE, DESK]) {
    const page = await open("whole.html", { size });
    // A related term that the first result names and the results have not.
    const follow = async (topic, query, from, to) => {
      await page.selectOption("#topic", topic);
      await page.fill("#search", query);
      const ids = await shown(page);
      assert.ok(ids.includes(from) && !ids.includes(to), ids.join(" "));
      await page.click(`#${from} .see a[href='#${to}'] >> visible=true`);
      await page.waitForFunction(() => document.getElementById("search").value === "");
      assert.equal(new URL(page.url()).hash, `#${to}`);
      assert.equal(await page.inputValue("#topic"), "");
      assert.ok((await inWindow(page, `#${to}`)) > 0.5, to);
      assert.ok(await page.$eval(`#${to}`, (entry) => entry.matches(":target")));
    };
    await follow("at-large", "structure at-large", "als", "alac");
    // The same address once more, from another search.
    await follow("", "regional at-large organization", "ralo", "alac");
    // Elsewhere, and back.
    await page.click(".letters a[href='#letter-B']");
    await page.waitForFunction(() => location.hash === "#letter-B");
    assert.equal(await inWindow(page, "#letter-B"), 1);
    await page.goBack();
    assert.ok((await inWindow(page, "#alac")) > 0.5);
    await page.close();
  }
});

test("everything can be done from the keyboard, and where one is can be seen", async () => {
  const page = await open("whole.html");
  const ring = () =>
    page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
    });
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "#entries");
  assert.equal(await inWindow(page, ".skip"), 1);
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "entries");
  await page.keyboard.press("Tab");
  const first = (await shown(page))[0];
  assert.equal(await focused(page), `#${first}`);
  assert.ok(await ring());
  await page.reload();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "search");
  assert.ok(await ring());
  // A slash, a letter: no key is taken from whoever speaks or types.
  await page.keyboard.type("/jurisdicion");
  assert.equal((await shown(page))[0], "jurisdiction");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "#jurisdiction");
  assert.ok(await ring());
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#jurisdiction");
  await page.reload();
  for (const at of ["#entries", "search", "topic", "en"]) {
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), at);
    assert.ok(at === "#entries" || (await ring()), at);
  }
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  assert.equal(await focused(page), "fr");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("ALS");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#search"), "");
  assert.match(await page.textContent("#found"), /^\d+ termes$/);
  await page.close();
});

test("nothing moves under the fingers while one types", async () => {
  for (const size of [PHONE, DESK]) {
    const page = await open("whole.html", { size });
    const box = () => page.locator("#search").boundingBox();
    const before = await box();
    for (const letter of "zonne trasnfer") {
      await page.locator("#search").press(letter);
      assert.deepEqual(await box(), before, await page.inputValue("#search"));
    }
    assert.equal((await shown(page))[0], "zone-transfer");
    // The answer is in the window, below the query.
    assert.equal(await inWindow(page, "#zone-transfer h3"), 1);
    await page.close();
  }
});

test("a search from far down the page begins at its first result", async () => {
  for (const size of [PHONE, DESK]) {
    const page = await open("whole.html", { size });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    await frames(page, 4);
    await page.fill("#search", "jurisdicon");
    assert.equal(await inWindow(page, "#results h2"), 1);
    assert.ok((await inWindow(page, "#jurisdiction")) > 0.5);
    await page.close();
  }
});

test("no width makes the page scroll sideways, and targets are large enough", async () => {
  for (const width of [320, 390, 768, 1024, 1280]) {
    const page = await open("whole.html", { size: { width, height: 800 } });
    const { over, small } = await page.evaluate(() => {
      const controls = document.querySelectorAll("input[type=search], select, .languages label, .letters a");
      return {
        over: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
        small: Array.from(controls).filter((control) => {
          const { width, height } = control.getBoundingClientRect();
          return width < 24 || height < 24;
        }).length,
      };
    });
    assert.deepEqual({ over, small }, { over: 0, small: 0 }, `${width} pixels`);
    await page.close();
  }
});

test("axe finds no fault: light and dark, all entries and filtered, phone and desk", async (context) => {
  for (const size of [PHONE, DESK]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open("first.html", { size, colorScheme, rest: "#als" });
      await page.evaluate(axe);
      // All of it, not only what has been laid out.
      await page.addStyleTag({ content: "article { content-visibility: visible !important; }" });
      for (const query of ["", "al", "governemental", "qqqqqq"]) {
        await page.fill("#search", query);
        const { violations, passes } = await page.evaluate(() =>
          window.axe.run(document, {
            resultTypes: ["violations"],
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          }));
        const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`);
        assert.deepEqual(faults, [], `${size.width} ${colorScheme} “${query}”`);
        assert.ok(passes.length > 20);
      }
      await page.close();
    }
  }
});

test("on paper: the sheet’s size, two columns, no control, and no entry is cut", async () => {
  const page = await open("first.html", { colorScheme: "dark" });
  // Marks where each entry begins and ends.
  const ids = await page.$$eval("article", (entries) => {
    const mark = (text) => Object.assign(document.createElement("small"), { textContent: text });
    entries.forEach((entry, number) => {
      entry.prepend(mark(`begins${number} `));
      entry.append(mark(` ends${number}`));
    });
    return entries.map((entry) => entry.id);
  });
  const pdf = path.join(folder, "page.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const pages = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 })
    .split("<page ").slice(1);
  const words = pages.flatMap((text, number) =>
    [...text.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g)].map(([, x, y, word]) => ({
      word, page: number, column: Number(x) < 297 ? 0 : 1, y: Number(y),
    })));
  const place = new Map(words.map((word) => [word.word, word]));
  assert.match(pages[0], /^width="59[45]\.\d+" height="841\.\d+"/);
  const columns = new Set();
  ids.forEach((id, number) => {
    const begins = place.get(`begins${number}`);
    const ends = place.get(`ends${number}`);
    assert.ok(begins && ends, id);
    assert.deepEqual([begins.page, begins.column], [ends.page, ends.column], `${id} is cut`);
    assert.ok(begins.y < ends.y, id);
    columns.add(begins.column);
  });
  assert.deepEqual([...columns], [0, 1]);
  assert.ok(place.get("begins0").page === 0, "the first page has entries");
  assert.ok(!words.some(({ word }) => word === "Search"));
  assert.ok(words.some(({ word }) => word === "CC"), "the notice is there");
  await page.close();
});

test("without a script every entry is there to read, in all its languages", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address("first.html"));
  assert.ok(await page.isHidden("#search"));
  assert.ok(await page.isHidden("#results"));
  for (const lang of ["en", "fr", "es", "pt"]) {
    assert.ok(await page.isVisible(`#als div[lang=${lang}] p:last-child`), lang);
  }
  await page.click(".letters a[href='#letter-G']");
  assert.match(page.url(), /#letter-G$/);
  await context.close();
});

test("a glossary’s text is text, wherever it stands", async () => {
  const page = await open("hostile.html");
  assert.equal(await page.$eval("body", (body) => body.querySelectorAll("script").length), 2);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.$$eval("article", (entries) => entries.length), 3);
  assert.equal(await page.$eval("#x-1 h3 a", (link) => link.textContent), "<X>&\"1\" the \"X\", <b>bold</b>");
  await page.fill("#search", "the X bold");
  assert.equal((await shown(page))[0], "x-1");
  await page.check("input[value=fr]");
  assert.equal(await page.$$eval("article", (entries) => entries.length), 3);
  await page.close();
});

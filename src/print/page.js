"use strict";
// Everything here only hides, shows and orders entries that are in the page already.
(function () {
  const root = document.documentElement;
  const main = document.getElementById("entries");
  const search = document.getElementById("search");
  const topic = document.getElementById("topic");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  const resultsHead = results.querySelector("h2");
  const letters = document.querySelector(".letters ul");
  const languages = Array.from(document.querySelectorAll("input[name=language]"));
  const data = JSON.parse(document.getElementById("data").textContent);
  const entries = Array.from(document.querySelectorAll("article"), (element) => ({ element }));
  let lang = root.lang;

  function say(key) { return data.say[lang][key]; }

  // --- Search ----------------------------------------------------------------------------------

  // As look-up folds: no case, no accents, no punctuation; full stops separate nothing.
  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[\p{M}.\u00ad\u200b-\u200f\u2060\ufeff]/gu, "")
      .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d").replace(/ß/g, "ss")
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  // The words of all forms, each with the slips to the last query that was compared with it.
  let vocabulary = null;

  function prepare() {
    if (vocabulary) { return; }
    vocabulary = new Map();
    entries.forEach((entry) => {
      entry.numbered = (entry.element.dataset.numbered || "").split("\n").map((form) => fold(form).replaceAll(" ", ""));
      entry.forms = Array.from(new Set(entry.element.dataset.forms.split("\n").map(fold)), (text) => {
        const words = text.split(" ");
        words.forEach((word) => vocabulary.set(word, null));
        return { spaced: " " + text, words, joined: words.join(""), bare: singular(words) };
      }).filter((form) => form.joined);
    });
  }

  // The definition as it is shown, folded, in the language of the moment.
  function definition(entry) {
    if (entry.lang !== lang) {
      const texts = Array.from(entry.element.querySelectorAll("div"));
      const shown = texts.find((text) => !text.dataset.for || text.dataset.for.split(" ").includes(lang));
      entry.text = " " + fold((shown || texts[0]).lastElementChild.textContent);
      entry.lang = lang;
    }
    return entry.text;
  }

  // How many slips a word of this length bears: none in the shortest, where another letter is
  // another acronym.
  function bears(length) { return length < 3 ? 0 : length < 8 ? 1 : 2; }

  // The slips between a word and another (Damerau's, no letter touched twice), or the beginning of
  // the other; more than `most` counts as Infinity.
  function slips(word, other, most, isBeginning) {
    if (other.length < word.length - most || (!isBeginning && other.length > word.length + most)) { return Infinity; }
    const width = Math.min(other.length, word.length + most);
    let before = [], above = [], row = [], least = 0;
    for (let j = 0; j <= width; j++) { above[j] = j; }
    for (let i = 1; i <= word.length; i++) {
      row = [i];
      least = i;
      for (let j = 1; j <= width; j++) {
        let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (word[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) { return Infinity; }
      before = above;
      above = row;
    }
    const all = isBeginning ? Math.min(...above.slice(1)) : above[width];
    return all > most ? Infinity : all;
  }

  function isTransposed(a, b) {
    return a.length === b.length && a !== b && Array.from(a).sort().join() === Array.from(b).sort().join();
  }

  // Words without the s of a plural, joined.
  function singular(words) { return words.map((word) => word.length > 3 ? word.replace(/s$/, "") : word).join(""); }

  // How well an entry answers a query: smaller is better, Infinity is not at all.
  function literal(entry, joined, words) {
    const bare = singular(words);
    let best = Infinity;
    for (const form of entry.forms) {
      if (form.joined === joined || form.bare === bare || form.joined + "es" === joined) { return 0; }
      let rank = Infinity;
      if (form.joined.startsWith(joined)) {
        rank = 1;
      } else if (joined.length > 1 && words.every((word) => form.spaced.includes(" " + word))) {
        rank = 2;
      } else if (joined.length > 4 && words.every((word) => form.spaced.includes(word))) {
        rank = 3;
      }
      // Of two forms as good the shorter is nearer.
      best = Math.min(best, rank + Math.min(form.joined.length - joined.length, 99) / 100);
    }
    if (best === Infinity && joined.length > 2 && words.every((word) => definition(entry).includes(" " + word))) { best = 4; }
    return best;
  }

  function near(words) {
    const last = words.length - 1;
    const alike = words.map((word, place) => {
      const most = bears(word.length);
      const alike = new Map([[word, 0]]);
      alike.isLittle = word.length < 4 && words.length > 1;
      for (const other of vocabulary.keys()) {
        let count = slips(word, other, most, false);
        // Of three letters the same ones in another order are the likeliest.
        if (word.length === 3 && count === 1 && !isTransposed(word, other)) { count = 1.5; }
        // The last word may not be typed to its end.
        if (place === last && word.length > 4 && count > 0) {
          count = Math.min(count, slips(word, other, most, true) + .5);
        }
        if (count < Infinity) { alike.set(other, count); }
      }
      return alike;
    });
    return (entry) => {
      let best = Infinity;
      for (const form of entry.forms) {
        let sum = 0, matched = 0;
        for (const of of alike) {
          let least = Infinity, length = 0;
          for (const word of form.words) {
            const count = of.get(word);
            if (count < least) { least = count; length = word.length; }
          }
          // A little word among others may be anything, as long as the others are there.
          if (least === Infinity && of.isLittle) { least = 1.5; }
          sum += least;
          matched += length;
        }
        if (!matched) { continue; }
        // Among those as many slips away: the one of which most was typed.
        best = Math.min(best, 10 + sum + Math.min(form.joined.length - matched, 49) / 50);
      }
      return best;
    };
  }

  function byRank(a, b) { return a.rank - b.rank || a.entry.place - b.entry.place; }

  function ranked(query) {
    prepare();
    const words = query.split(" ");
    const joined = words.join("");
    const asked = entries.filter((entry) => !topic.value || entry.element.dataset.topic === topic.value);
    const rank = (test) => asked.map((entry) => ({ entry, rank: test(entry) })).filter((hit) => hit.rank < Infinity);
    // A number behind a form that takes one: ICANN84.
    const unnumbered = joined.replace(/\d+$/, "");
    const isNumbered = (entry) => unnumbered !== joined && entry.numbered.includes(unnumbered);
    let hits = rank((entry) => isNumbered(entry) ? 0 : literal(entry, joined, words));
    const isNear = !hits.length;
    if (!hits.some((hit) => hit.rank < 3)) {
      const known = new Set(hits.map((hit) => hit.entry));
      const guesses = rank(near(words)).filter((hit) => !known.has(hit.entry));
      // Guesses are few, so that they can be looked over.
      hits = hits.concat(guesses.sort(byRank).slice(0, 12));
    }
    hits.sort(byRank);
    return { hits: hits.map((hit) => hit.entry.element), isNear };
  }

  // --- What is shown ---------------------------------------------------------------------------

  function tell(count, one, many) {
    const text = say(count === 0 ? "no-terms" : count === 1 ? one : many).replace("{n}", count);
    if (found.textContent !== text) { found.textContent = text; }
  }

  function show() {
    const query = fold(search.value);
    const wasSearching = root.classList.contains("searching");
    root.classList.toggle("searching", query !== "");
    results.hidden = !query;
    if (query) {
      const { hits, isNear } = ranked(query);
      hits.forEach((element) => { element.hidden = false; });
      const nothing = document.createElement("p");
      nothing.textContent = say("nothing");
      resultsHead.textContent = say(isNear && hits.length ? "nearest" : "results");
      results.replaceChildren(resultsHead, ...(hits.length ? hits : [nothing]));
      tell(hits.length, isNear ? "near-term" : "term", isNear ? "near-terms" : "terms");
      // Results begin at the top, wherever in the page one was.
      if (results.getBoundingClientRect().top < parseFloat(getComputedStyle(root).scrollPaddingTop)) { results.scrollIntoView(); }
      return;
    }
    if (wasSearching) { arrange(); }
    let count = 0;
    document.querySelectorAll(".chapter").forEach((chapter) => {
      let isEmpty = true;
      for (const element of chapter.getElementsByTagName("article")) {
        element.hidden = topic.value !== "" && element.dataset.topic !== topic.value;
        if (!element.hidden) { count += 1; isEmpty = false; }
      }
      chapter.hidden = isEmpty;
      // A letter without an entry of the topic leads nowhere.
      const link = letters.querySelector("a[href='#" + chapter.querySelector("h2").id + "']");
      if (link) { link.classList.toggle("empty", isEmpty); }
    });
    tell(count, "term", "terms");
  }

  // Puts the entries under their letters, in the order of the language.
  function arrange() {
    document.querySelectorAll(".chapter").forEach((chapter) => chapter.remove());
    let place = 0;
    const chapters = data.order[lang].map(([letter, anchor, places]) => {
      const chapter = document.createElement("section");
      const head = document.createElement("h2");
      chapter.className = "chapter";
      head.id = "letter-" + anchor;
      head.textContent = letter;
      chapter.append(head, ...places.map((number) => {
        entries[number].place = place++;
        return entries[number].element;
      }));
      return chapter;
    });
    main.append(...chapters);
  }

  function speak(chosen) {
    lang = chosen;
    root.lang = lang;
    document.title = say("title");
    document.querySelectorAll("[data-say]").forEach((element) => { element.textContent = say(element.dataset.say); });
    document.querySelectorAll("[data-say-label]").forEach((element) => {
      element.setAttribute("aria-label", say(element.dataset.sayLabel));
    });
    for (const option of topic.options) {
      if (option.value) { option.textContent = data.topics[lang][option.value]; }
    }
    letters.replaceChildren(...data.order[lang].map(([letter, anchor]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "#letter-" + anchor;
      link.textContent = letter;
      item.append(link);
      return item;
    }));
    languages.forEach((choice) => { choice.checked = choice.value === lang; });
    results.replaceChildren(resultsHead);
    arrange();
    show();
  }

  // The entry that is read: the target of the address if it can be seen, or else the topmost.
  function inView() {
    const isSeen = (element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 100 && top < innerHeight;
    };
    const target = main.querySelector("article:target");
    if (target && isSeen(target)) { return target; }
    return entries.map((entry) => entry.element).filter(isSeen)
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)[0];
  }

  // Keeps an entry at its height in the window, also while those above it are laid out, which may
  // turn out higher or lower than was reckoned.
  function keep(entry, top, frames) {
    scrollBy(0, entry.getBoundingClientRect().top - top);
    if (frames) { requestAnimationFrame(() => keep(entry, top, frames - 1)); }
  }

  // The other language of the entry that one reads, not of another that happens to come there.
  function translate(chosen) {
    const kept = scrollY > 200 && !search.value ? inView() : null;
    const top = kept ? kept.getBoundingClientRect().top : 0;
    speak(chosen);
    if (kept) { keep(kept, top, 3); }
    // An address to hand on says the language. Where the browser does not let a page say so, it
    // works all the same.
    try { history.replaceState(null, "", "?lang=" + lang + location.hash); } catch { /* as before */ }
  }

  // --- Addresses and keys ----------------------------------------------------------------------

  // What the address points at.
  function addressed() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* Not encoded: as it stands. */ }
    return id && document.getElementById(id);
  }

  // The headword of an entry, in the language that is shown.
  function headword(entry) {
    return Array.from(entry.querySelectorAll("h3 a")).find((link) => link.offsetParent);
  }

  // A link to what the search or the topic hides shows everything again.
  function reveal() {
    const target = addressed();
    if (location.hash.length < 2 || target === main) { return; }
    if (target && !target.closest("[hidden]") && !target.closest(".searching .chapter")) { return; }
    search.value = "";
    topic.value = "";
    show();
    const shown = addressed();
    if (!shown) { return; }
    // As if the address had just been opened: the entry is the target, and reading goes on there.
    location.replace(location.href);
    shown.scrollIntoView();
    const link = headword(shown);
    if (link) { link.focus({ preventScroll: true }); }
  }

  search.addEventListener("input", show);
  search.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector("article");
    if (first) { headword(first).focus(); }
  });
  topic.addEventListener("change", show);
  languages.forEach((choice) => choice.addEventListener("change", () => translate(choice.value)));
  window.addEventListener("hashchange", reveal);
  // A link to the address one is at already changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) { reveal(); }
  });

  // What the first search would wait for.
  if (window.requestIdleCallback) { requestIdleCallback(() => { prepare(); entries.forEach(definition); }); }

  const wanted = new URLSearchParams(location.search).get("lang");
  if (data.say[wanted] && wanted !== lang) {
    speak(wanted);
    const target = addressed();
    if (target) { target.scrollIntoView(); }
  } else {
    data.order[lang].flatMap(([, , places]) => places).forEach((number, place) => { entries[number].place = place; });
    show();
  }
})();

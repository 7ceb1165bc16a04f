"use strict";
// Everything here only hides and shows entries that are in the page already.
(function () {
  var root = document.documentElement;
  var form = document.querySelector(".controls");
  var search = document.getElementById("search");
  var topic = document.getElementById("topic");
  var lang = document.getElementById("lang");
  var found = document.getElementById("found");
  root.classList.add("script");
  form.hidden = false;

  // As look-up folds: no case, no accents, no punctuation.
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f.]/g, "").toLowerCase()
      .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  // Whether two words are one slip apart (two for long ones); a transposition is one.
  function near(a, b) {
    var most = a.length < 4 ? 0 : a.length < 8 ? 1 : 2;
    if (Math.abs(a.length - b.length) > most) { return false; }
    var before = [], above = [], row = [], i, j;
    for (j = 0; j <= b.length; j++) { above[j] = j; }
    for (i = 1; i <= a.length; i++) {
      row = [i];
      for (j = 1; j <= b.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = above;
      above = row;
    }
    return above[b.length] <= most;
  }

  var entries = Array.prototype.map.call(document.querySelectorAll("article"), function (element) {
    var forms = element.dataset.forms.split("\n").map(fold);
    return {
      element: element,
      forms: forms,
      words: forms.join(" ").split(" "),
      text: fold(element.textContent)
    };
  });

  function matching(query) {
    if (!query) { return entries; }
    var words = query.split(" ");
    function all(test) {
      return entries.filter(function (entry) { return words.every(function (word) { return test(entry, word); }); });
    }
    var hits = all(function (entry, word) {
      return entry.forms.some(function (form) { return form.indexOf(word) >= 0; });
    });
    if (!hits.length) { hits = all(function (entry, word) { return entry.text.indexOf(word) >= 0; }); }
    if (!hits.length) {
      hits = all(function (entry, word) { return entry.words.some(function (other) { return near(word, other); }); });
    }
    return hits;
  }

  function show() {
    var hits = matching(fold(search.value)).filter(function (entry) {
      return !topic.value || entry.element.dataset.topic === topic.value;
    });
    entries.forEach(function (entry) { entry.element.hidden = hits.indexOf(entry) < 0; });
    document.querySelectorAll("section").forEach(function (section) {
      section.hidden = !section.querySelector("article:not([hidden])");
    });
    found.textContent = (hits.length === 1 ? found.dataset.one : found.dataset.many).replace("{n}", hits.length);
  }

  function speak() {
    if (!lang) { return; }
    root.lang = lang.value;
    document.querySelectorAll("article").forEach(function (article) {
      var texts = article.querySelectorAll(".in");
      var chosen = article.querySelector(".in[lang=\"" + lang.value + "\"]") || texts[0];
      texts.forEach(function (text) { text.hidden = text !== chosen; });
    });
  }

  // A link to an entry that the search hides shows everything again.
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      search.value = "";
      topic.value = "";
      show();
      target.scrollIntoView();
    }
  }

  search.addEventListener("input", show);
  topic.addEventListener("change", show);
  if (lang) { lang.addEventListener("change", speak); }
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", reveal);
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement.tagName !== "INPUT") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      show();
    }
  });
  speak();
  show();
})();

// Improves the form; everything works without it. The rating clicked in the e-mail is behind the # of the address, and drafts
// stay in this browser: no server sees either (rule A11).
(() => {
  "use strict";
  const day = 864e5, prefix = "survey-draft-", first = form();
  const key = prefix + document.querySelector("[data-draft]")?.dataset.draft, ended = ["stored", "answered", "closed", "unknown"];
  const shownFor = 1000, untouched = "untouched";
  let unsent = false, sending = false, waiting = false, tries = 0, timer = 0, shownAt = Infinity, isTouched = false;

  function form() { return document.querySelector("form.respond-form"); }
  const byId = id => document.getElementById(id);
  const kept = work => { try { return work(localStorage); } catch { return undefined; } };
  const receipt = () => form().elements.receipt;
  const ofPage = () => [...form().querySelectorAll("input[type=hidden]")].map(field => field.name);
  const input = () => [...new FormData(form())].filter(([name, value]) => !ofPage().includes(name) && value.trim());
  const fields = () => [...form().querySelectorAll("input:not([type=hidden]), textarea")];
  const sections = () => [...form().querySelectorAll(".respond-service")];
  const isFilled = section => [...section.querySelectorAll("input, textarea")].some(field => field.checked || field.type === "textarea" && field.value);

  function show(id, isShown) { const note = byId(id); if (note) note.hidden = !isShown; }

  function tell(text) { byId("sending").textContent = text; }

  // Link scanners run scripts and send forms. A person clicks, taps or types after the page was shown. Until then every form
  // has a field that makes the server store nothing (rule B1). Without scripts there is no such field.
  function mark() {
    for (const one of isTouched ? [] : document.querySelectorAll("main form")) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: untouched, value: "1" });
      one.append(field);
    }
  }

  function touch(event) {
    if (isTouched || !event.isTrusted || performance.now() - shownAt < shownFor) return;
    isTouched = true;
    for (const field of document.querySelectorAll(`main input[name=${untouched}]`)) field.remove();
  }

  function see() { if (document.visibilityState === "visible") shownAt = Math.min(shownAt, performance.now()); }

  function forgetOld() {
    kept(storage => {
      for (const name of Object.keys(storage).filter(one => one.startsWith(prefix))) {
        let at = 0;
        try { at = JSON.parse(storage[name]).at; } catch { /* not ours, or cut off */ }
        if (!(Date.now() - at < day)) storage.removeItem(name);
      }
    });
  }

  function forget() { kept(storage => storage.removeItem(key)); }

  function keep() {
    const given = input();
    const isKept = kept(storage => {
      if (given.length) storage.setItem(key, JSON.stringify({ at: Date.now(), given, receipt: receipt().value }));
      else storage.removeItem(key);
      return given.length > 0;
    });
    show("kept", isKept === true);
  }

  function restore() {
    const draft = kept(storage => JSON.parse(storage.getItem(key)));
    if (!draft) return;
    for (const [name, value] of draft.given) {
      for (const field of document.getElementsByName(name)) {
        if (field.type === "textarea") { field.value = value; count(field); }
        else if (field.value === value) field.checked = true;
      }
    }
    if (draft.receipt) receipt().value = draft.receipt;
    show("restored", true);
    show("kept", true);
  }

  function clear() {
    for (const field of fields()) {
      if (field.type === "textarea") { field.value = ""; count(field); } else field.checked = false;
    }
    stop();
    unsent = false;
    forget();
    show("restored", false);
    show("kept", false);
    document.querySelector("h1").scrollIntoView();
    byId("content").focus({ preventScroll: true });
  }

  function preselect() {
    let name, value;
    try {
      // A mail program may have added a bracket or a full stop to the address.
      [, name, value] = /^#([^=]+)=([\w/]+)[^\w=]*$/.exec(decodeURIComponent(location.hash)) ?? [];
    } catch { return; }
    const chosen = name && [...document.getElementsByName(name)].find(input => input.type === "radio" && input.value === value);
    if (!chosen) return;
    chosen.checked = true;
    unfold(chosen.closest(".respond-service"));
    history.replaceState(null, "", location.pathname + location.search);
    keep();
    chosen.closest("fieldset").scrollIntoView({ block: "center" });
    chosen.focus({ preventScroll: true });
  }

  // The first service is open. The others open one after the other, or when a person opens one.
  function fold() {
    for (const section of sections().slice(1)) {
      if (isFilled(section) || section.querySelector(".field-error")) continue;
      section.classList.add("is-folded");
      section.querySelector(".respond-open").hidden = false;
    }
  }

  function unfold(section) {
    section?.classList.remove("is-folded");
    const opener = section?.querySelector(".respond-open");
    if (opener) opener.hidden = true;
  }

  function count(text) {
    const note = byId(text.id + ".length"), left = text.maxLength - text.value.length;
    note.textContent = form().dataset.length
      .replace("{0}", text.value.length.toLocaleString(document.documentElement.lang))
      .replace("{1}", text.maxLength.toLocaleString(document.documentElement.lang));
    if (left < 100) note.setAttribute("aria-live", "polite"); else note.removeAttribute("aria-live");
  }

  function stop() {
    clearTimeout(timer);
    tell("");
    waiting = false;
    tries = 0;
  }

  function later(text, seconds) {
    tell(text.replace("{0}", seconds));
    timer = setTimeout(send, seconds * 1000);
  }

  async function send() {
    if (sending || !form()) return;
    clearTimeout(timer);
    sending = true;
    keep();
    tell(form().dataset.sending);
    try {
      const answer = await fetch(form().action, {
        method: "POST", body: new URLSearchParams(new FormData(form())),
        credentials: form().dataset.credentials ?? "omit", signal: AbortSignal.timeout?.(30000),
      });
      await take(answer, new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // It may have arrived although the response was lost. Sending again is safe: the server recognises the receipt.
      waiting = true;
      if (navigator.onLine) later(form().dataset.retry, Math.min(60, 5 * 2 ** tries++)); else tell(form().dataset.offline);
    } finally {
      sending = false;
    }
  }

  function take(answer, page) {
    const notice = page.querySelector("[data-notice]")?.dataset.notice;
    if (page.querySelector("form.respond-form")) return replace(page, "#problems, #unrated");
    if (ended.includes(notice)) {
      unsent = false;
      forget();
      return replace(page, "h1");
    }
    if (notice) return tell(page.querySelector("main").innerText.trim());
    if (![429, 503].includes(answer.status)) throw new Error("not from here");
    later(form().dataset.busy, Math.max(1, Math.min(300, Number(answer.headers.get("Retry-After")) || 10)));
  }

  function replace(page, focused) {
    stop();
    document.title = page.title;
    byId("content").replaceWith(page.getElementById("content"));
    scrollTo(0, 0);
    document.querySelector(focused)?.focus();
    if (!form()) return;
    mark();
    keep();
    fold();
  }

  see();
  mark();
  document.addEventListener("visibilitychange", see);
  for (const kind of ["click", "keydown"]) addEventListener(kind, touch, true);
  document.addEventListener("submit", event => {
    if (isTouched) return;
    event.preventDefault();
    const note = byId("sending");
    if (event.target !== form()) event.target.append(note);
    tell(note.dataset.again);
  });
  forgetOld();
  if (!first) {
    if (ended.includes(document.querySelector("[data-notice]")?.dataset.notice)) forget();
    return;
  }
  document.addEventListener("submit", event => {
    if (event.target !== form() || event.defaultPrevented) return;
    event.preventDefault();
    tries = 0;
    send();
  });
  document.addEventListener("input", event => {
    if (!event.target.closest("form.respond-form")) return;
    unsent = true;
    if (!sending) stop();
    if (event.target.type === "textarea") count(event.target);
    keep();
  });
  document.addEventListener("change", event => {
    const section = event.target.closest(".respond-service");
    if (section && /(\.overall|:noContact)$/.test(event.target.name)) unfold(section.nextElementSibling?.closest(".respond-service"));
  });
  document.addEventListener("click", event => {
    if (event.target.closest("#restored button, #kept button")) clear();
    if (event.target.closest(".respond-languages a")) unsent = false;
    if (!event.target.closest(".respond-open")) return;
    const section = event.target.closest(".respond-service");
    unfold(section);
    section.querySelector(".respond-questions input").focus();
  });
  addEventListener("beforeunload", event => { if (unsent && !sending) event.preventDefault(); });
  addEventListener("online", () => { if (waiting) send(); });
  addEventListener("hashchange", preselect);
  if (first.hasAttribute("data-entered")) keep(); else restore();
  fold();
  preselect();
})();

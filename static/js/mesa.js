/* What the pages do on top of plain HTML. Every page works without it.

   data-keep="key"      on a form: what is typed survives the network, the session and a crash of the server
   data-merged          on that form: it shows what was typed beside what another person saved
   data-confirm="¿…?"   on a button: asks before it acts; data-confirm-label names the button of the answer
   data-dialog="id"     on a button: opens that <dialog>
   data-sortable        on a list whose rows hold the buttons data-move="up|down" and an input data-position
   data-places="form"   on a list of rows with data-item, and data-lane: where a row is dropped is sent by that form;
                        Alt and an arrow press the row's button data-step="up|down|in|out"
   data-closes          on a link inside data-editor: closes that form instead of leaving the page
   data-search          on the link to the search: the key / opens it, or goes to its field on that page
   data-hit             on what was found: the keys up and down go from one to the next
   data-menu            on a <details>: closes on Escape and on a click elsewhere
   data-most-bytes      on a file field: says data-too-large at once when a file weighs more
   data-forget          on a form: sending it forgets what was kept (log out) */
"use strict";

(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => {
    const found = [...root.querySelectorAll(selector)];
    return root.matches?.(selector) ? [root, ...found] : found;
  };
  const copyOf = (id) => one(`#${id}`).content.cloneNode(true);

  /* ---- Notices ---- */

  function showNotice(id) {
    const place = one("#avisos");
    place.replaceChildren(copyOf(id));
    place.dataset.trouble = id;
    bringIntoView(place);
  }

  function endTrouble() {
    const place = one("#avisos[data-trouble]");
    if (!place) return;
    place.replaceChildren();
    delete place.dataset.trouble;
  }

  function bringIntoView(place) {
    const notice = one(".notice", place);
    if (!notice) return;
    notice.tabIndex = -1;
    notice.focus();
    notice.scrollIntoView({ block: "center" });
  }

  /* ---- htmx: the CSRF token, the button pressed, and answers that went wrong ---- */

  /* htmx knows a button only some milliseconds after it brought it, and forgets one that an answer replaced while
     its request waited; the event of the form knows it always. */
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    const token = one("[name=csrfmiddlewaretoken]");
    if (token) detail.headers["X-CSRFToken"] = token.value;
    const button = detail.triggeringEvent?.submitter;
    if (button?.name) detail.parameters[button.name] = button.value;
  });
  document.addEventListener("htmx:sendError", () => showNotice("sin-red"));
  document.addEventListener("htmx:timeout", () => showNotice("sin-red"));
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "avisos") return;
    if (!one(".notice", event.detail.target)) return showNotice("sin-respuesta");
    event.detail.target.dataset.trouble = "";
    bringIntoView(event.detail.target);
  });
  addEventListener("online", () => {
    for (const form of all("form[data-keep][hx-post]")) form.dispatchEvent(new Event("change", { bubbles: true }));
  });

  /* ---- Keeping what is typed ---- */

  const PREFIX = "mesa:";
  const user = document.body.dataset.user ?? "";
  const HELD = "input:not([type=hidden], [type=password], [type=file], [type=submit]), textarea, select";

  function read(form) {
    const seen = {};
    return [...form.querySelectorAll(HELD)].filter((field) => field.name).map((field) => {
      const place = (seen[field.name] = (seen[field.name] ?? -1) + 1);
      return { name: field.name, place, value: valueOf(field) };
    });
  }

  function valueOf(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    if (field.multiple) return [...field.selectedOptions].map((option) => option.value);
    return field.value;
  }

  function fill(field, value) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const plain = (value) => JSON.stringify(value).replace(/(\\[rn]|\s)+/g, " ");
  const fieldFor = (form, { name, place }) => all(`[name="${CSS.escape(name)}"]`, form).filter((f) => f.matches(HELD))[place];

  function keep(form, sent = false) {
    try {
      sessionStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify({ user, sent, path: location.pathname, values: read(form) }));
    } catch { /* storage full or refused: the form itself still holds the text */ }
  }

  function kept(key) {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  }

  function offer(form) {
    const key = PREFIX + form.dataset.keep;
    if (form.hasAttribute("data-merged")) return keep(form);
    const entry = kept(key);
    if (!entry || entry.user !== user || one("[data-restore]", form)) return;
    const differing = entry.values.filter((item) => {
      const field = fieldFor(form, item);
      return field ? plain(valueOf(field)) !== plain(item.value) : typeof item.value === "string" && item.value.trim();
    });
    if (!differing.length) return sessionStorage.removeItem(key);
    form.prepend(copyOf("recuperar"));
    const notice = one(".notice", form);
    showLeftover(notice, differing.filter((item) => !fieldFor(form, item)));
    one("[data-restore]", notice).addEventListener("click", () => {
      for (const item of differing) {
        const field = fieldFor(form, item);
        if (field) fill(field, item.value);
      }
      if (one("[data-leftover]", notice).hidden) notice.remove();
      else one(".actions", notice).remove();
      keep(form);
    });
    one("[data-discard]", notice).addEventListener("click", () => {
      sessionStorage.removeItem(key);
      notice.remove();
    });
  }

  function showLeftover(notice, items) {
    if (!items.length) return;
    const box = one("[data-leftover]", notice);
    const text = one("textarea", box);
    box.hidden = false;
    text.value = items.map((item) => item.value).join("\n\n");
    text.id = "texto-sin-lugar";
    one("label", box).htmlFor = text.id;
  }

  function forget(test) {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX) && test(kept(key), key.slice(PREFIX.length))) sessionStorage.removeItem(key);
    }
  }

  let waiting;
  const lastTyped = new WeakMap();
  const sentAt = new WeakMap();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (!form || !event.isTrusted) return;
    lastTyped.set(form, performance.now());
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form), 300);
  });
  addEventListener("submit", (event) => {
    if (event.target.matches("[data-forget]")) forget(() => true);
    if (!event.target.matches("form[data-keep]")) return;
    clearTimeout(waiting);
    keep(event.target, true);
  });

  /* An autosave that succeeds may have left before the last keystroke: then the text stays kept.
     Once the answer has replaced the form, only the request still knows it. */
  document.addEventListener("htmx:beforeSend", (event) => sentAt.set(event.detail.xhr, performance.now()));
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, successful, requestConfig } = event.detail;
    const form = requestConfig.elt.closest("form[data-keep]");
    if (!form || !successful || requestConfig.verb === "get" || xhr.getResponseHeader("HX-Redirect")) return;
    endTrouble();
    if ((lastTyped.get(form) ?? 0) > sentAt.get(xhr)) return;
    clearTimeout(waiting);
    sessionStorage.removeItem(PREFIX + form.dataset.keep);
  });

  /* A whole page without that form answers a signed-in person, and it is no error: then it was saved.
     A login page or an error page means that it was not: the text waits until its form is opened again. */
  function settle() {
    const failed = !user || document.body.hasAttribute("data-error");
    if (user) forget((entry) => !entry || entry.user !== user);
    const here = all("form[data-keep]").map((form) => form.dataset.keep);
    if (!failed) return forget((entry, key) => entry.sent && entry.path !== location.pathname && !here.includes(key));
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))) {
      sessionStorage.setItem(key, JSON.stringify({ ...kept(key), sent: false }));
    }
  }

  /* ---- Asking first ---- */

  let confirmed = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (!button || confirmed === button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const dialog = one("#confirmacion");
    const yes = one("[value=yes]", dialog);
    one("h2", dialog).textContent = button.dataset.confirm;
    yes.textContent = button.dataset.confirmLabel || yes.dataset.default;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      confirmed = button;
      button.click();
      confirmed = null;
    }, { once: true });
    dialog.showModal();
  }, true);

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) one(`#${opener.dataset.dialog}`)?.showModal();
  });

  /* ---- Files: one that is too large is said before it travels ---- */

  document.addEventListener("change", (event) => {
    const { files, dataset } = event.target;
    if (!files || !dataset.mostBytes) return;
    const heavy = [...files].some((file) => file.size > Number(dataset.mostBytes));
    event.target.setCustomValidity(heavy ? dataset.tooLarge : "");
    if (heavy) event.target.reportValidity();
  });

  /* ---- Order ---- */

  function renumber(list) {
    [...list.children].forEach((row, index) => {
      for (const input of all("[data-position]", row)) input.value = index + 1;
    });
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-sortable] [data-move]");
    if (!button || button.hasAttribute("hx-post")) return;
    event.preventDefault();
    const row = button.closest("[data-sortable] > *");
    const other = button.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (button.dataset.move === "up") other.before(row);
    else other.after(row);
    renumber(row.parentElement);
    button.focus();
  });

  function makeSortable(list) {
    if (!window.Sortable || list.classList.contains("sortable-ready")) return;
    list.classList.add("sortable-ready");
    window.Sortable.create(list, { handle: ".sortable-handle", ghostClass: "sortable-ghost", animation: 0, onEnd: () => renumber(list) });
  }

  /* The order of these lists belongs to the server: the place is sent, the answer brings the list anew. */
  function makePlaces(list) {
    if (!window.Sortable || list.classList.contains("sortable-ready")) return;
    list.classList.add("sortable-ready");
    const form = one(`#${list.dataset.places}`);
    let origin;
    window.Sortable.create(list, {
      group: list.dataset.places,
      draggable: "[data-item]",
      handle: ".sortable-handle",
      ghostClass: "sortable-ghost",
      animation: 0,
      onStart: ({ item }) => { origin = { parent: item.parentElement, next: item.nextSibling }; },
      onEnd: ({ item, to, from, oldIndex, newIndex }) => {
        if (to === from && oldIndex === newIndex) return;
        let before = item.previousElementSibling;
        while (before && !before.dataset.item) before = before.previousElementSibling;
        const sent = { item: item.dataset.item, lane: to.dataset.lane, after: before?.dataset.item ?? "" };
        for (const [name, value] of Object.entries(sent)) one(`[name=${name}]`, form).value = value;
        const { parent, next } = origin;
        form.addEventListener("htmx:afterRequest", (event) => {
          if (!event.detail.successful) parent.insertBefore(item, next);
        }, { once: true });
        form.requestSubmit();
      },
    });
  }

  /* A drag leaves an empty style attribute, which htmx would copy and the content security policy refuse. */
  document.addEventListener("htmx:beforeSwap", () => {
    for (const row of all("[data-places] [style]")) row.removeAttribute("style");
  });

  const ARROWS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
  document.addEventListener("keydown", (event) => {
    const row = event.altKey && !event.target.matches(HELD) && event.target.closest("[data-places] > [data-item]");
    const button = row && ARROWS[event.key] && one(`[data-step="${ARROWS[event.key]}"]`, row);
    if (!button) return;
    event.preventDefault();
    button.focus();
    button.click();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-closes]");
    const editor = link?.closest("[data-editor]");
    if (!editor) return;
    event.preventDefault();
    editor.replaceChildren();
    one(`#${editor.dataset.editor}`)?.focus();
  });

  /* ---- Menus ---- */

  const close = (menu) => menu.removeAttribute("open");
  document.addEventListener("click", (event) => {
    for (const menu of all("[data-menu][open]")) if (!menu.contains(event.target)) close(menu);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("[data-menu][open]")) {
      close(menu);
      one("summary", menu).focus();
    }
  });

  /* ---- Search by keyboard ---- */

  const isWriting = (element) => element.matches("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const way = one("[role=search] [type=search]") ?? one("[data-search]");
    if (!way) return;
    event.preventDefault();
    way.focus();
    if (way.matches("a")) way.click();
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [...all("[role=search] [type=search]"), ...all("[data-hit]")];
    const place = stops.indexOf(document.activeElement);
    if (!step || place < 0 || stops.length < 2) return;
    event.preventDefault();
    stops[Math.min(Math.max(place + step, 0), stops.length - 1)].focus();
  });

  /* ---- Start, and again for what htmx brings ---- */

  function start(root) {
    all("form[data-keep]", root).forEach(offer);
    all("[data-sortable]", root).forEach(makeSortable);
    all("[data-places]", root).forEach(makePlaces);
  }

  addEventListener("DOMContentLoaded", () => {
    settle();
    start(document);
    document.addEventListener("htmx:load", (event) => {
      const { elt } = event.detail;
      if (elt === document.body) return;
      start(elt);
      if (elt.matches("form") && one(".notice[role=alert]", elt)) bringIntoView(elt);
    });
  });
})();

// What every page does with JavaScript on top of what it does without: theme, keyboard, both sides of an article.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// -- theme ---------------------------------------------------------------------------------------------------

const themeSwitch = one("[data-theme-switch]");
themeSwitch.hidden = false;
themeSwitch.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
});

// -- keyboard ------------------------------------------------------------------------------------------------

const keysDialog = one("#keys");
const keysButton = one("[data-keys-help]");
keysButton.hidden = false;
keysButton.addEventListener("click", () => keysDialog.showModal());

const rows = () => all("[data-row]");

function step(by) {
  const known = rows();
  if (!known.length) return;
  const at = known.findIndex((row) => row.classList.contains("current"));
  const next = known[Math.max(0, Math.min(known.length - 1, at + by))];
  known[at]?.classList.remove("current");
  next.classList.add("current");
  one("a", next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  u: () => one("[data-up]")?.click(),
  "?": () => keysDialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keysDialog.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const button = one(`[data-press="${CSS.escape(event.key)}"]`);
  const field = one(`[data-key="${CSS.escape(event.key)}"]`);
  const act = button ? () => button.click() : field ? () => field.focus() : KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

// -- filters: closed on a small screen until asked for -----------------------------------------------------------

const filters = one("[data-filters]");
if (filters && matchMedia("(max-width: 62rem)").matches) filters.open = false;

// -- an article: a click on either side shows the other ---------------------------------------------------------

const text = one("[data-text]");
const claims = one("[data-claims]");

function light(ids) {
  all(".lit").forEach((element) => element.classList.remove("lit"));
  for (const id of ids) {
    document.getElementById(id)?.classList.add("lit");
    all(`[data-ids~="${CSS.escape(id)}"]`, text).forEach((mark) => mark.classList.add("lit"));
  }
}

if (text && claims) {
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    if (!mark) return;
    event.preventDefault();
    const ids = mark.dataset.ids.split(" ");
    light(ids);
    document.getElementById(ids[0])?.scrollIntoView({ block: "nearest" });
  });
  claims.addEventListener("click", (event) => {
    const link = event.target.closest("a.to-words");
    if (!link) return;
    event.preventDefault();
    const id = link.hash.slice("#w-".length);
    light([id]);
    document.getElementById(`w-${id}`)?.scrollIntoView({ block: "center" });
  });
  const begin = location.hash.slice(1).replace(/^w-/, "");
  if (begin) light([begin]);
}

// -- others: say so when what is shown has changed meanwhile ------------------------------------------------------

const watched = one("[data-watch]");
const changed = one("[data-changed]");
const SECONDS = 5;

async function look() {
  if (document.hidden) return;
  let said = "";
  try {
    const answer = await fetch(watched.dataset.watch, { headers: { Accept: "application/json" } });
    if (answer.status === 404) said = "This is no more: it was merged with another or taken apart. ";
    else if (answer.ok && String((await answer.json())[watched.dataset.field]) !== watched.dataset.known) {
      said = "Somebody has changed this since you opened it. What you have typed stays here. ";
    }
  } catch {
    said = "The workbench does not answer. What you have typed stays here. ";
  }
  changed.hidden = !said;
  changed.textContent = said;
  if (said) {
    const reload = document.createElement("a");
    reload.href = location.href;
    reload.textContent = "Load it anew";
    changed.append(reload);
  }
}

if (watched) setInterval(look, SECONDS * 1000);

// -- adding: progress, and files that are dropped ------------------------------------------------------------------

const progress = one("[data-progress]");
const RUNNING = ["waiting", "running"];

async function follow() {
  try {
    const answer = await fetch(progress.dataset.progress);
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    one("[data-read]").textContent = told.read.toLocaleString("en");
    if (!RUNNING.includes(told.state)) location.reload();
  } catch {
    changed.textContent = "The workbench does not answer. What it has read is kept.";
    changed.hidden = false;
  }
}

if (progress) setInterval(follow, 700);

const drop = one("[data-drop]");
if (drop) {
  const field = one("input[type=file]", drop);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
    });
  }
  drop.addEventListener("drop", (event) => { field.files = event.dataTransfer.files; });
}

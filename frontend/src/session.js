// The projected session: a keyboard to move on, and notes kept as they are typed. The form does the same by itself.
const form = document.querySelector("form[data-session]");
const notes = form.querySelector("textarea");
const version = form.querySelector("[name=read_version]");
const state = form.querySelector("[data-state]");
const shortcuts = form.querySelector("[data-shortcuts]");
const help = form.querySelector("details");
const PAUSE = 900; // after the last letter
const RETRY = 4000;
let timer;
let kept = contents();
let saving = null;

function contents() {
  return JSON.stringify([notes.value, form.elements.outcome.value]);
}

async function save() {
  clearTimeout(timer);
  const now = contents();
  if (now === kept) return;
  let answer;
  try {
    answer = await fetch(location.href, { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form) });
  } catch {
    answer = { ok: false, status: 0 };
  }
  if (answer.ok) {
    version.value = (await answer.json()).version;
    kept = now;
    state.textContent = form.dataset.saved;
    if (contents() !== kept) later();
  } else if (answer.status === 409) {
    go("stay"); // somebody else wrote: the page comes back with both texts
  } else {
    state.textContent = form.dataset.unsaved;
    later(RETRY);
  }
}

function later(wait = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(() => { saving = save().finally(() => { saving = null; }); }, wait);
}

function go(where) {
  const button = document.createElement("button");
  Object.assign(button, { name: "go", value: where, hidden: true });
  form.append(button);
  form.requestSubmit(button);
}

form.addEventListener("input", (event) => {
  if (event.target === shortcuts) return;
  state.textContent = "";
  later(event.target === notes ? PAUSE : 0);
});

// What is being kept in the background finishes first: the page would otherwise meet its own writing.
let leaving = false;
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (saving && !leaving) {
    event.preventDefault();
    const submitter = event.submitter;
    leaving = true;
    saving.then(() => form.requestSubmit(submitter));
    return;
  }
  leaving = true;
});
addEventListener("beforeunload", (event) => {
  if (!leaving && contents() !== kept) event.preventDefault();
});

// The stops below are links: what was typed is kept before leaving by one of them.
document.querySelector(".assess-stops").addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link || contents() === kept) return;
  event.preventDefault();
  await save();
  if (contents() === kept) location.assign(link.href);
});

const REMEMBERED = "maillage:session-shortcuts";
shortcuts.checked = localStorage.getItem(REMEMBERED) !== "off";
shortcuts.addEventListener("change", () => localStorage.setItem(REMEMBERED, shortcuts.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target === notes) {
    if (event.key === "Escape") { notes.blur(); event.preventDefault(); }
    return;
  }
  if (!shortcuts.checked) return;
  if (event.key === "?") { help.open = !help.open; if (help.open) help.querySelector("summary").focus(); }
  else if (event.key === "e") notes.focus();
  else if (event.key === "ArrowRight") form.querySelector("[data-go=next]").click();
  else if (event.key === "ArrowLeft") form.querySelector("[data-go=previous]")?.click();
  else if (!choose(event.key)) return;
  event.preventDefault();
});

function choose(key) {
  const choice = form.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!choice) return false;
  choice.focus();
  choice.checked = true;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

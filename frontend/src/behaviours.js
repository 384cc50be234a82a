// Small conveniences. Every page works without them.
document.documentElement.classList.add("scripted");

// Picture ⇄ table on the spot: [data-switch] holds two buttons, each naming the panel it shows.
for (const group of document.querySelectorAll("[data-switch]")) {
  const buttons = [...group.querySelectorAll("button[data-shows]")];
  const show = (chosen) => {
    for (const button of buttons) {
      const isChosen = button === chosen;
      button.setAttribute("aria-pressed", String(isChosen));
      document.getElementById(button.dataset.shows).hidden = !isChosen;
    }
    document.dispatchEvent(new CustomEvent("maillage:shown", { detail: chosen.dataset.shows }));
  };
  for (const button of buttons) button.addEventListener("click", () => show(button));
  show(buttons.find((button) => button.getAttribute("aria-pressed") === "true") ?? buttons[0]);
}

// A filter applies as soon as it is chosen; the button stays for those without script.
for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });
}

// Leaving a form with unsaved words asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// Deeds that cannot be taken back in one click are confirmed.
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

// The errors of a form are the first thing read after it comes back.
document.querySelector(".form-errors")?.focus();

// Escape closes an open menu and gives the focus back to its name.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.person[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => {
  const open = document.querySelector("details.person[open]");
  if (open && !open.contains(event.target)) open.open = false;
});

// A table wider than its place can be scrolled with the keyboard; one that fits is not a stop.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const place of document.querySelectorAll(".table-scroll")) wide.observe(place);

// A long work says how far it is; its page comes back by itself when it is over.
for (const box of document.querySelectorAll("[data-follow]")) {
  const bar = box.querySelector("progress");
  const sentence = box.querySelector("[data-follow-sentence]");
  const follow = async () => {
    try {
      const answer = await fetch(box.dataset.follow, { credentials: "same-origin" });
      const told = await answer.json();
      if (told.over) return location.reload();
      bar.max = told.total;
      bar.value = told.done;
      if (sentence.textContent !== told.sentence) sentence.textContent = told.sentence;
    } catch { /* the server may be starting again: ask later */ }
    setTimeout(follow, 1000);
  };
  setTimeout(follow, 700);
}

// The directory: results follow what is typed, every row of a page is ticked at once, a deed shows its own value.
const WAIT = 140;

for (const form of document.querySelectorAll("form[data-live]")) {
  const places = form.dataset.liveInto.split(" ");
  const field = form.querySelector("input[type=search]");
  let timer, asked;
  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    try {
      const answer = await fetch(`${form.dataset.live}?${query}`, { signal: asked.signal, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of places) document.getElementById(id).replaceWith(page.getElementById(id));
      revealTicks(document);
      history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    } catch (error) {
      if (error.name !== "AbortError") form.requestSubmit();
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  });
}

function revealTicks(place) {
  for (const all of place.querySelectorAll("[data-tick-all]")) all.closest("label").hidden = false;
}
revealTicks(document);
document.addEventListener("change", (event) => {
  const name = event.target.dataset?.tickAll;
  if (!name) return;
  const table = event.target.closest("table");
  for (const box of table.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
});

for (const form of document.querySelectorAll("form[data-deeds]")) {
  const deed = form.querySelector("select[name=deed]");
  const choose = () => {
    for (const part of form.querySelectorAll("[data-deed]")) {
      part.hidden = !part.dataset.deed.split(" ").includes(deed.value);
    }
  };
  deed.addEventListener("change", choose);
  choose();
}

// « Toujours exact » in a row of the directory: said without leaving the list, its filters and one's place in it.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.id !== "still-true" || !event.submitter) return;
  event.preventDefault();
  const button = event.submitter;
  button.disabled = true;
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    show(button, form);
  } catch {
    form.action = button.formAction; // the page that follows says what happened
    form.submit();
  }
});

function show(button, form) {
  const row = button.closest("tr");
  const day = row.querySelector(".cell-confirmed");
  if (day) day.textContent = form.dataset.day;
  const said = document.createElement("span");
  said.className = "meta";
  said.tabIndex = -1;
  said.setAttribute("role", "status");
  said.textContent = `✓ ${form.dataset.said}`;
  button.replaceWith(said);
  const next = row.nextElementSibling?.querySelector("button[form=still-true]");
  (next ?? said).focus();
}

// The matrix stage × actor as a grid (WAI-ARIA): arrows move from cell to cell, a letter says the part, Enter opens the
// list, Escape comes back. Each cell holds a plain list of choices, which is all there is without script.
const table = document.querySelector("table[data-grid]");
const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].filter((cell) => cell.querySelector("select")));
const cells = rows.flat();
const keys = JSON.parse(table.dataset.keys); // letter → value
table.setAttribute("role", "grid");

for (const row of rows) {
  for (const cell of row) {
    cell.setAttribute("role", "gridcell");
    cell.tabIndex = -1;
    cell.querySelector("select").tabIndex = -1;
    tell(cell);
  }
}
cells[0].tabIndex = 0;

function tell(cell) {
  const select = cell.querySelector("select");
  cell.dataset.part = select.value;
  cell.setAttribute("aria-label", `${select.getAttribute("aria-label")}, ${select.selectedOptions[0].text}`);
}

function goTo(cell) {
  if (!cell) return;
  for (const other of cells) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

function beside(cell, down, right) {
  const row = rows.findIndex((one) => one.includes(cell));
  return rows[row + down]?.[rows[row].indexOf(cell) + right];
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function inCell(event, cell) {
  const select = cell.querySelector("select");
  const row = rows.find((one) => one.includes(cell));
  if (event.key in MOVES) goTo(beside(cell, ...MOVES[event.key]));
  else if (event.key === "Home") goTo(event.ctrlKey ? cells[0] : row[0]);
  else if (event.key === "End") goTo(event.ctrlKey ? cells.at(-1) : row.at(-1));
  else if (["Enter", "F2", " "].includes(event.key)) select.focus();
  else if (["Delete", "Backspace"].includes(event.key)) set(select, "");
  else if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() in keys) set(select, keys[event.key.toLowerCase()]);
  else return;
  event.preventDefault();
}

function set(select, value) {
  select.value = value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

table.addEventListener("input", (event) => tell(event.target.closest("td")));
table.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td[role=gridcell]");
  if (!cell) return;
  if (event.target === cell) inCell(event, cell);
  else if (event.key === "Escape") { event.preventDefault(); goTo(cell); }
});

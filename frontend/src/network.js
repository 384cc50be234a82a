// The network as a picture. Places come from the server: the same on every visit and on paper.
// The list beside it does with the keyboard what the picture does with the mouse.
import cytoscape from "cytoscape";

const COLOURS = { economic: "#8f5200", social: "#6a3d9a", training: "#0b6e6e", institutional: "#44546a" };
const SHAPES = { economic: "triangle", social: "ellipse", training: "rectangle", institutional: "diamond" };
const INK = "#1b2a2b";
const LABEL = 12;
const EDGE = { x: 84, y: 30 };
const STRETCH = 1.6;
const LONGEST = 160;
const ALWAYS_NAMED = 4;

const ROOMY = 620; // under this width, signs and margins shrink with the picture
const shrinkOf = (box) => Math.max(0.5, Math.min(1, box.width / ROOMY));
const sizeOf = (actor) => 2 * (5 + 1.9 * Math.sqrt(actor.ties));

function elementsOf(data, box) {
  const shrink = shrinkOf(box);
  const margin = EDGE.x * shrink;
  const across = Math.min((box.width - 2 * margin) / Math.max(data.width, 0.1), LONGEST);
  const down = Math.min((box.height - 2 * EDGE.y) / Math.max(data.height, 0.1), LONGEST);
  const scale = { x: Math.min(across, STRETCH * down), y: Math.min(down, STRETCH * across) };
  const shift = { x: (box.width - data.width * scale.x) / 2, y: (box.height - data.height * scale.y) / 2 };
  return [
    ...data.actors.map((actor) => ({
      data: { ...actor, size: sizeOf(actor) * shrink },
      position: { x: shift.x + actor.x * scale.x, y: shift.y + actor.y * scale.y },
      classes: actor.kept ? "" : "far",
    })),
    ...data.links.map((link) => ({ data: { ...link, width: link.width * shrink }, classes: link.kept ? "" : "far" })),
  ];
}

const look = [
  { selector: "node", style: { width: "data(size)", height: "data(size)", shape: (node) => SHAPES[node.data("family")], "background-color": (node) => COLOURS[node.data("family")], "border-width": 1.5, "border-color": "#fff", "overlay-opacity": 0 } },
  { selector: "node.named", style: { label: "data(label)", color: INK, "font-family": "Inter, sans-serif", "font-size": LABEL, "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": "#fff", "text-outline-width": 2.5, "text-background-color": "#fff", "text-background-opacity": 0.7, "z-index": 6 } },
  { selector: "node.above", style: { "text-valign": "top", "text-margin-y": -3 } },
  { selector: "node.right", style: { "text-valign": "center", "text-halign": "right", "text-margin-x": 3, "text-margin-y": 0 } },
  { selector: "node.left", style: { "text-valign": "center", "text-halign": "left", "text-margin-x": -3, "text-margin-y": 0 } },
  { selector: "edge", style: { width: "data(width)", "line-color": "#9aa5a2", "curve-style": "straight", "overlay-opacity": 0 } },
  { selector: "edge[?dashed]", style: { "line-style": "dashed", "line-dash-pattern": [5, 6] } },
  { selector: ".far", style: { opacity: 0.12, "z-index": 0 } },
  { selector: "edge.near", style: { "line-color": "#13504e", "z-index": 5 } },
  { selector: "node.chosen", style: { "border-width": 3, "border-color": INK, "z-index": 9 } },
];

// Labels of the most tied actors first, wherever they cover nothing already written.
function nameWhatFits(cy) {
  const pen = document.createElement("canvas").getContext("2d");
  const zoom = cy.zoom();
  pen.font = `${LABEL}px Inter, sans-serif`;
  const taken = cy.nodes().not(".far").map((node) => node.renderedBoundingBox({ includeLabels: false }));
  const covered = (box) => taken.filter((other) => box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2).length;
  cy.batch(() => {
    cy.nodes().removeClass("named under above right left");
    const order = cy.nodes().not(".far").sort((a, b) => b.hasClass("chosen") - a.hasClass("chosen") || b.data("ties") - a.data("ties"));
    const forced = cy.nodes(".chosen").nonempty() ? 1 : Math.round(ALWAYS_NAMED * shrinkOf({ width: cy.width() }) ** 2);
    order.forEach((node, rank) => {
      const at = node.renderedPosition();
      const reach = (node.data("size") * zoom) / 2 + 3;
      const width = pen.measureText(node.data("label")).width + 4;
      const tall = LABEL + 2;
      const middle = { x1: at.x - width / 2, x2: at.x + width / 2 };
      const beside = { y1: at.y - tall / 2, y2: at.y + tall / 2 };
      const places = {
        under: { ...middle, y1: at.y + reach, y2: at.y + reach + tall },
        above: { ...middle, y1: at.y - reach - tall, y2: at.y - reach },
        right: { ...beside, x1: at.x + reach, x2: at.x + reach + width },
        left: { ...beside, x1: at.x - reach - width, x2: at.x - reach },
      };
      const inside = (box) => box.x1 >= 0 && box.x2 <= cy.width();
      const cost = (name) => covered(places[name]) + (inside(places[name]) ? 0 : 9);
      const [chosen] = Object.keys(places).sort((a, b) => cost(a) - cost(b));
      if (cost(chosen) > 0 && rank >= forced) return;
      taken.push(places[chosen]);
      node.addClass(`named ${chosen}`);
    });
  });
  cy.style().selector("node.named").style({ "font-size": LABEL / zoom, "text-outline-width": 2.5 / zoom }).update();
}

function part(tag, content, attributes = {}) {
  const element = document.createElement(tag);
  Object.assign(element, attributes);
  element.append(...[content].flat());
  return element;
}

function describe(cy, node, words, panel) {
  const links = node.connectedEdges().sort((a, b) => b.data("width") - a.data("width"));
  const again = part("button", words.everybody, { type: "button", className: "btn-link-plain" });
  again.addEventListener("click", () => choose(cy, null, words, panel));
  panel.replaceChildren(
    part("h2", node.data("name")),
    part("p", node.data("words"), { className: "meta" }),
    part("ul", links.map((link) => {
      const other = link.connectedNodes().difference(node);
      return part("li", [part("strong", other.data("name")), document.createElement("br"), part("span", link.data("words"), { className: "meta" })]);
    }), { className: "list-plain", tabIndex: 0 }),
    part("p", [part("a", words.sheet, { href: node.data("url") }), " · ", again]),
  );
  panel.hidden = false;
}

function choose(cy, id, words, panel) {
  const node = id ? cy.getElementById(id) : cy.collection();
  cy.elements().removeClass("near chosen");
  cy.elements().forEach((element) => { element.toggleClass("far", !element.data("kept")); });
  for (const link of document.querySelectorAll("[data-actor]")) {
    if (link.dataset.actor === id) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
  if (node.empty()) {
    panel.hidden = true;
    panel.replaceChildren();
  } else {
    const circle = node.closedNeighborhood();
    cy.elements().addClass("far");
    circle.removeClass("far").edges().addClass("near");
    node.addClass("chosen");
    describe(cy, node, words, panel);
  }
  nameWhatFits(cy);
}

function draw(holder) {
  const data = JSON.parse(document.getElementById(holder.dataset.network).textContent);
  const panel = document.getElementById("liens-choix");
  const box = holder.getBoundingClientRect();
  const labelled = holder.querySelector("svg")?.getAttribute("aria-label") ?? "";
  holder.replaceChildren();
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", labelled);
  const cy = cytoscape({
    container: holder,
    elements: elementsOf(data, box),
    style: look,
    layout: { name: "preset" },
    minZoom: 0.5,
    maxZoom: 5,
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autounselectify: true,
    autoungrabify: true,
  });
  // On a phone, one finger scrolls the page; once enlarged, it moves the picture.
  const coarse = matchMedia("(pointer: coarse)").matches;
  cy.userPanningEnabled(!coarse);
  const pick = (id) => choose(cy, id, data.words, panel);
  cy.on("tap", "node", (event) => pick(event.target.id()));
  cy.on("tap", (event) => { if (event.target === cy) pick(null); });
  cy.on("mouseover", "node", (event) => { event.target.addClass("named"); holder.classList.add("pointing"); });
  cy.on("mouseout", "node", () => { holder.classList.remove("pointing"); });
  cy.on("zoom", () => { nameWhatFits(cy); cy.userPanningEnabled(!coarse || cy.zoom() > 1); });

  for (const link of document.querySelectorAll("[data-actor]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); pick(link.dataset.actor); });
  }
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const way = { in: 1.4, out: 1 / 1.4 }[button.dataset.zoom];
      if (!way) { cy.zoom(1); cy.pan({ x: 0, y: 0 }); return; }
      const centre = { x: holder.clientWidth / 2, y: holder.clientHeight / 2 };
      cy.zoom({ level: cy.zoom() * way, renderedPosition: centre });
    });
  }
  document.addEventListener("maillage:shown", () => { cy.resize(); });
  addEventListener("resize", () => {
    const now = holder.getBoundingClientRect();
    if (!now.width) return;
    for (const element of elementsOf(data, now)) {
      const drawn = cy.getElementById(element.data.id).data(element.data);
      if (element.position) drawn.position(element.position);
    }
    cy.resize();
    nameWhatFits(cy);
  });
  const asked = document.querySelector("[data-actor][aria-current]");
  if (asked) pick(asked.dataset.actor); else nameWhatFits(cy);
  document.fonts?.ready.then(() => nameWhatFits(cy));
}

for (const holder of document.querySelectorAll("[data-network]")) draw(holder);

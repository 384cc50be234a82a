// Points laid over a map when one asks for them: a box to tick for each layer, kept in the address (?couches=…).
//
// <input type="checkbox" data-layer="formation" data-layer-url="…GeoJSON…">   features as for data-points-url of map.js;
// a feature with ``size`` (0 to 1) is a disc of that size instead of a mark.
import { addPoints } from "./points.js";

export function offerLayers(picture, ink, clickable) {
  const boxes = [...document.querySelectorAll("input[data-layer]")];
  const asked = new Set((new URL(location).searchParams.get("couches") ?? "").split(" ").filter(Boolean));
  for (const box of boxes) {
    if (asked.has(box.dataset.layer)) box.checked = true;
    const show = () => toggle(picture, box, ink, clickable);
    box.addEventListener("change", () => { show(); remember(boxes); });
    if (box.checked) show();
  }
  if (asked.size) remember(boxes);
}

async function toggle(picture, box, ink, clickable) {
  const id = `layer-${box.dataset.layer}`;
  if (picture.getLayer(id)) {
    picture.setLayoutProperty(id, "visibility", box.checked ? "visible" : "none");
    return;
  }
  if (!box.checked) return;
  const answer = await fetch(box.dataset.layerUrl, { credentials: "same-origin" });
  if (!answer.ok) { box.checked = false; box.disabled = true; return; }
  const points = await answer.json();
  if (picture.getLayer(id)) return;
  addPoints(picture, points, ink, id);
  clickable.unshift(id);
  picture.setLayoutProperty(id, "visibility", box.checked ? "visible" : "none");
  box.dataset.count = points.features.length;
}

function remember(boxes) {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.dataset.layer).join(" ");
  const change = (address) => {
    if (chosen) address.searchParams.set("couches", chosen); else address.searchParams.delete("couches");
    return address;
  };
  history.replaceState(null, "", change(new URL(location)));
  for (const link of document.querySelectorAll("[data-permalink]")) link.href = change(new URL(link.href)).href;
  for (const field of document.querySelectorAll("[data-layers-field]")) { field.value = chosen; field.disabled = !chosen; }
}

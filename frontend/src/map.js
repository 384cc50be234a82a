// Maps of communes, drawn from our own server only: no tiles, no glyphs, no third party.
//
// <div class="map" data-map data-label="What the map shows" data-contours-url="…">
//   data-contours-url   GeoJSON of communes. Properties: code, name, where, detail, value (words for the popup),
//                       level (1 to 5, 0 = unknown: hatched), lacking (true: brick hatch, nothing is there), point ([lon, lat] where its name goes), population.
//                       Foreign members: bbox, outline (geometry of the whole, drawn as a thick line).
//   data-points-url     GeoJSON of points drawn above. Properties: name, family (economic ▲, social ●, training ■,
//                       institutional ◆; anything else is a ring), detail (words), url (page of the point; optional).
//                       More points can be asked for: boxes of layers.js.
//                       Points at the same place are spread around it. The page writes its own legend.
//   data-tiles-url      a map of France: the address of vector tiles of all the communes ({z}/{x}/{y}). With it,
//                       data-communes-url and data-values-url (territory.france.maps), data-limits-url (tiles of limits);
//                       of data-contours-url only the outline is drawn.
//   data-lon, -lat, -zoom   where to look first. data-keeps-view: what one looks at stays in the address (view.js).
//   data-toggles        id of a field that holds Insee codes separated by spaces: clicking a commune adds or removes it.
//   data-around-urls    with data-toggles: GeoJSON addresses (separated by spaces) of the communes to choose from.
//
// Other parts of the page: [data-live-sentence] says the choice as it changes, [data-stale] appears when the rest of the
// page is behind the map. The event "maillage:chosen" (detail: {codes, population}) is sent on the document.
// Colours come from the style sheet (--map-1 … --map-5, --map-outline …). Without WebGL the table is shown instead.
import { Map as Picture, Marker, NavigationControl, AttributionControl, Popup, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { addFrance, gather } from "./france.js";
import { offerLayers } from "./layers.js";
import { addPoints, board } from "./points.js";
import { keepView, wantedView } from "./view.js";

setWorkerUrl(workerUrl);

const french = document.documentElement.lang !== "en";
const say = (fr, en) => (french ? fr : en);
const number = new Intl.NumberFormat(french ? "fr-FR" : "en-GB");
const FRANCE = [-5.2, 41.3, 9.6, 51.1];
const MOST_NAMES = { wide: 9, narrow: 5 };
const CREDIT = '<a href="https://geoservices.ign.fr/">IGN</a> · <a href="https://www.insee.fr/">Insee</a>';
const WORDS = {
  "NavigationControl.ZoomIn": say("Agrandir", "Zoom in"),
  "NavigationControl.ZoomOut": say("Réduire", "Zoom out"),
  "Popup.Close": say("Fermer", "Close"),
  "AttributionControl.ToggleAttribution": say("Sources de la carte", "Map sources"),
  "CooperativeGesturesHandler.WindowsHelpText": say("Ctrl + molette pour zoomer", "Ctrl + scroll to zoom"),
  "CooperativeGesturesHandler.MacHelpText": say("⌘ + molette pour zoomer", "⌘ + scroll to zoom"),
  "CooperativeGesturesHandler.MobileHelpText": say("Deux doigts pour déplacer la carte", "Two fingers to move the map"),
};

for (const place of document.querySelectorAll("[data-map]")) {
  draw(place).catch((trouble) => {
    console.error(trouble);
    const notice = place.parentElement.querySelector(".map-failure");
    if (notice) notice.hidden = false;
    place.hidden = true;
  });
}

async function draw(place) {
  const [contours, points, everyCommune, figures, around] = await Promise.all([
    load(place.dataset.contoursUrl),
    load(place.dataset.pointsUrl),
    load(place.dataset.communesUrl),
    load(place.dataset.valuesUrl),
    Promise.all((place.dataset.aroundUrls ?? "").split(" ").filter(Boolean).map(load)),
  ]);
  const communes = contours ?? gathered(around);
  const national = figures && gather(everyCommune, figures, document.documentElement.lang);
  const ink = (name) => getComputedStyle(place).getPropertyValue(name).trim();
  place.replaceChildren();
  const picture = new Picture({
    container: place,
    style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": ink("--map-ground") } }] },
    ...(wantedView(place) ?? { bounds: (national ? null : communes.bbox) ?? boxOf(points) ?? FRANCE, fitBoundsOptions: { padding: 24 } }),
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: { ...WORDS, "Map.Title": place.dataset.label },
    canvasContextAttributes: { preserveDrawingBuffer: true },
    minZoom: national ? 4 : 0, // there is no tile below
    maxZoom: 15,
  });
  picture.touchZoomRotate.disableRotation();
  picture.keyboard.disableRotation();
  picture.addControl(new NavigationControl({ showCompass: false }), "top-right");
  picture.addControl(new AttributionControl({ compact: false, customAttribution: CREDIT }));
  await new Promise((resolve, reject) => {
    picture.once("load", resolve);
    picture.once("error", (event) => reject(event.error));
  });

  const field = document.getElementById(place.dataset.toggles ?? "");
  picture.addImage("hatch", hatch(ink("--map-unknown"), ink("--map-hatch")));
  picture.addImage("lacking", hatch(ink("--map-lacking"), ink("--map-lacking-line")));
  if (national) addFrance(picture, ink, place, national);
  else {
    picture.addSource("communes", { type: "geojson", data: communes, promoteId: "code" });
    addCommunes(picture, ink, Boolean(field));
  }
  if (communes.outline) addOutline(picture, communes.outline, ink);
  if (points) addPoints(picture, points, ink);
  if (field) chooseOn(picture, communes, field);
  else if (!national) nameLargest(picture, communes.features, place.clientWidth);
  const clickable = points ? ["points", "communes"] : ["communes"];
  answer(picture, Boolean(field), clickable, national);
  if ("keepsView" in place.dataset) offerLayers(picture, ink, clickable);
  if ("keepsView" in place.dataset) keepView(picture, national ? FRANCE : communes.bbox);
  keepSize(picture, place);
  picture.once("idle", () => { place.dataset.drawn = ""; }); // from here a click finds what is under it
}

async function load(address) {
  if (!address) return null;
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

function gathered(collections) {
  const boxes = collections.map((collection) => collection.bbox).filter(Boolean);
  const bbox = boxes.length
    ? [0, 1].map((axis) => Math.min(...boxes.map((box) => box[axis]))).concat([2, 3].map((axis) => Math.max(...boxes.map((box) => box[axis]))))
    : null;
  return { type: "FeatureCollection", bbox, features: collections.flatMap((collection) => collection.features) };
}

function boxOf(points) {
  const places = (points?.features ?? []).map((point) => point.geometry.coordinates);
  if (!places.length) return null;
  const [longitudes, latitudes] = [places.map((place) => place[0]), places.map((place) => place[1])];
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

function addCommunes(picture, ink, choosing) {
  const shades = [1, 2, 3, 4, 5].flatMap((level) => [level, ink(`--map-${level}`)]);
  const chosen = ["boolean", ["feature-state", "chosen"], false];
  const fill = choosing
    ? ["case", chosen, ink("--map-4"), ink("--map-free")]
    : ["match", ["get", "level"], ...shades, ink("--map-unknown")];
  picture.addLayer({ id: "communes", type: "fill", source: "communes", paint: { "fill-color": fill } });
  if (!choosing) {
    picture.addLayer({ id: "unknown", type: "fill", source: "communes", filter: ["==", ["get", "level"], 0], paint: { "fill-pattern": "hatch" } });
    picture.addLayer({ id: "lacking", type: "fill", source: "communes", filter: ["==", ["get", "lacking"], true], paint: { "fill-pattern": "lacking" } });
  }
  picture.addLayer({ id: "limits", type: "line", source: "communes", paint: { "line-color": ink(choosing ? "--map-free-line" : "--map-line"), "line-width": 0.8 } });
  picture.addLayer({
    id: "under-pointer", type: "line", source: "communes",
    paint: { "line-color": ink("--map-pointer"), "line-width": ["case", ["boolean", ["feature-state", "pointed"], false], 2.5, 0] },
  });
}

function addOutline(picture, outline, ink) {
  picture.addSource("outline", { type: "geojson", data: { type: "Feature", properties: {}, geometry: outline } });
  picture.addLayer({ id: "outline", type: "line", source: "outline", layout: { "line-join": "round" }, paint: { "line-color": ink("--map-outline"), "line-width": 2 } });
}

// --- Patterns: nothing known, nothing there

function hatch(ground, line) {
  const size = 12;
  const pen = board(size);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = line;
  pen.lineWidth = 1.6;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, size, size);
}

// --- Names: the most peopled communes, as text of the page (no glyph server), where they do not overlap

function nameLargest(picture, features, width) {
  const largest = features
    .map((feature) => feature.properties)
    .filter((commune) => commune.point && commune.population)
    .sort((one, other) => other.population - one.population);
  const most = width < 600 ? MOST_NAMES.narrow : MOST_NAMES.wide;
  const taken = [];
  for (const commune of largest) {
    if (taken.length >= most) break;
    const { x, y } = picture.project(commune.point);
    const half = commune.name.length * 3.6;
    const nudge = x < 0 || x > width ? 0 : Math.max(half + 2 - x, 0) || Math.min(width - half - 2 - x, 0); // kept inside the frame
    const room = { left: x + nudge - half, right: x + nudge + half, top: y - 11, bottom: y + 11 };
    if (taken.some((other) => room.left < other.right && room.right > other.left && room.top < other.bottom && room.bottom > other.top)) continue;
    taken.push(room);
    const name = document.createElement("span");
    name.className = "map-name";
    name.setAttribute("aria-hidden", "true");
    name.textContent = commune.name;
    new Marker({ element: name, offset: [nudge, 0] }).setLngLat(commune.point).addTo(picture);
  }
}

// --- Reading: click, or Enter for what is at the centre

function answer(picture, choosing, layers, national) {
  const popup = new Popup({ maxWidth: "280px", closeButton: true, focusAfterOpen: false });
  const canvas = picture.getCanvas();
  let pointed = null;
  const point = (code) => {
    if (pointed === code) return;
    const mates = (id) => national?.mates(id) ?? [id];
    const paint = (id, state) => {
      for (const one of mates(id)) picture.setFeatureState({ source: "communes", id: one, ...(national && { sourceLayer: "communes" }) }, state);
    };
    if (pointed !== null) paint(pointed, { pointed: false });
    if (code !== null) paint(code, { pointed: true });
    pointed = code;
  };
  const told = (commune) => national?.card(commune, say("pas de donnée", "no data")) ?? commune;
  const at = (position) => picture.queryRenderedFeatures(position, { layers })[0];
  const read = (position, where) => {
    const feature = at(position);
    if (!feature) return;
    const isPoint = feature.layer.id !== "communes";
    popup.setLngLat(isPoint ? feature.geometry.coordinates : where).setDOMContent(card(isPoint ? feature.properties : told(feature.properties))).addTo(picture);
  };
  picture.on("mousemove", (event) => {
    const feature = at(event.point);
    canvas.style.cursor = feature ? "pointer" : "";
    point(feature?.layer.id === "communes" ? feature.id : null);
  });
  picture.on("mouseout", () => point(null));
  if (!choosing) picture.on("click", (event) => read(event.point, event.lngLat));
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Escape") popup.remove();
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    const centre = picture.getCenter();
    if (choosing) picture.fire("choose", { point: picture.project(centre) });
    else read(picture.project(centre), centre);
  });
}

function card(properties) {
  const box = document.createElement("div");
  box.className = "map-card";
  box.setAttribute("role", "status");
  const title = document.createElement("strong");
  title.textContent = properties.name;
  box.append(title);
  for (const words of [properties.where, properties.detail, properties.value]) {
    if (!words) continue;
    const line = document.createElement("span");
    line.textContent = words;
    box.append(line);
  }
  if (properties.url) {
    const link = document.createElement("a");
    link.href = properties.url;
    link.textContent = say("Ouvrir la fiche", "Open");
    box.append(link);
  }
  return box;
}

// --- Choosing: the field is the truth, the map shows it

function chooseOn(picture, communes, field) {
  const known = new Map(communes.features.map((feature) => [feature.properties.code, feature.properties]));
  const chosen = new Set(field.value.split(" ").filter(Boolean));
  const paint = (code) => picture.setFeatureState({ source: "communes", id: code }, { chosen: chosen.has(code) });
  for (const code of chosen) if (known.has(code)) paint(code);
  const visible = communes.features.filter((feature) => chosen.has(feature.properties.code));
  if (visible.length) picture.fitBounds(around(visible), { padding: 40, animate: false });
  let population = visible.reduce((sum, feature) => sum + (feature.properties.population ?? 0), 0);
  const toggle = (event) => {
    const feature = picture.queryRenderedFeatures(event.point, { layers: ["communes"] })[0];
    if (!feature) return;
    const { code, name, population: people } = known.get(feature.id);
    const added = !chosen.has(code);
    if (added) chosen.add(code); else chosen.delete(code);
    population += (added ? 1 : -1) * (people ?? 0);
    paint(code);
    field.value = [...chosen].sort().join(" ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    tell(`${added ? say("Ajoutée", "Added") : say("Retirée", "Removed")} : ${name}. ${count(chosen.size, population)}`);
    document.dispatchEvent(new CustomEvent("maillage:chosen", { detail: { codes: [...chosen], population } }));
  };
  picture.on("click", toggle);
  picture.on("choose", toggle);
}

function count(communes, population) {
  return say(
    `${number.format(communes)} ${communes > 1 ? "communes" : "commune"}, ${number.format(population)} habitants.`,
    `${number.format(communes)} ${communes === 1 ? "commune" : "communes"}, ${number.format(population)} inhabitants.`,
  );
}

function tell(sentence) {
  for (const place of document.querySelectorAll("[data-live-sentence]")) place.textContent = sentence;
  for (const part of document.querySelectorAll("[data-stale]")) part.hidden = false;
}

function around(features) {
  const box = [180, 90, -180, -90];
  const visit = (part) => {
    if (typeof part[0] !== "number") { part.forEach(visit); return; }
    box[0] = Math.min(box[0], part[0]); box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]); box[3] = Math.max(box[3], part[1]);
  };
  for (const feature of features) visit(feature.geometry.coordinates);
  return box;
}

// A map drawn while hidden (behind its table) takes its size when it is shown.
function keepSize(picture, place) {
  new ResizeObserver(() => picture.resize()).observe(place);
}

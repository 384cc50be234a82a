// The communes of France as tiles, coloured by figures that come apart: another indicator costs only its figures.
import { Marker } from "maplibre-gl";

const TILES = { source: "communes", "source-layer": "communes" };
const MOST_NAMES = { wide: 14, narrow: 6 };
const ZOOMS = { minzoom: 4, maxzoom: 8 };

// From two compact files (territory.france.maps) to what the map asks: a level and words by commune, its zone's mates.
export function gather(communes, figures, language) {
  const codes = communes.codes.split(" ");
  const rank = new Map(codes.map((code, index) => [code, index]));
  const style = { minimumFractionDigits: figures.digits, maximumFractionDigits: figures.digits };
  const written = new Intl.NumberFormat(language, style);
  const row = (code) => {
    const index = rank.get(code) ?? -1;
    return figures.of ? (figures.of[index] ?? -1) : index;
  };
  const mates = figures.of && new Map();
  if (mates) {
    codes.forEach((code, index) => {
      const zone = figures.of[index];
      if (!mates.has(zone)) mates.set(zone, []);
      mates.get(zone).push(code);
    });
  }
  return {
    codes,
    names: communes.names,
    level: (code) => Number(figures.levels[row(code)] ?? 0),
    mates: (code) => (mates && row(code) >= 0 ? mates.get(row(code)) : [code]),
    byZone: Boolean(figures.of),
    card(commune, unknown) {
      const at = row(commune.code);
      const value = figures.values[at];
      const said = value === null || value === undefined ? unknown : `${written.format(value)}${figures.suffix}`;
      const zone = figures.zones?.[at];
      return { name: zone ?? commune.name, detail: zone ? commune.name : "", value: `${figures.label} : ${said}` };
    },
  };
}

export function addFrance(picture, ink, place, national) {
  const shades = [1, 2, 3, 4, 5].flatMap((level) => [level, ink(`--map-${level}`)]);
  picture.addSource("communes", { type: "vector", tiles: [address(place.dataset.tilesUrl)], ...ZOOMS, promoteId: { communes: "code" } });
  picture.addLayer({ id: "unknown", type: "fill", ...TILES, paint: { "fill-pattern": "hatch" } });
  picture.addLayer({
    id: "communes", type: "fill", ...TILES,
    paint: { "fill-color": ["match", ["feature-state", "level"], ...shades, "rgba(0, 0, 0, 0)"] },
  });
  const pointed = ["boolean", ["feature-state", "pointed"], false];
  if (national.byZone) {
    picture.addLayer({ id: "under-pointer", type: "fill", ...TILES, paint: { "fill-color": ink("--map-pointer"), "fill-opacity": ["case", pointed, 0.25, 0], "fill-antialias": false } });
  } else {
    picture.addLayer({ id: "limits", type: "line", ...TILES, minzoom: 7, paint: { "line-color": ink("--map-line"), "line-width": 0.5 } });
    picture.addLayer({ id: "under-pointer", type: "line", ...TILES, paint: { "line-color": ink("--map-pointer"), "line-width": ["case", pointed, 2.5, 0] } });
  }
  if (place.dataset.limitsUrl) {
    picture.addSource("departements", { type: "vector", tiles: [address(place.dataset.limitsUrl)], ...ZOOMS });
    picture.addLayer({
      id: "departements", type: "line", source: "departements", "source-layer": "departements",
      paint: { "line-color": ink("--map-limit"), "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.5, 9, 1.5] },
    });
  }
  for (const code of national.codes) {
    const level = national.level(code);
    if (level) picture.setFeatureState({ source: "communes", sourceLayer: "communes", id: code }, { level });
  }
  nameCities(picture, national.names, place);
}

function address(tiles) {
  return new URL(tiles, location).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}

// The largest cities in sight, as text of the page, where they do not overlap: chosen again after each move.
function nameCities(picture, cities, place) {
  let shown = [];
  const name = () => {
    for (const marker of shown) marker.remove();
    shown = [];
    const most = place.clientWidth < 600 ? MOST_NAMES.narrow : MOST_NAMES.wide;
    const sight = picture.getBounds();
    const taken = [];
    for (const [text, ...point] of cities) {
      if (taken.length >= most) break;
      if (!sight.contains(point)) continue;
      const { x, y } = picture.project(point);
      const room = { left: x - text.length * 4, right: x + text.length * 4, top: y - 12, bottom: y + 12 };
      if (room.left < 0 || room.right > place.clientWidth || taken.some((other) => crosses(room, other))) continue;
      taken.push(room);
      shown.push(label(text, point).addTo(picture));
    }
  };
  name();
  picture.on("moveend", name);
}

const crosses = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

function label(text, point) {
  const name = document.createElement("span");
  name.className = "map-name";
  name.setAttribute("aria-hidden", "true");
  name.textContent = text;
  return new Marker({ element: name }).setLngLat(point);
}

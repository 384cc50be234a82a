// Points of a map: a shape and a colour for each family, discs for amounts.

const SHAPES = { economic: "triangle", social: "circle", training: "square", institutional: "diamond" };

export function addPoints(picture, points, ink, id = "points") {
  if (points.features.some((point) => "size" in point.properties)) { addDiscs(picture, points, ink, id); return; }
  for (const [family, shape] of [...Object.entries(SHAPES), ["other", "ring"]]) {
    if (!picture.hasImage(`point-${family}`)) picture.addImage(`point-${family}`, mark(shape, ink(`--map-${family}`)), { pixelRatio: 2 });
  }
  picture.addSource(id, { type: "geojson", data: spread(points) });
  picture.addLayer({
    id, type: "symbol", source: id,
    layout: {
      "icon-image": ["concat", "point-", ["case", ["in", ["get", "family"], ["literal", Object.keys(SHAPES)]], ["get", "family"], "other"]],
      "icon-allow-overlap": true,
      "icon-size": ["interpolate", ["linear"], ["zoom"], 8, 0.8, 13, 1.3],
    },
  });
}

// Discs in proportion to an amount, the largest first so that the smallest stay above.
function addDiscs(picture, points, ink, id) {
  picture.addSource(id, { type: "geojson", data: points });
  picture.addLayer({
    id, type: "circle", source: id,
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, ["+", 1.5, ["*", 14, ["get", "size"]]], 13, ["+", 3, ["*", 44, ["get", "size"]]]],
      "circle-color": ink("--map-economic"), "circle-opacity": 0.55,
      "circle-stroke-color": "#ffffff", "circle-stroke-width": 1,
    },
  });
}

// Organisations share a town hall: a small spiral around it keeps each one visible and reachable.
function spread(points) {
  const seen = new Map();
  const features = points.features.map((point) => {
    const [longitude, latitude] = point.geometry.coordinates;
    const key = `${longitude},${latitude}`;
    const rank = seen.get(key) ?? 0;
    seen.set(key, rank + 1);
    const [radius, angle] = [0.0042 * Math.sqrt(rank), 2.4 * rank];
    const coordinates = [longitude + (radius * Math.cos(angle)) / Math.cos((latitude * Math.PI) / 180), latitude + radius * Math.sin(angle)];
    return { ...point, geometry: { type: "Point", coordinates } };
  });
  return { ...points, features };
}

function mark(shape, colour) {
  const size = 36;
  const pen = board(size);
  const middle = size / 2;
  pen.lineWidth = 4;
  pen.lineJoin = "round";
  pen.strokeStyle = "#ffffff";
  pen.fillStyle = colour;
  pen.beginPath();
  if (shape === "circle" || shape === "ring") pen.arc(middle, middle, 11, 0, 2 * Math.PI);
  else if (shape === "square") pen.rect(middle - 10, middle - 10, 20, 20);
  else corners(shape, middle).forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
  pen.stroke();
  if (shape === "ring") { pen.fillStyle = "#ffffff"; pen.strokeStyle = colour; pen.fill(); pen.stroke(); }
  else pen.fill();
  return pen.getImageData(0, 0, size, size);
}

function corners(shape, middle) {
  return shape === "triangle"
    ? [[middle, middle - 13], [middle + 13, middle + 10], [middle - 13, middle + 10]]
    : [[middle, middle - 14], [middle + 13, middle], [middle, middle + 14], [middle - 13, middle]];
}

export function board(size) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  return canvas.getContext("2d", { willReadFrequently: true });
}

// The map with WebGL: the same outlines and spots as the drawing that it takes the place of. Nothing but the
// workbench is asked, unless a tile URL was set.

const frame = document.querySelector("[data-map]");

const COLOURS = {
  light: { sea: "#e6edf2", land: "#fbfaf6", told: "#f3dcc0", line: "#b9b4a6", spot: "#1f4e79", disputed: "#a3261f", ink: "#ffffff" },
  dark: { sea: "#12171d", land: "#242932", told: "#4d3a1c", line: "#4a515d", spot: "#8fbdea", disputed: "#f0867c", ink: "#10202f" },
};

function colours() {
  const chosen = document.documentElement.dataset.theme;
  return COLOURS[chosen || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")];
}

function hasWebGL() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function toldIn(spots) {
  const counts = new Map();
  for (const { geometry, properties } of spots.features) {
    if (!geometry && properties.country) counts.set(properties.country, (counts.get(properties.country) || 0) + properties.count);
  }
  return counts;
}

// A circle of so many kilometres as a polygon: an area stays as wide as it is at every zoom.
function around([lon, lat], kilometres) {
  const ring = [];
  for (let step = 0; step <= 48; step += 1) {
    const angle = (step / 48) * 2 * Math.PI;
    const up = (kilometres / 111.2) * Math.sin(angle);
    const across = ((kilometres / 111.2) * Math.cos(angle)) / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
    ring.push([lon + across, lat + up]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

function layersOf(outlines, spots, tiles) {
  const told = toldIn(spots);
  const colour = colours();
  for (const country of outlines.features) country.properties.count = told.get(country.properties.code) || 0;
  const placed = spots.features.filter((spot) => spot.geometry);
  const areas = placed
    .filter((spot) => spot.properties.area_km)
    .map((spot) => ({ ...spot, geometry: around(spot.geometry.coordinates, spot.properties.area_km) }));
  const points = placed.filter((spot) => !spot.properties.area_km);
  const collection = (features) => ({ type: "FeatureCollection", features });
  const sources = {
    outlines: { type: "geojson", data: outlines },
    areas: { type: "geojson", data: collection(areas) },
    points: {
      type: "geojson", data: collection(points), cluster: true, clusterRadius: 38, clusterMaxZoom: 11,
      clusterProperties: { incidents: ["+", ["get", "count"]], disputes: ["+", ["get", "disputed"]] },
    },
  };
  const incidents = ["coalesce", ["get", "incidents"], ["get", "count"]];
  const disputes = ["coalesce", ["get", "disputes"], ["get", "disputed"]];
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": colour.sea } },
    { id: "land", type: "fill", source: "outlines", paint: { "fill-color": ["case", [">", ["get", "count"], 0], colour.told, colour.land] } },
  ];
  if (tiles) {
    sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  layers.push(
    { id: "borders", type: "line", source: "outlines", paint: { "line-color": colour.line, "line-width": 0.8 } },
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour.spot, "fill-opacity": 0.16 } },
    { id: "area-lines", type: "line", source: "areas", paint: { "line-color": colour.spot, "line-width": 1.2, "line-dasharray": [3, 2] } },
    {
      id: "spots", type: "circle", source: "points",
      paint: {
        "circle-color": ["case", [">", disputes, 0], colour.disputed, colour.spot],
        "circle-radius": ["min", 30, ["+", 6, ["*", 4.6, ["ln", incidents]]]],
        "circle-stroke-color": colour.ink, "circle-stroke-width": 1.2, "circle-opacity": 0.9,
      },
    },
    {
      id: "numbers", type: "symbol", source: "points", filter: [">", incidents, 1],
      layout: { "icon-image": ["concat", "number-", ["to-string", incidents]], "icon-allow-overlap": true },
    },
  );
  return { version: 8, sources, layers };
}

// Numbers are drawn as pictures: fonts for a map would have to come from somewhere.
function addNumber(map, id) {
  const canvas = document.createElement("canvas");
  const words = id.slice("number-".length);
  canvas.width = 12 * words.length + 8;
  canvas.height = 24;
  const pen = canvas.getContext("2d");
  pen.font = "600 18px system-ui, sans-serif";
  pen.fillStyle = colours().ink;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(words, canvas.width / 2, 13);
  map.addImage(id, pen.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: 1.5 });
}

function boundsOf(spots, outlines) {
  const told = toldIn(spots);
  const points = spots.features.filter((spot) => spot.geometry).map((spot) => spot.geometry.coordinates);
  for (const country of outlines.features) {
    if (told.has(country.properties.code)) {
      points.push(...country.geometry.coordinates.map((polygon) => polygon[0]).sort((a, b) => b.length - a.length)[0]);
    }
  }
  if (!points.length) return [[-170, -56], [180, 76]];
  const lons = points.map((point) => point[0]);
  const lats = points.map((point) => point[1]);
  return [[Math.min(...lons) - 1, Math.min(...lats) - 1], [Math.max(...lons) + 1, Math.max(...lats) + 1]];
}

function popup(maplibre, map, at, properties) {
  const box = document.createElement("div");
  const title = document.createElement("strong");
  title.textContent = properties.place || properties.name;
  title.dir = "auto";
  const link = document.createElement("a");
  const address = new URL(frame.dataset.list, location.href);
  if (properties.place) address.searchParams.set("place", properties.place);
  else address.searchParams.set("country", properties.code);
  link.href = address.pathname + address.search;
  link.textContent = `${properties.count} incident${properties.count === 1 ? "" : "s"}`;
  box.append(title, document.createElement("br"), link);
  if (properties.precision && properties.precision !== "town") {
    const how = document.createElement("div");
    how.className = "dim";
    how.textContent = `told as ${properties.precision}`;
    box.append(how);
  }
  new maplibre.Popup({ closeButton: true }).setLngLat(at).setDOMContent(box).addTo(map);
}

async function show() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/static/vendor/maplibre-gl/maplibre-gl.css";
  document.head.append(style);
  const [maplibre, outlines, spots] = await Promise.all([
    import("/static/vendor/maplibre-gl/maplibre-gl.mjs"),
    json(frame.dataset.outlines),
    json(frame.dataset.map),
  ]);
  const drawing = frame.firstElementChild;
  const canvas = document.createElement("div");
  canvas.className = "map-canvas";
  frame.append(canvas);
  const map = new maplibre.Map({
    container: canvas, style: layersOf(outlines, spots, frame.dataset.tiles), bounds: boundsOf(spots, outlines),
    fitBoundsOptions: { padding: 30, maxZoom: 7 }, maxZoom: 14, attributionControl: false, dragRotate: false,
    cooperativeGestures: true,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.setMissingStyleImageResolver((id) => { if (id.startsWith("number-")) addNumber(map, id); });
  map.once("load", () => {
    drawing.setAttribute("hidden", "");
    frame.dataset.ready = "webgl";
  });
  map.on("click", "spots", async (event) => {
    const [spot] = event.features;
    if (spot.properties.cluster) {
      const zoom = await map.getSource("points").getClusterExpansionZoom(spot.properties.cluster_id);
      map.easeTo({ center: spot.geometry.coordinates, zoom });
    } else popup(maplibre, map, spot.geometry.coordinates, spot.properties);
  });
  map.on("click", "areas", (event) => popup(maplibre, map, event.lngLat, event.features[0].properties));
  for (const layer of ["spots", "areas"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
}

if (frame) {
  if (hasWebGL()) show().catch((error) => { console.warn(error); frame.querySelector(".map-canvas")?.remove(); });
  else frame.dataset.ready = "drawing";
}

// Where one looks stays in the address, in the hidden fields of the page's forms and in its permalink.
//
// [data-view]       hidden fields named lon, lat, zoom      [data-permalink]  a link that must lead to the same view
// [data-jump]       a link with lon, lat, zoom in its address, or without for the whole: the map goes there at once

export function keepView(picture, whole) {
  picture.on("moveend", (event) => { if (event.originalEvent) remember(picture); }); // not when the page is resized
  for (const link of document.querySelectorAll("[data-jump]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const wanted = new URL(link.href).searchParams;
      if (wanted.has("zoom")) picture.jumpTo({ center: [Number(wanted.get("lon")), Number(wanted.get("lat"))], zoom: Number(wanted.get("zoom")) });
      else picture.fitBounds(whole, { padding: 24, animate: false });
      remember(picture);
      picture.getCanvas().focus();
    });
  }
}

function remember(picture) {
  const { lng, lat } = picture.getCenter().wrap();
  const view = { lon: lng.toFixed(4), lat: lat.toFixed(4), zoom: picture.getZoom().toFixed(1) };
  const here = new URL(location);
  for (const [name, value] of Object.entries(view)) here.searchParams.set(name, value);
  history.replaceState(null, "", here);
  for (const field of document.querySelectorAll("[data-view]")) {
    field.value = view[field.name];
    field.disabled = false;
  }
  for (const link of document.querySelectorAll("[data-permalink]")) {
    const same = new URL(link.href);
    for (const [name, value] of Object.entries(view)) same.searchParams.set(name, value);
    link.href = same.href;
  }
}

// The view that the page asks for, when its address did.
export function wantedView(place) {
  const { lon, lat, zoom } = place.dataset;
  return lon && lat && zoom ? { center: [Number(lon), Number(lat)], zoom: Number(zoom) } : null;
}

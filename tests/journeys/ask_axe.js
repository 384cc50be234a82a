// Every rule of axe on the page, once. Contrast is by far the slowest rule and depends on how a text looks alone:
// it is read where a look (colours, backgrounds, size and weight of the letters) was not met on a page before.
async (known) => {
  if (!window.axe) window.readAxe();
  const met = new Set(known);
  const mark = "data-new-look";
  const most = 3; // texts read for each new look: one of them may be covered by something else

  const behind = new Map();
  const backgrounds = (element) => {
    if (!element) return "";
    if (!behind.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(element);
      const clear = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none";
      const plain = clear && opacity === "1" && filter === "none" && mixBlendMode === "normal";
      const own = plain ? "" : `${backgroundColor} ${backgroundImage} ${opacity} ${filter} ${mixBlendMode}/`;
      behind.set(element, own + backgrounds(element.parentElement));
    }
    return behind.get(element);
  };
  const look = (element) => {
    const { color, fontSize, fontWeight, textShadow, position } = getComputedStyle(element);
    const name = `${element.tagName}.${element.getAttribute("class")} ${element.parentElement?.getAttribute("class")}`;
    return `${name} ${color} ${fontSize} ${fontWeight} ${textShadow} ${position} on ${backgrounds(element)}`;
  };
  const digest = (text) => {
    let sum = 5381;
    for (let place = 0; place < text.length; place++) sum = (sum * 33 + text.charCodeAt(place)) % 9007199254740881;
    return sum;
  };
  const speaks = (element) =>
    /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(element.tagName) ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const fresh = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    element.removeAttribute(mark);
    if (!speaks(element) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const seen = digest(look(element));
    if (met.has(seen) || fresh.get(seen) === most) continue;
    fresh.set(seen, (fresh.get(seen) ?? 0) + 1);
    element.setAttribute(mark, "");
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: `[${mark}]`, enabled: fresh.size > 0 }] });
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false });
  return { violations, looks: [...fresh.keys()] };
}

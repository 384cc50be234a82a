// A live workshop. On the screen, what changed comes each second; on a phone, a tap answers without a reload.
// Without script, the same pages are forms that come back by themselves.
const read = (html) => new DOMParser().parseFromString(html, "text/html");
const contents = (form, submitter) => {
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  return body;
};

// --- The screen

const box = document.querySelector("[data-live]");
if (box) {
  const EVERY = 1000;
  const part = box.querySelector("[data-live-part]");
  const notice = box.querySelector("[data-live-notice]");
  let tag = box.dataset.tag;
  let asked = 0;
  let timer;

  const put = (html) => {
    const focused = box.contains(document.activeElement) && document.activeElement.id;
    part.innerHTML = html;
    if (focused) document.getElementById(focused)?.focus();
  };

  const look = async () => {
    clearTimeout(timer);
    const mine = ++asked;
    try {
      const answer = await fetch(box.dataset.live, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
      if (answer.status === 404) return location.assign(box.dataset.gone);
      if (answer.redirected) return location.reload();
      if (answer.status === 200) {
        const html = await answer.text();
        if (mine !== asked) return;
        tag = answer.headers.get("ETag");
        put(html);
      }
      if (notice.textContent === box.dataset.lost) notice.textContent = "";
    } catch {
      notice.textContent = box.dataset.lost;
    }
    if (mine === asked) timer = setTimeout(look, EVERY);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-live-form]")) return;
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: "POST", body: contents(form, event.submitter) });
      const said = read(await answer.text()).querySelector("[data-live-notice]")?.textContent.trim();
      notice.textContent = answer.ok ? said ?? "" : box.dataset.refused;
    } catch {
      notice.textContent = box.dataset.lost;
    }
    look();
  });

  // Buttons send no page away, so that the screen stays full until one leaves it.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-fullscreen]")) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  });

  // Arrows, and the two keys of a presenter's remote.
  const KEYS = { ArrowRight: "ws-next", PageDown: "ws-next", ArrowLeft: "ws-previous", PageUp: "ws-previous" };
  document.addEventListener("keydown", (event) => {
    const button = KEYS[event.key] && document.getElementById(KEYS[event.key]);
    if (!button || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    button.click();
  });

  timer = setTimeout(look, EVERY);
}

// --- The pilot's page: what came is counted again; nothing else moves

const watch = async (list, tag) => {
  try {
    const answer = await fetch(list.dataset.watch, { cache: "no-store", headers: { "If-None-Match": tag } });
    if (answer.status === 404 || answer.redirected) return location.reload();
    if (answer.status === 200 && !list.contains(document.activeElement)) {
      const page = read(await (await fetch(location.href)).text());
      const fresh = page.querySelector("[data-watch]");
      if (fresh?.dataset.tag.split("-")[0] !== tag.split("-")[0]) return location.reload(); // a button was pressed
      list.replaceWith(fresh);
      document.querySelector(".page-reading").replaceWith(page.querySelector(".page-reading"));
      [list, tag] = [fresh, fresh.dataset.tag];
    }
  } catch { /* ask later */ }
  setTimeout(watch, 2000, list, tag);
};
const watched = document.querySelector("[data-watch]");
if (watched) setTimeout(watch, 2000, watched, watched.dataset.tag);

// --- A phone

const here = () => document.querySelector("[data-phone]");
if (here()?.dataset.phone) {
  const LED = 2000;
  const FREE = 3000;
  const SEEN = 180; // what was tapped is seen before the next point comes

  const go = (html, url) => {
    const page = read(html);
    document.querySelector("main").replaceWith(page.querySelector("main"));
    document.title = page.title;
    history.replaceState(null, "", url);
    document.querySelector("main h1")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-phone-form]")) return;
    event.preventDefault();
    const buttons = [...form.querySelectorAll("[aria-pressed]")];
    const before = buttons.map((button) => button.getAttribute("aria-pressed"));
    for (const button of buttons) button.setAttribute("aria-pressed", String(button === event.submitter));
    try {
      const [answer] = await Promise.all([
        fetch(location.href, { method: "POST", body: contents(form, event.submitter) }),
        new Promise((done) => { setTimeout(done, SEEN); }),
      ]);
      go(await answer.text(), answer.url);
    } catch {
      buttons.forEach((button, rank) => button.setAttribute("aria-pressed", before[rank]));
      document.querySelector("[data-phone-state]").textContent = here().dataset.lost;
    }
  });

  const follow = async () => {
    const page = here();
    if (!page?.dataset.phone) return;
    const wait = page.dataset.mark.endsWith("-free") || page.dataset.mark === "ended" ? FREE : LED;
    if (!document.hidden) {
      try {
        const answer = await fetch(page.dataset.phone, {
          cache: "no-store",
          headers: { "If-None-Match": `"${page.dataset.mark}"` },
        });
        const isOver = answer.headers.get("Content-Type")?.startsWith("text/html");
        if (answer.ok && isOver && page.dataset.mark !== "ended") go(await answer.text(), location.href);
        else if (answer.ok && !isOver && (await answer.json()).mark !== page.dataset.mark) {
          const now = await fetch(page.dataset.home);
          go(await now.text(), now.url);
        }
      } catch { /* the network may come back: ask later */ }
    }
    setTimeout(follow, wait * (0.85 + 0.3 * Math.random()));
  };
  setTimeout(follow, LED);
}

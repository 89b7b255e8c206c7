// What a person cannot reach or read on the page as it stands: controls outside of the window that no scrolling
// brings in, controls that something lies over, and words of controls that are cut. Returns them in words. The
// argument names the part of the page to look at; without one it is all of it, or the dialog that is open.
const name = (element) =>
  (element.getAttribute("aria-label") ?? element.dataset.testid ?? element.dataset.field ?? element.textContent)
    .trim()
    .slice(0, 60);
const seen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen, [aria-hidden=true], [inert]");
const place = document.querySelector(arguments[0] ?? "dialog[open]") ?? document.body;
const controls = [
  ...place.querySelectorAll("button, input, select, textarea, a[href], [role=tab], [role=menuitem]"),
].filter(seen);
const wrong = [];
for (const element of controls) {
  if (element.disabled) continue;
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) {
    wrong.push(`outside of the window: ${name(element)}`);
    continue;
  }
  const over = document.elementFromPoint(x, y);
  const same = over && (element.contains(over) || over.contains(element) || over.closest("label")?.control === element);
  if (!same) wrong.push(`under something: ${name(element)} (under ${over?.className || over?.tagName})`);
  const cut = element.scrollWidth > element.clientWidth + 2;
  if (element.tagName === "BUTTON" && cut && getComputedStyle(element).overflowX !== "visible")
    wrong.push(`cut: ${name(element)}`);
}
for (const element of place.querySelectorAll("h1, h2, h3, p, legend, dt, dd, li")) {
  if (!seen(element)) continue;
  const style = getComputedStyle(element);
  const cut = element.scrollWidth > element.clientWidth + 2 && style.display !== "inline";
  if (cut && style.textOverflow !== "ellipsis") wrong.push(`cut: ${name(element)}`);
}
if (document.scrollingElement.scrollWidth > innerWidth + 1) wrong.push("the page is wider than the window");
return wrong;

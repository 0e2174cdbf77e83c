// On the page shown without a network: lists only what this phone has really kept.
export async function attach(list) {
  if (!window.caches) return;
  const links = [...list.querySelectorAll("a")];
  const kept = await Promise.all(links.map((link) => caches.match(link.pathname, { ignoreVary: true })));
  links.forEach((link, index) => {
    if (!kept[index]) link.closest("li").remove();
  });
  if (!list.querySelector("a")) list.remove();
}

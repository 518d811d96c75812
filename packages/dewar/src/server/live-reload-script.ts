/** What a page runs to learn that it is out of date. It listens only while it is seen: browsers have few connections. */
export const LIVE_RELOAD_SCRIPT = `(() => {
  let source;
  let served;
  // Something may have changed since the page was sent.
  const [{ responseStart }] = performance.getEntriesByType("navigation");
  const listen = () => {
    source = new EventSource("/__reload__?age=" + Math.round(performance.now() - responseStart));
    source.addEventListener("server", ({ data }) => {
      if (served !== undefined && served !== data) location.reload();
      served = data;
    });
    source.addEventListener("page", () => location.reload());
    source.addEventListener("styles", restyle);
  };
  const restyle = () => {
    for (const link of document.querySelectorAll("link[rel~=stylesheet][href]")) {
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("reload", Date.now());
      link.href = url.href;
    }
  };
  document.addEventListener("visibilitychange", () => {
    source?.close();
    if (!document.hidden) listen();
  });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
  if (!document.hidden) listen();
})();
`;

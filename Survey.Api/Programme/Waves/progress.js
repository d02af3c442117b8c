// Refreshes the wave's progress. When the wave changes its state, the whole page is reloaded.
(() => {
  const seconds = 15;

  const renew = async () => {
    const part = document.querySelector("[data-renews]");
    if (!part || document.hidden || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(location.pathname, { redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-renews]");
      fresh?.querySelectorAll("details").forEach((fold, index) => { fold.open = part.querySelectorAll("details")[index]?.open ?? false; });
      if (!fresh || fresh.dataset.renews !== part.dataset.renews) location.reload();
      else if (fresh.innerHTML !== part.innerHTML) part.replaceWith(document.adoptNode(fresh));
    } catch {
      // Offline or signed out: try again at the next tick.
    }
  };

  setInterval(renew, seconds * 1000);
  document.addEventListener("visibilitychange", renew);
})();

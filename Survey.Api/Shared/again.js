// Loads a page again that waits for something.
(() => {
  const part = document.querySelector("[data-again]");
  if (part) setTimeout(() => location.reload(), part.dataset.again * 1000);
})();

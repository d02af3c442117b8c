// A rating clicked in the e-mail stands behind the # of the address, where no server sees it. Without this script the page works as well.
(() => {
  "use strict";
  for (const link of document.querySelectorAll(".page-languages a")) link.hash = location.hash;
  let name, value;
  try {
    [, name, value] = /^#([^=]+)=([^=]+)$/.exec(decodeURIComponent(location.hash)) ?? [];
  } catch {
    return;
  }
  const group = name ? [...document.getElementsByName(name)].filter(input => input.type === "radio") : [];
  const chosen = group.find(input => input.value === value);
  if (!chosen || group.some(input => input.checked)) return;
  chosen.checked = true;
  chosen.closest("fieldset").scrollIntoView({ block: "center" });
  chosen.focus({ preventScroll: true });
})();

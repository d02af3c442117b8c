// Filters the comments while the reader types, in the same way as the server: CommentFilter.
(() => {
  const form = document.querySelector(".comment-filter");
  if (!form) return;
  const found = document.querySelector(".comment-found");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const value = (name) => form.elements[name]?.value.trim() ?? "";

  const show = () => {
    const language = value("commentLanguage");
    const words = plain(value("find"));
    const all = document.querySelectorAll(".comment-language li");
    all.forEach((comment) => {
      const text = plain(comment.querySelector("blockquote")?.textContent ?? "");
      const spoken = comment.closest(".comment-language").dataset.language;
      comment.hidden = (language !== "" && spoken !== language) || !text.includes(words);
    });
    const isEmpty = (part) => !part.querySelector("li:not([hidden])");
    document.querySelectorAll(".comment-question, .comment-language").forEach((part) => { part.hidden = isEmpty(part); });
    const shown = [...all].filter((comment) => !comment.hidden).length;
    found.textContent = language || words ? found.dataset.text.replace("{0}", shown).replace("{1}", all.length) : "";
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}#comments`);
  });
})();

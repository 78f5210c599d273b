// The desk's form: what is typed while an answer is under way outlives the swap.
"use strict";

(() => {
  const KEEPS = "input:not([type=hidden]), textarea, select";
  let late = null;

  const form = () => document.querySelector("form.desk");
  const named = (name) => form()?.elements.namedItem(name);

  /** Does a field hold something else than what was sent of it? */
  function typedSince(field, sent) {
    if (field.type === "checkbox") return field.checked !== sent.has(field.name);
    return sent.has(field.name) && field.value !== sent.getAll(field.name).at(-1);
  }

  /** Where the cursor stands, if it stands in a field of text. */
  function cursor(field) {
    if (!field?.matches?.(KEEPS) || !form()?.contains(field)) return null;
    const text = field.matches("textarea, input[type=text]");
    return { name: field.name, at: text ? [field.selectionStart, field.selectionEnd] : null };
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const sent = event.detail.requestConfig?.formData;
    if (event.detail.target.id !== "entry" || !sent || !form()) return;
    const fields = [...form().querySelectorAll(KEEPS)].filter((each) => typedSince(each, sent));
    const typed = fields.map(({ name, value, checked }) => ({ name, value, checked }));
    late = typed.length ? { typed, cursor: cursor(document.activeElement) } : null;
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (!late) return;
    const { typed, cursor: stood } = late;
    late = null;
    for (const { name, value, checked } of typed) {
      const field = named(name);
      if (!field) continue; // its part was removed
      if (field.type === "checkbox") field.checked = checked;
      else field.value = value;
      field.closest("details")?.setAttribute("open", "");
    }
    const field = stood && named(stood.name);
    field?.focus();
    if (field && stood.at) field.setSelectionRange(...stood.at);
    named(typed.at(-1).name)?.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();

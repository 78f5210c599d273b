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

  /** Whoever typed on is not led away to where the answer would have them look. */
  function goBackTo({ name, at }) {
    const field = named(name);
    if (!field) return;
    field.focus();
    if (at) field.setSelectionRange(...at);
    form().querySelectorAll("[autofocus]").forEach((each) => each.removeAttribute("autofocus"));
  }

  /** A new source shows its fields only now: whoever waits behind them goes on there. */
  document.addEventListener("htmx:afterRequest", () => {
    const source = form()?.querySelector(".part-source");
    const title = source?.querySelector("[name$='-title']");
    const waits = document.activeElement === source?.querySelector("summary");
    if (waits && title?.checkVisibility() && !title.value) title.focus();
  });

  /** From any field to what it would change, without the way past all buttons. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !form()) return;
    if (!form().contains(event.target)) return;
    event.preventDefault();
    form().querySelector("button[name=preview]").click();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const sent = event.detail.requestConfig?.formData;
    if (event.detail.target.id !== "entry" || !sent || !form()) return;
    const fields = [...form().querySelectorAll(KEEPS)].filter((each) => typedSince(each, sent));
    const typed = fields.map((field) => ({ field, value: field.value, checked: field.checked }));
    late = typed.length ? { typed, cursor: cursor(document.activeElement) } : null;
  });

  // At once after the swap, not when it has settled: a key may be pressed in between.
  document.addEventListener("htmx:afterSwap", () => {
    const replaced = late?.typed.filter(({ field }) => !field.isConnected);
    const stood = late?.cursor;
    late = null;
    if (!replaced?.length) return; // words were answered, the fields stand as typed
    for (const { field: old, value, checked } of replaced) {
      const field = named(old.name);
      if (!field) continue; // its part was removed
      if (field.type === "checkbox") field.checked = checked;
      else field.value = value;
      field.closest("details")?.setAttribute("open", "");
    }
    if (stood) goBackTo(stood);
    named(replaced.at(-1).field.name)?.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();

// A slider beside the date field: over the days on which something became known.
// Without script the date field alone does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-days]");
  const details = form?.closest("details");
  if (!form || !details) return;

  const field = form.elements.namedItem("as_of");

  const latestBy = (days, day) => {
    let found = 0;
    days.forEach((each, place) => {
      if (each <= day) found = place;
    });
    return found;
  };

  const slider = (days) => {
    const range = document.createElement("input");
    range.type = "range";
    range.min = "0";
    range.max = String(days.length - 1);
    range.value = String(latestBy(days, field.value));
    range.setAttribute("aria-label", form.dataset.slider);
    const say = () => range.setAttribute("aria-valuetext", field.value);
    range.addEventListener("input", () => {
      field.value = days[Number(range.value)];
      say();
    });
    // Keys change it step by step and Enter sends the form; a pointer is let go once.
    range.addEventListener("pointerup", () => form.requestSubmit());
    field.addEventListener("input", () => {
      range.value = String(latestBy(days, field.value));
      say();
    });
    say();
    return range;
  };

  const build = async () => {
    const answer = await fetch(form.dataset.days);
    if (!answer.ok) return;
    const { days } = await answer.json();
    if (days.length > 1) form.append(slider(days));
  };

  details.addEventListener("toggle", build, { once: true });
})();

/*
 * Shows what a typed date means while it is typed. Without this script the form says it when it is saved.
 * One listener for all dates, so rows that are added later need none of their own.
 */
"use strict";

(function () {
  const PAUSE = 400;
  const waiting = new WeakMap();

  async function show(input) {
    const field = input.closest(".typed-date");
    const shown = field.querySelector("output");
    const understood = field.querySelector("input[type=hidden]");
    const typed = input.value;
    let answer = { edtf: "", said: "" };
    if (typed.trim()) {
      const token = document.querySelector("input[name=csrfmiddlewaretoken]");
      try {
        const response = await fetch(field.dataset.readUrl, {
          method: "POST",
          headers: { "X-CSRFToken": token ? token.value : "" },
          body: new URLSearchParams({ text: typed }),
        });
        if (!response.ok || response.redirected) {
          return;
        }
        answer = await response.json();
      } catch (error) {
        return; // The form asks when it is saved.
      }
    }
    if (input.value !== typed) {
      return; // Somebody went on typing; a newer answer follows.
    }
    shown.textContent = answer.said;
    shown.classList.toggle("is-refused", Boolean(answer.said) && !answer.edtf);
    understood.value = answer.edtf;
  }

  function soon(event) {
    const input = event.target;
    if (!input.matches || !input.matches(".typed-date-text")) {
      return;
    }
    clearTimeout(waiting.get(input));
    waiting.set(input, setTimeout(show, event.type === "change" ? 0 : PAUSE, input));
  }

  document.addEventListener("input", soon);
  document.addEventListener("change", soon);

  // Django numbers the ids of an added row, but not what refers to them.
  document.addEventListener("formset:added", function (event) {
    for (const described of event.target.querySelectorAll("[aria-describedby*=__prefix__]")) {
      const number = /-(\d+)-/.exec(described.id);
      if (number) {
        const ids = described.getAttribute("aria-describedby");
        described.setAttribute("aria-describedby", ids.replaceAll("__prefix__", number[1]));
      }
    }
  });
})();

/*
 * Gives the choosers of the admin their names. The script that draws them (Select2) names them after what is chosen,
 * and empty ones not at all; and their search boxes have no label. Names come from the labels on the page.
 */
"use strict";
{
  const nameOf = (select) => (select.labels && select.labels[0] ? select.labels[0].textContent.replace(/:$/, "").trim() : "");

  const nameChooser = (select) => {
    const container = select.nextElementSibling;
    const name = nameOf(select);
    if (!name || !container || !container.classList.contains("select2-container")) {
      return;
    }
    const box = container.querySelector(".select2-selection");
    const shown = container.querySelector(".select2-selection__rendered");
    if (!box || !shown) {
      return;
    }
    // The chosen record stays part of the name: the box is read as "place, Example City".
    const label = select.labels[0];
    if (!label.id) {
      label.id = `${select.id}_label`;
    }
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.setAttribute("aria-label", `${name} ${shown.textContent.replace(/^×/, "").trim()}`.trim());
  };

  const nameAll = (within) => {
    for (const select of within.querySelectorAll("select.admin-autocomplete")) {
      nameChooser(select);
    }
  };

  // After Select2 has drawn its boxes, on the page and in rows added later.
  window.addEventListener("load", () => {
    nameAll(document);
    const $ = window.django && window.django.jQuery;
    if (!$) {
      return;
    }
    // Select2 may draw after the page has loaded.
    $(() => nameAll(document));
    $(document).on("select2:select select2:unselect select2:clear change", "select.admin-autocomplete", (event) => {
      window.setTimeout(() => nameChooser(event.target));
    });
    $(document).on("select2:open", "select.admin-autocomplete", (event) => {
      for (const field of document.querySelectorAll(".select2-container--open .select2-search__field")) {
        field.setAttribute("aria-label", nameOf(event.target));
        field.focus();
      }
    });
  });
  document.addEventListener("formset:added", (event) => {
    window.setTimeout(() => nameAll(event.target));
  });
}

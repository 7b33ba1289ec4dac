/*
 * Keeps what is typed on the server every some seconds, and asks before a page with unsaved text is left.
 * Nothing is stored in the browser. Without this script a text is kept when saving fails.
 */
"use strict";

(function () {
  const SECONDS = 15;
  const status = document.getElementById("kept-status");
  const form = status && document.getElementById(status.dataset.form);
  if (!form) {
    return;
  }

  // Everything a person can have changed: files are not kept, and the pass and token are no text.
  function typed() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) {
        data.delete(name);
      }
    }
    return new URLSearchParams(data);
  }

  let saved = "";
  let kept = "";
  let isLeaving = false;
  let pending = null;

  async function keep(isLast) {
    const now = typed();
    const text = now.toString();
    if (isLeaving || text === saved || text === kept || pending) {
      return;
    }
    pending = new AbortController();
    try {
      const response = await fetch(status.dataset.keepUrl, {
        method: "POST",
        body: now,
        // Browsers let a page that is being left send no more than 64 kB.
        keepalive: isLast && text.length < 60000,
        signal: pending.signal,
      });
      const answer = await response.json();
      if (response.ok) {
        kept = text;
      }
      if (answer.said) {
        status.textContent = answer.said;
      }
    } catch (error) {
      if (!isLeaving) {
        status.textContent = status.dataset.failed;
      }
    } finally {
      pending = null;
    }
  }

  // After the scripts of the admin have set up the form; a form that comes back with errors is unsaved as it is.
  window.addEventListener("load", function () {
    const isUnsaved = Boolean(document.querySelector(".errornote"));
    kept = typed().toString();
    saved = isUnsaved ? "" : kept;
    setInterval(keep, SECONDS * 1000, false);
  });

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      keep(true);
    }
  });

  form.addEventListener("submit", function () {
    isLeaving = true;
    if (pending) {
      pending.abort();
    }
    // The page is still here: the server did not answer.
    setTimeout(function () {
      isLeaving = false;
    }, 30000);
  });

  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      isLeaving = false;
    }
  });

  window.addEventListener("beforeunload", function (event) {
    if (!isLeaving && typed().toString() !== saved) {
      event.preventDefault();
    }
  });
})();

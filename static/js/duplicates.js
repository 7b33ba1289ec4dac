"use strict";
// While somebody types a new record: fetches what may be in the record already. What is typed travels in the body of
// a POST to our own server, and is kept nowhere.
{
  const box = document.getElementById("possible-duplicates");
  const form = box && document.getElementById(box.dataset.form);
  if (form && box.dataset.url) {
    const WAIT = 600;
    const names = new Set(box.dataset.fields.split(" "));
    let timer = 0;
    let asked = null;
    let last = null;

    const typed = () => {
      const data = new URLSearchParams();
      for (const name of names) {
        for (const field of [name, `${name}_reference`]) {
          const input = form.elements[field];
          if (input && input.value) data.set(field, input.value);
        }
      }
      return data;
    };

    const ask = async () => {
      const data = typed();
      if (data.toString() === last) return;
      last = data.toString();
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      if (asked) asked.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(box.dataset.url, {method: "POST", body: data, signal: asked.signal, redirect: "error"});
        // Somebody whose session has ended gets no list; saving will say so.
        if (answer.ok) box.innerHTML = await answer.text();
      } catch {
        // Only a comfort: the same is asked at the first save.
      }
    };

    form.addEventListener("input", (event) => {
      if (!names.has(event.target.name)) return;
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    form.addEventListener("change", ask);
  }
}

/* What is pasted from Word or from a page arrives as Markdown: the server cleans it, the text field gets words.

   data-paste           on a <textarea>; without this script the browser pastes plain text */
"use strict";

document.addEventListener("paste", async (event) => {
  const field = event.target.closest?.("textarea[data-paste]");
  const html = event.clipboardData?.getData("text/html");
  if (!field || !html) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  let text = plain;
  try {
    const answer = await fetch("/reuniones/pegar/", {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ html }),
    });
    if (answer.ok) text = await answer.text();
  } catch { /* without the server the plain words are still the words */ }
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

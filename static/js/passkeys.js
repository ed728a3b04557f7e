/* Passkeys: their buttons appear where the browser knows them, and a ceremony that fails is said. */
"use strict";

addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
});

document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("llave-sin-respuesta");
  if (!words) return;
  event.preventDefault();
  const place = document.getElementById("avisos");
  place.replaceChildren(words.content.cloneNode(true));
  place.scrollIntoView({ block: "center" });
});

/* The clocks of a session count on between two answers of the server, whose times are the true ones.

   data-clock="125"     seconds when the server answered
   data-step="1|-1"     counts up or down */
"use strict";

(() => {
  const seen = new WeakMap();
  const two = (number) => String(number).padStart(2, "0");

  function words(seconds) {
    const rest = Math.abs(seconds);
    const hours = Math.floor(rest / 3600);
    const minutes = Math.floor((rest % 3600) / 60);
    const clock = hours ? `${hours}:${two(minutes)}:${two(rest % 60)}` : `${minutes}:${two(rest % 60)}`;
    return (seconds < 0 ? "−" : "") + clock;
  }

  function tick() {
    for (const clock of document.querySelectorAll("[data-clock]")) {
      if (!seen.has(clock)) seen.set(clock, performance.now());
      const passed = Math.floor((performance.now() - seen.get(clock)) / 1000);
      clock.textContent = words(Number(clock.dataset.clock) + passed * Number(clock.dataset.step));
    }
  }

  setInterval(tick, 1000);
})();

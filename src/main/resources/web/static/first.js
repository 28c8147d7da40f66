// Before the first paint: the chosen colour scheme (shell/theme.ts writes it), so that a dark page does not begin white.
(function () {
  var scheme = null;
  try {
    scheme = localStorage.getItem("parkbridge.scheme");
  } catch (refused) {
    // a browser that keeps nothing follows the system
  }
  if (scheme === "light" || scheme === "dark") {
    document.documentElement.dataset.scheme = scheme;
  }
  // Vaadin's components look for their development mode by evaluating code, which the page's policy forbids
  window.Vaadin = {developmentMode: false};
})();

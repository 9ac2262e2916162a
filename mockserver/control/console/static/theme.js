// Runs before anything is painted, so that a chosen colour scheme does not flash.
// @ts-check
document.documentElement.dataset.theme = localStorage.getItem("zitadel-mock-theme") ?? "";

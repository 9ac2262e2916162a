// How Swagger UI is laid out inside a page: as by itself, but without a main part, which the page has already.
// @ts-check

/**
 * @typedef {(type: unknown, properties?: object | null, ...children: unknown[]) => unknown} CreateElement
 * @typedef {{ getComponent: (name: string, isContainer?: boolean) => unknown, React: { createElement: CreateElement } }} System
 */

/** The name of the layout that the plugin adds. */
export const LAYOUT = "InsideLayout";

/** @param {System} system */
export const insideLayout = ({ getComponent, React: { createElement } }) => ({
  components: {
    [LAYOUT]: () => {
      const part = (/** @type {string} */ name) => createElement(getComponent(name, true));
      const wide = (/** @type {unknown[]} */ ...parts) => createElement("div", { className: "wrapper" }, ...parts);
      return createElement(
        "div",
        { className: "swagger-ui" },
        createElement(getComponent("SvgAssets")),
        wide(part("errors"), part("InfoContainer")),
        createElement(
          "div",
          { className: "scheme-container" },
          createElement("div", { className: "schemes wrapper" }, part("ServersContainer"), part("AuthorizeBtnContainer")),
        ),
        part("FilterContainer"),
        wide(part("operations"), part("Models")),
      );
    },
  },
});

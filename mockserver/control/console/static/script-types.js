// What can follow in a script at some place: out of the tables that `zitadel-mock types` writes its types of.
// @ts-check

/**
 * @typedef {object} Member what is not told is empty
 * @property {boolean} [call] whether it is a function
 * @property {string} [type] what stands behind its name in TypeScript
 * @property {string} [note]
 * @property {string} [of] the name of an object, which it is or gives
 * @property {boolean} [list] whether of many of them
 * @property {Members} [below]
 *
 * @typedef {{ [name: string]: Member }} Members
 * @typedef {{ members: Members } | { each: Members }} Type an object, or a list of objects
 *
 * @typedef {object} Shapes
 * @property {{ [trigger: string]: { ctx: Members, api: Members } }} triggers
 * @property {{ [name: string]: Members }} objects
 * @property {{ [name: string]: Members }} modules
 *
 * @typedef {object} Offer
 * @property {string} name
 * @property {string} type
 * @property {string} note
 * @property {boolean} call
 *
 * @typedef {{ begun: string, offers: Offer[] }} Offers `begun` is what stands there of the name
 */

/** So far back is looked for the beginning of what stands before the caret. */
const MOST_BEFORE = 500;
/** A name may stand for what another name stands for, and so on. */
const MOST_STEPS = 6;
const NAME = "[A-Za-z_$][\\w$]*";
/** `.name`, `?.name`, `(…)` and `[…]` in any number. */
const STEPS = `(?:\\s*\\??\\.\\s*${NAME}|\\([^()]*\\)|\\[[^\\[\\]]*\\])*`;
const AT_DOT = new RegExp(`(${NAME})(${STEPS})\\s*\\??\\.\\s*([\\w$]*)$`);
const AT_MODULE = /\brequire\(\s*["']([\w:/]*)$/;
const AT_NAME = new RegExp(`(?:^|[^.\\w$])(${NAME})?$`);
const STEP = new RegExp(`\\??\\.\\s*(${NAME})|(\\([^()]*\\))|(\\[[^\\[\\]]*\\])`, "g");
/** Functions of lists of which the first argument is a function that takes each. */
const EACH = "forEach|map|filter|find|findIndex|some|every|flatMap";
/** What of lists is of use in scripts. @type {Members} */
const LIST = {
  length: { type: ": number" },
  push: { call: true, type: "(...items): number", note: "Puts something at its end." },
  forEach: { call: true, type: "(callback): void" },
  map: { call: true, type: "(callback): any[]" },
  filter: { call: true, type: "(predicate): any[]" },
  find: { call: true, type: "(predicate): any" },
  some: { call: true, type: "(predicate): boolean" },
  every: { call: true, type: "(predicate): boolean" },
};

/** A script for a trigger. */
class Script {
  #text;
  #shapes;
  #roots;

  /**
   * @param {string} text
   * @param {Shapes} shapes
   * @param {string} trigger
   * @param {string} name of the function that is called
   */
  constructor(text, shapes, trigger, name) {
    this.#text = text;
    this.#shapes = shapes;
    const found = shapes.triggers[trigger] ?? { ctx: {}, api: {} };
    const [first, second] = this.#parameters(name);
    this.#roots = new Map([
      [first, { members: found.ctx }],
      [second, { members: found.api }],
    ]);
  }

  /**
   * What the function calls its two parameters.
   * @param {string} name
   */
  #parameters(name) {
    const signature = (/** @type {string} */ called) => new RegExp(`\\bfunction\\s+${called}\\s*\\(\\s*(${NAME})?\\s*(?:,\\s*(${NAME}))?`).exec(this.#text);
    const found = (/^[\w$]+$/.test(name) && signature(name.replaceAll("$", "\\$"))) || signature(NAME);
    return [found?.[1] ?? "ctx", found?.[2] ?? "api"];
  }

  /** Names that mean something everywhere in it. */
  names() {
    return [...this.#roots.keys()];
  }

  /**
   * @param {string} root
   * @param {string} steps
   * @param {number} [left]
   * @returns {Type | undefined}
   */
  typeOf(root, steps, left = MOST_STEPS) {
    if (root === "require") {
      const module = /^\(\s*["']([\w:/]+)["']\s*\)/.exec(steps);
      return module ? this.#behind(own(this.#shapes.modules, module[1]), steps.slice(module[0].length)) : undefined;
    }
    const type = this.#roots.get(root) ?? (left ? this.#meant(root, left - 1) : undefined);
    return type && this.#follow(type, steps);
  }

  /**
   * @param {Members | undefined} members
   * @param {string} steps
   */
  #behind(members, steps) {
    return members && this.#follow({ members }, steps);
  }

  /**
   * What a name of the script's own stands for, by its last declaration.
   * @param {string} name
   * @param {number} left
   * @returns {Type | undefined}
   */
  #meant(name, left) {
    const own = name.replaceAll("$", "\\$");
    const path = `(${NAME})(${STEPS})`;
    const last = (/** @type {string} */ pattern) => [...this.#text.matchAll(new RegExp(pattern, "g"))].at(-1);
    const assigned = last(`\\b(?:const|let|var)\\s+${own}\\s*=\\s*${path}\\s*(?:;|\\n|$)`);
    if (assigned) return this.typeOf(assigned[1] ?? "", assigned[2] ?? "", left);
    const each =
      last(`\\b(?:const|let|var)\\s+${own}\\s+of\\s+${path}`) ?? last(`(${NAME})(${STEPS})\\s*\\??\\.\\s*(?:${EACH})\\(\\s*(?:function\\s*)?\\(?\\s*${own}\\b`);
    const list = each && this.typeOf(each[1] ?? "", each[2] ?? "", left);
    return list && "each" in list ? { members: list.each } : undefined;
  }

  /**
   * @param {Type} type
   * @param {string} steps
   */
  #follow(type, steps) {
    /** @type {Type | undefined} */
    let now = type;
    /** @type {Member | undefined} a function that is not called yet */
    let uncalled;
    for (const [, name, call] of steps.matchAll(STEP)) {
      if (name) {
        /** @type {Member | undefined} */
        const member = now && !uncalled && "members" in now ? own(now.members, name) : undefined;
        uncalled = member?.call ? member : undefined;
        now = member && this.#held(member);
      } else if (call) {
        if (!uncalled) return undefined;
        uncalled = undefined;
      } else now = now && "each" in now ? { members: now.each } : undefined;
    }
    return uncalled ? undefined : now;
  }

  /**
   * @param {Member} member
   * @returns {Type | undefined}
   */
  #held({ below, of, list }) {
    if (below) return { members: below };
    const members = of ? this.#shapes.objects[of] : undefined;
    if (list) return { each: members ?? {} };
    return members && { members };
  }
}

/**
 * What can be written at a place of a script.
 * @param {string} text
 * @param {number} caret
 * @param {Shapes} shapes
 * @param {string} trigger
 * @param {string} name of the function that is called
 * @param {boolean} asked whether somebody asked for it: then names are offered too where no dot is
 * @returns {Offers | undefined}
 */
export function offersAt(text, caret, shapes, trigger, name, asked) {
  const before = text.slice(Math.max(0, caret - MOST_BEFORE), caret);
  const module = AT_MODULE.exec(before);
  if (module) return fitting(Object.fromEntries(Object.keys(shapes.modules).map((each) => [each, {}])), module[1] ?? "");
  const script = new Script(text, shapes, trigger, name);
  const dot = AT_DOT.exec(before);
  if (dot) {
    const type = script.typeOf(dot[1] ?? "", dot[2] ?? "");
    return type && fitting("each" in type ? LIST : type.members, dot[3] ?? "");
  }
  const word = asked ? AT_NAME.exec(before) : undefined;
  if (!word) return undefined;
  const [first = "ctx", second = "api"] = script.names();
  return fitting(
    {
      [first]: { note: "What is known: the user, the request, the claims so far." },
      [second]: { note: "What can be done." },
      require: { call: true, type: "(name: string)", note: Object.keys(shapes.modules).join(", ") },
    },
    word[1] ?? "",
  );
}

/**
 * @param {Members} members
 * @param {string} begun
 * @returns {Offers}
 */
function fitting(members, begun) {
  const small = begun.toLowerCase();
  const found = Object.entries(members).filter(([name]) => name.toLowerCase().startsWith(small) && name !== begun);
  return { begun, offers: found.map(([name, { type = "", note = "", call = false }]) => ({ name, type, note, call })) };
}

/**
 * @template Value
 * @param {{ [name: string]: Value }} from
 * @param {string | undefined} name
 */
function own(from, name) {
  return name !== undefined && Object.hasOwn(from, name) ? from[name] : undefined;
}

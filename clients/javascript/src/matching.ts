// Whether a body holds what is expected of it.

/** Of objects the named fields count; all else must be equal. */
export function fits(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((item, index) => fits(item, actual[index]))
    );
  }
  if (isObject(expected)) {
    return isObject(actual) && Object.entries(expected).every(([name, value]) => fits(value, actual[name]));
  }
  return Object.is(expected, actual);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

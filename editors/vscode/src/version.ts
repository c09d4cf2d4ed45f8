/** The first version of mdbook-redline whose server has what this extension uses. */
export const MINIMUM_VERSION = '0.1.0';

/** Whether `version` is at least `minimum`. Versions that are not three numbers count as new enough. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [left, right] = [numbers(version), numbers(minimum)];
  if (left === undefined || right === undefined) {
    return true;
  }
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0;
    if (value !== other) {
      return value > other;
    }
  }
  return true;
}

function numbers(version: string): number[] | undefined {
  return /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
}

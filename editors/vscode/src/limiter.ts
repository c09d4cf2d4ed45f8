/** Limits how often a server that ends by itself is started again. */
export class RestartLimiter {
  private ends: number[] = [];

  /** `limit` restarts in `period` milliseconds, the first after `delay` milliseconds and each later one after twice as long. */
  constructor(
    readonly limit = 5,
    readonly period = 3 * 60 * 1000,
    private readonly delay = 1000,
  ) {}

  /**
   * The milliseconds to wait before the restart for an end at `now`, or `undefined` if there were too many. A start that
   * succeeds does not clear the count, because a server may start well and end a second later, again and again.
   */
  next(now: number): number | undefined {
    this.ends = this.ends.filter(end => now - end < this.period);
    if (this.ends.length >= this.limit) {
      return undefined;
    }
    this.ends.push(now);
    return this.delay * 2 ** (this.ends.length - 1);
  }

  /** Forgets earlier ends, when the user restarts the server. */
  clear(): void {
    this.ends = [];
  }
}

/** Failures in a row after which an instance is left alone. */
const FAILURES = 5;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;
/** A trial that has told nothing for so long does not keep others from trying. */
const TRIAL_MS = 10_000;

/** An instance that failed lately. */
interface Circuit {
  failures: number;
  /** How often it was opened without an answer since; 0 while it is closed. */
  opened: number;
  restUntil: number;
  /** While a trial is under way; 0 when there is none. */
  trialUntil: number;
}

/**
 * The circuit breakers of the instances. After five failures in a row an instance's calls are refused at once: for a second, then for
 * twice as long each time, up to a minute. After each rest one call tries; any answer closes the circuit. Nobody waits for a
 * trial, and one whose client goes away counts neither way.
 */
export class Circuits {
  /** Instances that did not fail lately have none. */
  readonly #circuits = new Map<string, Circuit>();

  constructor(private readonly changed: (instanceId: string, open: boolean) => void = () => undefined) {}

  /** How many are open. */
  get open(): number {
    let open = 0;
    for (const { opened } of this.#circuits.values()) if (opened > 0) open += 1;
    return open;
  }

  /** Milliseconds for which calls of the instance are refused; 0 lets this one through, and its outcome must be told. */
  refusedFor(instanceId: string, now: number): number {
    const circuit = this.#circuits.get(instanceId);
    if (!circuit || circuit.opened === 0) return 0;
    const until = Math.max(circuit.restUntil, circuit.trialUntil);
    if (now < until) return until - now;
    circuit.trialUntil = now + TRIAL_MS;
    return 0;
  }

  answered(instanceId: string): void {
    const circuit = this.#circuits.get(instanceId);
    if (!circuit) return;
    this.#circuits.delete(instanceId);
    if (circuit.opened > 0) this.changed(instanceId, false);
  }

  /** The call ended before the instance could show whether it answers. */
  abandoned(instanceId: string): void {
    const circuit = this.#circuits.get(instanceId);
    if (circuit) circuit.trialUntil = 0;
  }

  failed(instanceId: string, now: number): void {
    const circuit = this.#circuits.get(instanceId) ?? { failures: 0, opened: 0, restUntil: 0, trialUntil: 0 };
    this.#circuits.set(instanceId, circuit);
    circuit.failures += 1;
    // Calls that were under way when it opened say nothing new.
    if (circuit.failures < FAILURES || now < circuit.restUntil) return;
    circuit.opened += 1;
    circuit.restUntil = now + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (circuit.opened - 1));
    circuit.trialUntil = 0;
    if (circuit.opened === 1) this.changed(instanceId, true);
  }
}

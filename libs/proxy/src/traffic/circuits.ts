/** Failures in a row after which an instance is left alone. */
const FAILURES = 5;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;
/** A trial that has told nothing for so long does not keep others from trying. */
const TRIAL_MS = 10_000;

/** An instance that failed lately. */
interface Circuit {
  failures: number;
  /** How often it was opened since the last whole answer. */
  opened: number;
  open: boolean;
  restUntil: number;
  /** While a trial is under way; 0 when there is none. */
  trialUntil: number;
}

const NEW: Circuit = { failures: 0, opened: 0, open: false, restUntil: 0, trialUntil: 0 };

/**
 * The circuit breakers of the instances. After five failures in a row an instance's calls are refused at once: for a second, then for
 * twice as long each time, up to a minute. After each rest one call tries; the head of any answer closes the circuit, and the
 * end of it has the failures forgotten. Nobody waits for a trial, and one whose client goes away counts neither way.
 */
export class Circuits {
  /** Instances that did not fail lately have none. */
  readonly #circuits = new Map<string, Circuit>();

  constructor(private readonly changed: (instanceId: string, open: boolean) => void = () => undefined) {}

  /** How many are open. */
  get open(): number {
    let open = 0;
    for (const circuit of this.#circuits.values()) if (circuit.open) open += 1;
    return open;
  }

  /** Milliseconds for which calls of the instance are refused. */
  restOf(instanceId: string, now: number): number {
    const circuit = this.#circuits.get(instanceId);
    return circuit?.open ? Math.max(0, circuit.restUntil - now, circuit.trialUntil - now) : 0;
  }

  /** The same; 0 lets this one through, and its outcome must be told. */
  refusedFor(instanceId: string, now: number): number {
    const rest = this.restOf(instanceId, now);
    const circuit = this.#circuits.get(instanceId);
    if (circuit?.open && rest === 0) circuit.trialUntil = now + TRIAL_MS;
    return rest;
  }

  /** An answer has begun; of a call that was under way when the circuit opened, that says nothing. */
  answered(instanceId: string, now: number): void {
    const circuit = this.#circuits.get(instanceId);
    if (circuit && now >= circuit.restUntil) this.close(instanceId, circuit);
  }

  /** An answer has come to its end. */
  served(instanceId: string): void {
    const circuit = this.#circuits.get(instanceId);
    if (!circuit) return;
    this.close(instanceId, circuit);
    this.#circuits.delete(instanceId);
  }

  /** The call ended before the instance could show whether it answers. */
  abandoned(instanceId: string): void {
    const circuit = this.#circuits.get(instanceId);
    if (circuit) circuit.trialUntil = 0;
  }

  failed(instanceId: string, now: number): void {
    const circuit = this.#circuits.get(instanceId) ?? { ...NEW };
    this.#circuits.set(instanceId, circuit);
    circuit.failures += 1;
    // Calls that were under way when it opened say nothing new.
    if (circuit.failures < FAILURES || now < circuit.restUntil) return;
    circuit.opened += 1;
    circuit.restUntil = now + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (circuit.opened - 1));
    circuit.trialUntil = 0;
    if (!circuit.open) this.changed(instanceId, true);
    circuit.open = true;
  }

  private close(instanceId: string, circuit: Circuit): void {
    if (!circuit.open) return;
    circuit.open = false;
    this.changed(instanceId, false);
  }
}

import { Secret } from './secret.js';
import type { Variables } from './variables.js';

/** What `OTEL_*` say of traces. */
export interface TracingSettings {
  /** Where spans are posted to. */
  readonly url: string;
  /** Headers that the collector wants. */
  readonly headers: readonly { readonly name: string; readonly value: Secret }[];
  readonly json: boolean;
  /** Share of the traces that are kept, above 0 and up to 1. */
  readonly ratio: number;
  /** What all processes are called; each by a name of its own where it is undefined. */
  readonly serviceName: string | undefined;
}

/** Undefined where nothing is traced. */
export function tracingOf(variables: Variables): TracingSettings | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_HEADERS: headers = [] } = variables;
  const ofAll = base && `${base.replace(/\/+$/, '')}/v1/traces`;
  const url = variables.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? ofAll;
  const ratio = ratioOf(variables);
  if (url === undefined || ratio === 0 || variables.OTEL_SDK_DISABLED === 'true') return undefined;
  return {
    url,
    headers: headers.map(([name, value]) => ({ name, value: new Secret(value) })),
    json: variables.OTEL_EXPORTER_OTLP_PROTOCOL === 'http/json',
    ratio,
    serviceName: variables.OTEL_SERVICE_NAME,
  };
}

/** No caller is believed what to sample: a sampler that would ask its parent does what it does without one. */
function ratioOf({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: share }: Variables): number {
  if (sampler.endsWith('always_off')) return 0;
  return sampler.endsWith('traceidratio') ? share : 1;
}

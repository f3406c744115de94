import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';

/** A span as OTLP has it in JSON. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly events: readonly { readonly name: string }[];
  readonly status: { readonly code?: number };
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}

interface Metric {
  readonly name: string;
  readonly sum?: { readonly dataPoints: readonly { readonly asDouble: number }[] };
  readonly gauge?: { readonly dataPoints: readonly { readonly asDouble: number }[] };
  readonly histogram?: {
    readonly dataPoints: readonly { readonly count: number; readonly bucketCounts: readonly number[] }[];
  };
}

interface Scope {
  readonly spans?: readonly ReceivedSpan[];
  readonly metrics?: readonly Metric[];
}

/** A receiver of OTLP over HTTP, which keeps what it is sent. It answers other paths as a service that workflows call. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** What was sent last of each metric. */
  readonly metrics = new Map<string, Metric>();
  /** Everything that was sent, as it came. */
  readonly bodies: string[] = [];
  /** Headers of the reports. */
  readonly reports: IncomingHttpHeaders[] = [];
  /** Headers of calls to other paths. */
  readonly calls: IncomingHttpHeaders[] = [];
  /** How reports are answered. */
  status = 200;
  #server: Server | undefined;

  /** Runs one during the tests of a file. */
  static use(): OtlpReceiver {
    const receiver = new OtlpReceiver();
    beforeAll(() => receiver.#listen());
    afterAll(() => receiver.#server?.close());
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  /** The only span of this name. */
  span(name: string): ReceivedSpan {
    const found = this.spans.filter((span) => span.name === name);
    const [span] = found;
    if (!span || found.length > 1) throw new Error(`There are ${found.length} spans "${name}".`);
    return span;
  }

  forget(): void {
    for (const list of [this.spans, this.bodies, this.reports, this.calls]) list.length = 0;
  }

  async #listen(): Promise<void> {
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        const isReport = request.url?.startsWith('/v1/') === true;
        response.writeHead(isReport ? this.status : 200, { 'content-type': 'application/json' });
        response.end(isReport ? '{}' : '{"ok":true}');
        if (!isReport) this.calls.push(request.headers);
        else if (this.status === 200) this.#take(request.headers, body);
      });
    });
    const listening = Promise.withResolvers<void>();
    this.#server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
  }

  #take(headers: IncomingHttpHeaders, body: string): void {
    this.reports.push(headers);
    this.bodies.push(body);
    const { resourceSpans = [], resourceMetrics = [] } = JSON.parse(body) as {
      resourceSpans?: { scopeSpans: Scope[] }[];
      resourceMetrics?: { scopeMetrics: Scope[] }[];
    };
    const scopes = [
      ...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans),
      ...resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics),
    ];
    for (const { spans = [], metrics = [] } of scopes) {
      this.spans.push(...spans);
      for (const metric of metrics) this.metrics.set(metric.name, metric);
    }
  }
}

/** An attribute of a span; undefined when it has none of this name. */
export function attributeOf(span: ReceivedSpan, key: string): string | number | undefined {
  const value = span.attributes.find((attribute) => attribute.key === key)?.value;
  return value?.stringValue ?? value?.intValue;
}

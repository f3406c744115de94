import { ValueType } from '@opentelemetry/api';
import type { HrTime } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import { AggregationTemporality, DataPointType } from '@opentelemetry/sdk-metrics';
import type { CollectionResult, DataPoint, Histogram, MetricData } from '@opentelemetry/sdk-metrics';
import type { Family, HistogramFamily, NumberFamily } from '../http/metrics/exposition.js';

/** The metrics of `/q/metrics` in the form of OpenTelemetry, under the same names. */
export function metricData(
  families: readonly Family[],
  resource: Resource,
  started: number,
): CollectionResult {
  const times = { startTime: hrTime(started), endTime: hrTime(Date.now()) };
  const metrics = families.flatMap((family) =>
    family.type === 'histogram' ? [histogram(family, times)] : numbers(family, times),
  );
  const scopeMetrics = [{ scope: { name: 'orchestrator' }, metrics }];
  return { resourceMetrics: { resource, scopeMetrics }, errors: [] };
}

type Times = Pick<DataPoint<number>, 'startTime' | 'endTime'>;

function numbers({ name, type, help, samples }: NumberFamily, times: Times): MetricData[] {
  const bySuffix = Map.groupBy(samples, ({ suffix = '' }) => suffix);
  return [...bySuffix].map(([suffix, some]): MetricData => {
    const dataPoints = some.map(({ labels, value }) => ({ ...times, attributes: { ...labels }, value }));
    const common = { ...descriptor(`${name}${suffix}`, help), dataPoints };
    // What a summary counts and sums up only ever grows.
    return type === 'gauge'
      ? { ...common, dataPointType: DataPointType.GAUGE }
      : { ...common, dataPointType: DataPointType.SUM, isMonotonic: true };
  });
}

function histogram({ name, help, bounds, distributions }: HistogramFamily, times: Times): MetricData {
  const dataPoints = Array.from(distributions, ({ labels, counts, sum }): DataPoint<Histogram> => {
    const count = counts.reduce((total, each) => total + each, 0);
    const value = { buckets: { boundaries: [...bounds], counts: [...counts] }, sum, count };
    return { ...times, attributes: { ...labels }, value };
  });
  return { ...descriptor(name, help), dataPoints, dataPointType: DataPointType.HISTOGRAM };
}

function descriptor(
  name: string,
  description: string,
): Pick<MetricData, 'descriptor' | 'aggregationTemporality'> {
  const unit = /_seconds(?:_|$)/.test(name) ? 's' : /_bytes(?:_|$)/.test(name) ? 'By' : '1';
  return {
    descriptor: { name, description, unit, valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
}

function hrTime(milliseconds: number): HrTime {
  return [Math.floor(milliseconds / 1000), (milliseconds % 1000) * 1e6];
}

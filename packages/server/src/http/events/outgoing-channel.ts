import type { Settings } from '@orchestrator/runtime';
import { JOB_EVENTS } from '../../jobs/job-settings.js';

/** Where events of one type go, and in which form. */
export interface OutgoingChannel {
  readonly url: string;
  /** HTTP method. */
  readonly method: string;
  /** `bare`: only the payload, without the attributes. */
  readonly mode: 'binary' | 'structured' | 'bare';
}

const PREFIX = 'kogito.addon.messaging.outgoing';

/** The channel of events that no other is configured for. */
const DEFAULT_CHANNEL = 'kogito_outgoing_stream';

/** Events about instances, definitions and jobs have channels of their own, and paths at a Data Index (data-index-and-jobs.md 3.1). */
const LIFECYCLE = [
  {
    types: /^(?:ProcessInstance\w+|MultipleProcessInstance)DataEvent$/,
    channel: 'kogito-processinstances-events',
    path: 'processes',
  },
  { types: /^ProcessDefinitionEvent$/, channel: 'kogito-processdefinitions-events', path: 'definitions' },
  { types: /^JobEvent$/, channel: 'kogito-jobs-events', path: 'jobs' },
] as const;

/** Where an event of this type goes over HTTP (workflow-runtime.md 5.5); undefined: nowhere. */
export function outgoingChannel(type: string, settings: Settings): OutgoingChannel | undefined {
  const lifecycle = LIFECYCLE.find(({ types }) => types.test(type));
  if (lifecycle) {
    const index = settings.get('kogito.data-index.url');
    const own = index === undefined ? undefined : `${index.replace(/\/+$/, '')}/${lifecycle.path}`;
    if (lifecycle.path === 'jobs') return jobChannel(own, settings);
    return channelNamed(lifecycle.channel, own, settings);
  }
  const defaultChannel = settings.get(`${PREFIX}.defaultName`) ?? DEFAULT_CHANNEL;
  const channel =
    settings.get(`${PREFIX}.trigger.${type}`) ?? (isConfigured(type, settings) ? type : defaultChannel);
  const sink = channel === defaultChannel ? settings.get('K_SINK') : undefined;
  return channelNamed(channel, sink, settings);
}

/** Jobs are told of where there is a Data Index, or somebody says so; then to the sink of all events where there is no other. */
function jobChannel(index: string | undefined, settings: Settings): OutgoingChannel | undefined {
  const told = settings.get(JOB_EVENTS.key);
  if (told === 'false') return undefined;
  return channelNamed(
    'kogito-jobs-events',
    index ?? (told === 'true' ? settings.get('K_SINK') : undefined),
    settings,
  );
}

/** The channel of this name; without an address of its own it has the other one. */
function channelNamed(
  channel: string,
  other: string | undefined,
  settings: Settings,
): OutgoingChannel | undefined {
  const url = settings.get(`mp.messaging.outgoing.${channel}.url`) ?? other;
  if (url === undefined || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  return {
    url,
    method: settings.get(`mp.messaging.outgoing.${channel}.method`)?.toUpperCase() ?? 'POST',
    mode: modeOf(channel, settings),
  };
}

function isConfigured(channel: string, settings: Settings): boolean {
  return ['connector', 'url'].some((key) => settings.has(`mp.messaging.outgoing.${channel}.${key}`));
}

function modeOf(channel: string, settings: Settings): OutgoingChannel['mode'] {
  if (settings.get('kogito.messaging.as-cloudevents') === 'false') return 'bare';
  const mode =
    settings.get(`${PREFIX}.cloudEventMode.${channel}`) ?? settings.get(`${PREFIX}.cloudEventMode`);
  return mode?.toLowerCase() === 'structured' ? 'structured' : 'binary';
}

import type { CloudEvent, Fact, StartEffect } from '@orchestrator/engine';
import type { Row } from '../database/database.js';
import { StoreSchemaError } from '../errors.js';
import type { OutgoingEvent } from '../events.js';
import type { Message, MessageContent } from '../inbox.js';
import { numberColumn, textColumn } from './read-rows.js';

/** A row of `claimMessages`. */
export function readMessage(row: Row): Message {
  const content = readContent(textColumn(row, 'kind'), textColumn(row, 'content'));
  return { id: textColumn(row, 'id'), receiver: textColumn(row, 'receiver'), ...content };
}

// The store wrote these texts itself; the kind tells what is in them.

/** The content of a message of this kind. @throws StoreSchemaError when a newer release wrote it */
export function readContent(kind: string, text: string): MessageContent {
  switch (kind) {
    case 'fact':
      return { kind, fact: JSON.parse(text) as Fact };
    case 'child':
      return { kind, start: JSON.parse(text) as StartEffect };
    case 'event':
      return { kind, ...(JSON.parse(text) as { definition: string; event: CloudEvent }) };
    default:
      throw new StoreSchemaError(
        'A message was stored by a newer release, in a form that this one cannot read.',
      );
  }
}

/** A row of `claimOutgoing`. */
export function readOutgoing(row: Row): OutgoingEvent {
  return {
    instanceId: textColumn(row, 'instance'),
    commit: numberColumn(row, 'commit'),
    position: numberColumn(row, 'position'),
    event: JSON.parse(textColumn(row, 'event')) as CloudEvent,
    attempts: numberColumn(row, 'attempts'),
  };
}

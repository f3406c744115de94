import type { BoundStatement } from '../database/database.js';
import { lockStatement } from './lock-statement.js';
import { commitExchange } from '../sql/commit-exchange.js';
import type { Change } from '../store.js';
import { exchangeRows, exchanges, subscriptionLocks } from './exchange-rows.js';
import { isOver } from './commit-rows.js';
import { storableJson } from './storable.js';

/**
 * The commit of a group together with what has to stand around it: locks before it, so that no event is missed, and
 * what its changes exchange with others behind it. Only the commit itself when they exchange nothing.
 *
 * @throws StoreDataError naming the instance when one of its values cannot be stored
 */
export function exchangeStatements(commit: BoundStatement, changes: readonly Change[]): BoundStatement[] {
  const exchanging = changes.filter(exchanges);
  if (exchanging.length === 0) return [commit];
  const rows = exchanging.map((change) => ({ id: change.instance.id, ...exchangeRows(change) }));
  const list = (part: 'ended' | 'subscriptions' | 'messages' | 'events'): string =>
    `[${rows.flatMap((row) => row[part].map((item) => storableJson(item, row.id))).join(',')}]`;
  const locks = rows.flatMap((row) => row.subscriptions.flatMap(subscriptionLocks));
  return [
    ...(locks.length > 0 ? [lockStatement(locks)] : []),
    commit,
    {
      statement: commitExchange,
      values: [
        JSON.stringify(exchanging.map(writtenRow)),
        list('ended'),
        list('subscriptions'),
        list('messages'),
        list('events'),
      ],
    },
  ];
}

function writtenRow({ instance, consumed }: Change): object {
  return { id: instance.id, version: instance.version, over: isOver(instance), consumed };
}

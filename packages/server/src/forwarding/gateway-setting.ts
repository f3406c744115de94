import { setting } from '@orchestrator/definition';

/** Through what commands go to other runtimes. */
export const GATEWAY = setting({
  key: 'kogito.dataindex.gateway.url',
  task: 'connections',
  does: 'Where mutations go that are about runs, jobs and user tasks of other runtimes: to this address instead of the one that their events name. The credentials of the caller go along.',
  value: 'http or https address; only its host and port count',
  default: 'the address that the events name',
  where: 'server',
  example: 'kogito.dataindex.gateway.url=http://gateway.example.com:8080',
});

import { setting } from '@orchestrator/definition';

/** Scheme of a function's address. */
export const PROTOCOL = setting({
  key: 'kogito.sw.functions.<function>.protocol',
  task: 'functions',
  does: 'The scheme of the address, for a function whose operation is only a path.',
  value: '`http` or `https`',
  default:
    'the `protocol` in the metadata of the function, then `https` for the port 443 and `http` for others',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.protocol=https',
});

/** Host of a function's address. */
export const HOST = setting({
  key: 'kogito.sw.functions.<function>.host',
  task: 'functions',
  does: 'The host of the address, for a function whose operation is only a path.',
  value: 'name or address of a host',
  default: 'the `host` in the metadata of the function, then `localhost`',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.host=pets.example.com',
});

/** Port of a function's address. */
export const PORT = setting({
  key: 'kogito.sw.functions.<function>.port',
  task: 'functions',
  does: 'The port of the address, where the operation names none.',
  value: 'number of a port',
  default: 'the `port` in the metadata of the function, then `kogito.sw.functions.port`',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.port=8443',
});

/** Port of all functions that have no {@link PORT}. */
export const DEFAULT_PORT = setting({
  key: 'kogito.sw.functions.port',
  task: 'functions',
  does: 'The port for all functions that have none of their own.',
  value: 'number of a port',
  default: 'the one of the scheme',
  where: 'workflow',
  example: 'kogito.sw.functions.port=8080',
});

/** Token of a function. */
export const ACCESS_TOKEN = setting({
  key: 'kogito.sw.functions.<function>.access_token',
  task: 'function-credentials',
  does: 'A token that is sent as `Authorization: Bearer`. It wins over an API key, and that over user name and password.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.access_token=${PETS_TOKEN}',
});

/** API key of a function. */
export const API_KEY = setting({
  key: 'kogito.sw.functions.<function>.api_key',
  task: 'function-credentials',
  does: 'A key that is sent as `X-API-KEY`.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.api_key=${PETS_KEY}',
});

/** What stands before {@link API_KEY}. */
export const API_KEY_PREFIX = setting({
  key: 'kogito.sw.functions.<function>.api_key_prefix',
  task: 'function-credentials',
  does: 'A word before that key, with a blank between them.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.api_key_prefix=Token',
});

/** User name of a function. */
export const USERNAME = setting({
  key: 'kogito.sw.functions.<function>.username',
  task: 'function-credentials',
  does: 'A user name that is sent by HTTP basic authentication.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.username=orchestrator',
});

/** Password that belongs to {@link USERNAME}. */
export const PASSWORD = setting({
  key: 'kogito.sw.functions.<function>.password',
  task: 'function-credentials',
  does: 'The password for that user name.',
  value: 'text',
  where: 'workflow',
  example: 'kogito.sw.functions.findPet.password=${PETS_PASSWORD}',
});

import { expect, it } from 'vitest';
import { setting } from './setting.js';

const url = setting({
  key: 'quarkus.rest-client.<key>.url',
  task: 'openapi',
  does: 'Where the service is.',
  value: 'address',
  where: 'workflow',
  example: 'quarkus.rest-client.pets_yaml.url=https://pets.example.com',
});

it('a setting is named after what its placeholders stand for, whatever that looks like', () => {
  expect(url.named({ key: 'pets_yaml.$&' })).toBe('quarkus.rest-client.pets_yaml.$&.url');
  expect(() => url.named({})).toThrow('<key>');
});

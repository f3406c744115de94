import { existsSync } from 'node:fs';
import path from 'node:path';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/**
 * Opens a gRPC server that greets in the language of each request, as cases word it: `reply text is "A <name>" for language
 * X (any case), else "B <name>"`. Methods whose names end in `Error` fail in the middle.
 *
 * @param {{proto: string, service: string, language?: string}} description
 * @param {readonly string[]} folders where `proto` may lie
 */
export async function openGrpc({ proto, service, language }, folders) {
  const file = folders.map((folder) => path.join(folder, proto)).find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`There is no ${proto} in ${folders.join(' or ')}.`);
  const definition = loadSync(path.resolve(file), {
    keepCase: true,
    enums: String,
    includeDirs: [path.resolve(path.dirname(file))],
  });
  const methods = Object.entries(definition).find(([name]) => name.split('.').at(-1) === service)?.[1];
  if (!methods) throw new Error(`${proto} describes no service ${service}.`);
  const greet = greeter(language);
  const server = new grpc.Server();
  const handlers = Object.entries(methods).map(([name, method]) => [name, handlerOf(name, method, greet)]);
  server.addService(methods, Object.fromEntries(handlers));
  const port = await new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, close: () => server.forceShutdown() };
}

function handlerOf(name, { requestStream, responseStream }, greet) {
  const failure = { code: grpc.status.OUT_OF_RANGE, details: 'That is enough.' };
  const fails = name.endsWith('Error');
  if (requestStream) return responseStream ? eachByEach(greet, fails, failure) : allAtOnce(greet);
  if (responseStream) return (call) => (call.write(greet(call.request)), call.end());
  return (call, callback) => (fails ? callback(failure) : callback(null, greet(call.request)));
}

function eachByEach(greet, fails, failure) {
  return (call) => {
    call.on('data', (request) => (fails ? call.emit('error', failure) : call.write(greet(request))));
    call.on('end', () => call.end());
  };
}

function allAtOnce(greet) {
  return (call, callback) => {
    const texts = [];
    call.on('data', (request) => texts.push(greet(request).message));
    call.on('end', () => callback(null, { message: texts.join('\n') }));
  };
}

const GREETINGS = { spanish: 'Saludos desde gRPC service', catalan: 'Bon dia', italian: 'Boungiorno' };

function greeter(rule = '') {
  const worded = /"([^"]*) <name>" for language (\w+)[^"]*"([^"]*) <name>"/.exec(rule);
  const [, special = GREETINGS.spanish, language = 'Spanish', otherwise = 'Hello from gRPC service'] =
    worded ?? [];
  const greetings = { ...GREETINGS, [language.toLowerCase()]: special };
  return function greet({ name, language: spoken = '', requests, innerHello }) {
    if (requests) return { replies: requests.map((request) => ({ message: greet(request).message })) };
    if (name === undefined) return {};
    const message = `${greetings[spoken.toLowerCase()] ?? otherwise} ${name}`;
    // Only services that know states have these fields; others leave them out.
    if (innerHello?.unknown) return { message, innerMessage: {} };
    return { message, state: 'SUCCESS', innerMessage: { number: 23, state: 'SUCCESS' } };
  };
}

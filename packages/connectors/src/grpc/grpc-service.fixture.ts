import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { afterEach, beforeEach } from 'vitest';

/** A real gRPC server on loopback, new for each test. */
export class GrpcService {
  port = 0;
  readonly server = new Server();

  static use(
    definition: ServiceDefinition,
    implementation: UntypedServiceImplementation,
    tls?: { readonly key: string; readonly cert: string },
  ): () => GrpcService {
    let service = new GrpcService();
    beforeEach(async () => {
      service = new GrpcService();
      service.server.addService(definition, implementation);
      const credentials = tls
        ? ServerCredentials.createSsl(null, [
            { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) },
          ])
        : ServerCredentials.createInsecure();
      service.port = await new Promise<number>((resolve, reject) => {
        service.server.bindAsync('127.0.0.1:0', credentials, (error, port) =>
          error ? reject(error) : resolve(port),
        );
      });
    });
    afterEach(() => service.server.forceShutdown());
    return () => service;
  }
}

import { fromJSON } from '@grpc/proto-loader';
import type { ServiceDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import type { Description } from '../connector.js';

const SERVICE = `
syntax = "proto3";
package shop.v1;
import "google/protobuf/empty.proto";
import "messages/order.proto";
import "google/api/annotations.proto"; // missing: only for options
service Shop {
  rpc Buy (Order) returns (Order) {}
  rpc Nothing (google.protobuf.Empty) returns (google.protobuf.Empty) {}
  rpc Watch (Order) returns (stream Order) {}
  rpc Sum (stream Order) returns (Order) {}
  rpc Chat (stream Order) returns (stream Order) {}
}
`;

const MESSAGES = `
syntax = "proto3";
package shop.v1;
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
enum State { UNKNOWN = 0; PAID = 1; }
message Item { string label = 1; State state = 2; }
message Order {
  string customer_name = 1;
  int32 amount = 2;
  State state = 3;
  Item item = 4;
  repeated Item items = 5;
  int64 number = 6;
  uint64 big = 7;
  bytes data = 8;
  float price = 9;
  double ratio = 10;
  bool urgent = 11;
  optional int32 discount = 12;
  map<int64, string> labels = 13;
  map<bool, Item> choices = 14;
  oneof pay { string card = 15; string cash = 16; }
  google.protobuf.Timestamp at = 17;
  google.protobuf.Duration wait = 18;
  google.protobuf.Struct extra = 19;
  google.protobuf.Value any_json = 20;
  google.protobuf.Int64Value maybe = 21;
  google.protobuf.FieldMask mask = 22;
  google.protobuf.Any wrapped = 23;
  string odd = 24 [json_name = "@odd"];
  google.protobuf.ListValue list = 25;
  map<string, int32> counts = 26;
}
`;

/** A description of the service, its messages in a file that it imports. */
export const shop: Description = {
  path: 'protos/shop.proto',
  reference: { uri: 'shop.proto' },
  files: new Map([
    ['protos/shop.proto', SERVICE],
    ['protos/messages/order.proto', MESSAGES],
  ]),
};

/** The service as another implementation reads it, for a server to offer. */
export function shopService(): ServiceDefinition {
  const root = new protobuf.Root();
  for (const name of ['empty', 'any', 'duration', 'field_mask', 'struct', 'timestamp', 'wrappers']) {
    root.addJSON(protobuf.common.get(`google/protobuf/${name}.proto`)?.nested ?? {});
  }
  for (const text of shop.files.values()) protobuf.parse(text, root, { keepCase: true });
  const options = { keepCase: true, longs: String, enums: String, defaults: false };
  return fromJSON(root.toJSON(), options)['shop.v1.Shop'] as ServiceDefinition;
}

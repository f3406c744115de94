/** A way in which a service wants its callers to identify themselves, as its document declares it. */
export type SecurityScheme = {
  /** As written in the document. */
  readonly name: string;
} & (
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer' }
  | {
      readonly kind: 'apiKey';
      readonly place: 'header' | 'query' | 'cookie';
      /** Name of the header, query parameter or cookie that holds the key. */
      readonly parameter: string;
    }
  | {
      readonly kind: 'oauth2';
      /** Where tokens are got, by grant; as written, so perhaps relative to the service. */
      readonly tokenUrls: { readonly client?: string; readonly password?: string };
      /** Address of the metadata of an OpenID provider. */
      readonly discoveryUrl?: string;
    }
);

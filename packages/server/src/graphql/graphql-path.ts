/** Where GraphQL is served. */
export const graphqlPath = /^(?:\/data-index)?\/graphql$/;

/** Whether GraphQL is served at a path. */
export function isGraphqlPath(pathname: string): boolean {
  return /^(?:\/data-index)?\/graphql$/.test(pathname);
}

/** Whether somebody opens the address of GraphQL in a browser, instead of asking something. */
export function wantsPage({ method, url, headers }: Request): boolean {
  const accepts = /\btext\/html\b/.test(headers.get('accept') ?? '');
  return method === 'GET' && accepts && !new URL(url).searchParams.has('query');
}

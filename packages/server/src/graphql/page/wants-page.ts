/** Whether somebody opens the address of GraphQL in a browser, instead of asking something. */
export function wantsPage({ method, url, headers }: Request): boolean {
  const accepts = /\btext\/html\b/.test(headers.get('accept') ?? '');
  return method === 'GET' && accepts && !new URL(url).searchParams.has('query');
}

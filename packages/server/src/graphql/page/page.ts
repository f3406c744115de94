import { createHash } from 'node:crypto';
import { pageScript } from './page-script.js';
import { pageStyle } from './page-style.js';

const EXAMPLE = `{
  ProcessInstances(orderBy: {start: DESC}, pagination: {limit: 10}) {
    id
    processName
    state
    start
  }
}`;

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphQL: Data Index</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>Data Index</h1>
<span id="status" role="status"></span>
<label>Token, where one is asked for <input id="token" type="password" autocomplete="off"></label>
<button id="run" type="button" title="Ctrl+Enter">Run</button>
</header>
<section>
<label for="query">Query</label>
<textarea id="query" spellcheck="false">${EXAMPLE}</textarea>
<label for="variables">Variables, as JSON</label>
<textarea id="variables" spellcheck="false"></textarea>
</section>
<section aria-label="Result"><pre id="result" tabindex="0"></pre></section>
<section aria-label="Schema">
<label for="find">Find in the schema</label>
<input id="find" type="search">
<div id="docs"></div>
</section>
<script type="module">${pageScript}</script>
</body>
</html>
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but what is in the page runs, and it speaks to this server only. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(pageScript)}`,
  `style-src ${hashOf(pageStyle)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page to try queries in and to read the schema; it needs nothing from elsewhere. */
export function page(): Response {
  return new Response(HTML, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

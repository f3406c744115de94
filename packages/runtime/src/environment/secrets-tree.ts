import type { JsonObject } from '@orchestrator/definition';

interface Branch {
  [name: string]: Branch | string;
}

/** Settings with dotted keys as the tree that `$SECRET` reads. Where a key is also the beginning of another, the longer wins. */
export function secretsTree(settings: ReadonlyMap<string, string>): JsonObject {
  const root = emptyBranch();
  // Shorter keys first, so that longer ones take their place.
  for (const [key, value] of [...settings].sort(([a], [b]) => a.length - b.length)) {
    const names = key.split('.');
    const last = names.pop() ?? '';
    let branch = root;
    for (const name of names) {
      const found = Object.hasOwn(branch, name) ? branch[name] : undefined;
      const inner = typeof found === 'object' ? found : emptyBranch();
      put(branch, name, inner);
      branch = inner;
    }
    put(branch, last, value);
  }
  return root;
}

function emptyBranch(): Branch {
  return {};
}

/** Sets an own property, also one called `__proto__`. */
function put(branch: Branch, name: string, value: Branch | string): void {
  Object.defineProperty(branch, name, { value, enumerable: true, configurable: true, writable: true });
}

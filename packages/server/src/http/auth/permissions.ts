import type { Settings } from '@orchestrator/runtime';
import { AuthSettingsError } from './auth-settings-error.js';

const PREFIX = 'quarkus.http.auth.permission.';

const HEALTH = '/q/health';

/** What is asked of those who want to reach a path. */
export type Policy = 'permit' | 'authenticated' | 'deny';

interface Permission {
  readonly policy: Policy;
  /** Empty: all. */
  readonly methods: readonly string[];
}

interface Rule extends Permission {
  /** Without `/*` at its end. */
  readonly path: string;
  /** True: everything below the path too. */
  readonly below: boolean;
}

/**
 * Who may reach which path, from `quarkus.http.auth.permission.<name>.*` (workflow-runtime.md 8.4).
 *
 * The longest path that fits decides, one without `/*` before one with it; a path for which no permission names the
 * method is closed. What is written in a way that is not understood keeps the server from starting: it might have been
 * meant to protect something.
 */
export class Permissions {
  readonly #rules: readonly Rule[];

  /** @throws AuthSettingsError */
  constructor(settings: Settings) {
    const keys = [...settings].map(([key]) => key).filter((key) => key.startsWith(PREFIX));
    for (const key of keys) checkKey(key);
    const names = new Set(keys.map((key) => key.slice(0, key.lastIndexOf('.'))));
    this.#rules = [...names].flatMap((name) => rulesOf(settings, name));
    if (this.#rules.length === 0)
      throw new AuthSettingsError(
        `quarkus.http.auth.basic protects nothing by itself: set ${PREFIX}NAME.paths and .policy in the options or a configuration file, for instance to /* and authenticated.`,
      );
  }

  /** Whether nobody gets anywhere without a password, except to what the server says about its health. */
  get closed(): boolean {
    const everything = this.#rules.some(({ path, below }) => path === '' && below);
    const opened = this.#rules.filter(({ policy }) => policy === 'permit');
    return everything && opened.every(({ path }) => path === HEALTH || path.startsWith(`${HEALTH}/`));
  }

  /** The policy for a request; the path has no `%` sequences any more. */
  policyFor(method: string, path: string): Policy {
    const fitting = this.#rules.filter((rule) => fits(rule, withoutEnd(path)));
    const rank = Math.max(...fitting.map(rankOf));
    const decisive = fitting.filter((rule) => rankOf(rule) === rank);
    if (decisive.length === 0) return 'permit';
    const named = decisive.filter(({ methods }) => methods.includes(method));
    const counting = named.length > 0 ? named : decisive.filter(({ methods }) => methods.length === 0);
    return strictest(counting);
  }
}

/** Whether the settings say anything about who may reach what. */
export function hasPermissions(settings: Settings): boolean {
  return [...settings].some(([key]) => key.startsWith(PREFIX));
}

function checkKey(key: string): void {
  if (/^[^.]+\.(paths|policy|methods|enabled)$/.test(key.slice(PREFIX.length))) return;
  throw new AuthSettingsError(`${key} isn't known; permissions have paths, policy, methods and enabled.`);
}

function rulesOf(settings: Settings, name: string): Rule[] {
  if (settings.get(`${name}.enabled`) === 'false') return [];
  const policy = settings.get(`${name}.policy`)?.trim();
  if (policy !== 'permit' && policy !== 'authenticated' && policy !== 'deny')
    throw new AuthSettingsError(`${name}.policy must be permit, authenticated or deny.`);
  const methods = list(settings.get(`${name}.methods`)).map((method) => method.toUpperCase());
  const paths = list(settings.get(`${name}.paths`));
  if (paths.length === 0) throw new AuthSettingsError(`${name}.paths is missing.`);
  return paths.map((path) => ({ ...pattern(path, name), policy, methods }));
}

function pattern(text: string, name: string): Pick<Rule, 'path' | 'below'> {
  const path = text.startsWith('/') ? text : `/${text}`;
  const below = path.endsWith('/*');
  const fixed = withoutEnd(below ? path.slice(0, -2) : path);
  if (fixed.includes('*'))
    throw new AuthSettingsError(
      `${name}.paths: "${text}" may have a star only as its last part, as in /a/*.`,
    );
  return { path: fixed, below };
}

function fits({ path, below }: Rule, requested: string): boolean {
  return requested === path || (below && requested.startsWith(`${path}/`));
}

/** Routes take a path with a slash at its end for the one without. */
function withoutEnd(path: string): string {
  return path.replace(/\/+$/, '');
}

function rankOf({ path, below }: Rule): number {
  return path.length * 2 + (below ? 0 : 1);
}

function strictest(permissions: readonly Permission[]): Policy {
  const policies = permissions.map(({ policy }) => policy);
  if (policies.length === 0 || policies.includes('deny')) return 'deny';
  return policies.includes('authenticated') ? 'authenticated' : 'permit';
}

function list(text = ''): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

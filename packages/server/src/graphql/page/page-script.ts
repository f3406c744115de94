/** What runs in the page. It makes elements from texts only, never from markup, since names and data are anybody's. */
export const pageScript = `
const byId = (id) => document.getElementById(id);
const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
};

const ask = async (query, variables) => {
  const headers = { 'content-type': 'application/json' };
  const token = byId('token').value.trim();
  if (token) headers.authorization = 'Bearer ' + token;
  const body = JSON.stringify({ query, variables });
  const response = await fetch(location.pathname, { method: 'POST', headers, body });
  return response.json();
};

const run = async () => {
  byId('status').textContent = 'Running …';
  const begun = performance.now();
  try {
    const variables = byId('variables').value.trim();
    const answer = await ask(byId('query').value, variables ? JSON.parse(variables) : {});
    byId('result').textContent = JSON.stringify(answer, null, 2);
    byId('status').textContent = Math.round(performance.now() - begun) + ' ms';
  } catch (error) {
    byId('result').textContent = String(error);
    byId('status').textContent = 'Failed';
  }
};

const INTROSPECTION = '{ __schema { types { name kind description enumValues { name } fields { name description '
  + 'args { name type { ...T } } type { ...T } } inputFields { name description type { ...T } } } } } '
  + 'fragment T on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }';

const textOf = (type) =>
  type.kind === 'NON_NULL' ? textOf(type.ofType) + '!' : type.kind === 'LIST' ? '[' + textOf(type.ofType) + ']' : type.name;

const docs = async () => {
  const { data } = await ask(INTROSPECTION, {});
  if (!data) return;
  const first = ['Query', 'Mutation', 'Subscription'];
  const rank = ({ name }) => (first.indexOf(name) + 4) % 4 + (first.includes(name) ? 0 : 4);
  const types = data.__schema.types.filter(({ name }) => !name.startsWith('__'));
  types.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const list = byId('docs');
  list.replaceChildren();
  for (const type of types) {
    const entry = element('details');
    entry.append(element('summary', type.name));
    if (type.description) entry.append(element('p', type.description));
    for (const { name } of type.enumValues || []) entry.append(element('code', name));
    for (const field of type.fields || type.inputFields || []) {
      const args = (field.args || []).map(({ name, type: of }) => name + ': ' + textOf(of)).join(', ');
      entry.append(element('code', field.name + (args ? '(' + args + ')' : '') + ': ' + textOf(field.type)));
      if (field.description) entry.append(element('p', field.description));
    }
    list.append(entry);
  }
};

const find = () => {
  const wanted = byId('find').value.toLowerCase();
  for (const entry of byId('docs').children) entry.hidden = !entry.textContent.toLowerCase().includes(wanted);
};

byId('run').addEventListener('click', run);
byId('find').addEventListener('input', find);
byId('token').addEventListener('change', docs);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
docs();
`;

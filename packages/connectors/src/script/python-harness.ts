import type { Json, JsonObject } from '@orchestrator/definition';
import type { PythonChanges, PythonVariables } from '@orchestrator/engine';

/** What holds for everything that the harness does. */
export interface PythonBounds {
  /** Folders with modules, after Python's own. */
  readonly searchPath: readonly string[];
  /** Megabytes of memory, and seconds after which the process ends by itself. */
  readonly memory: number;
  readonly seconds: number;
}

/** A script that the harness runs. */
export interface PythonScript {
  readonly source: string;
  /** What earlier scripts of the run have left. */
  readonly variables: PythonVariables;
  readonly arguments: JsonObject;
  /** True: arguments that the script leaves as they are are not kept. */
  readonly confidential: boolean;
}

/** A function of a module that the harness calls. */
export interface PythonFunction {
  readonly module: string;
  readonly function: string;
  readonly positional: readonly Json[];
  readonly keywords: JsonObject;
}

/** What the harness writes to {@link PYTHON_CHANNEL}. */
export type PythonOutcome =
  | { readonly changes: PythonChanges }
  | { readonly result: Json }
  | { readonly error: string; readonly memory?: true };

/** The descriptor of the harness's answer; standard output belongs to the script. */
export const PYTHON_CHANNEL = 3;

/**
 * Runs one script in Python 3.8 or newer, and tells which variables it has left; or calls one function of a module, and tells
 * what it has returned.
 *
 * What JSON holds without loss is kept as JSON. Anything else is kept by pickle, each variable on its own, so that branches
 * can change different ones at the same time; modules are kept by name, with the modules below them that scripts have
 * imported. What pickle cannot take is left out.
 */
export const PYTHON_HARNESS = String.raw`
import ast, base64, datetime, importlib, io, json, math, numbers, os, pickle, signal, sys, types

EXACT = 2 ** 53
SAVED_BY = 4
FILE_SIZE = 64 * 2 ** 20
MESSAGE = 2000
FIELDS = ("year", "month", "day", "hour", "minute", "second", "microsecond")
imported = set()

class Saver(pickle.Pickler):
    def persistent_id(self, value):
        if not isinstance(value, types.ModuleType):
            return None
        name = value.__name__
        return " ".join([name, *sorted(below for below in imported if below.startswith(name + "."))])

class Loader(pickle.Unpickler):
    def persistent_load(self, names):
        name, *below = names.split(" ")
        imported.update(below)
        for each in below:
            importlib.import_module(each)
        return importlib.import_module(name)

def save(value):
    saved = io.BytesIO()
    Saver(saved, SAVED_BY).dump(value)
    return base64.b64encode(saved.getvalue()).decode("ascii")

def load(text):
    return Loader(io.BytesIO(base64.b64decode(text))).load()

def is_exact(value):
    kind = type(value)
    if kind is int:
        return -EXACT < value < EXACT
    if kind is float:
        return math.isfinite(value) and not value.is_integer()
    if kind is list:
        return all(map(is_exact, value))
    if kind is dict:
        return all(type(key) is str and is_exact(each) for key, each in value.items())
    return value is None or kind is bool or kind is str

def view_of(value):
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, numbers.Real):
        return number_of(value)
    if isinstance(value, dict):
        return {str(key): view_of(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [view_of(each) for each in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return {name: getattr(value, name) for name in FIELDS if hasattr(value, name)}
    return None if callable(value) or isinstance(value, types.ModuleType) else str(value)

def number_of(value):
    if isinstance(value, numbers.Integral) and -EXACT < value < EXACT:
        return int(value)
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None

# Gives text, since the value itself may be changed later.
def variable_of(value):
    try:
        if is_exact(value):
            return json.dumps({"value": value})
        saved = save(value)
        load(saved)
        return json.dumps({"value": view_of(value), "object": saved})
    except MemoryError:
        raise
    except Exception:
        return None

def told(error):
    kind = type(error).__name__
    try:
        text = f"{kind}: {error}"
    except Exception:
        text = kind
    places = {*sys.path, sys.prefix, sys.base_prefix, os.getcwd()} - {"", "/"}
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, "...")
    return text[:MESSAGE]

def limit(memory, seconds):
    try:
        import resource
    except ImportError:
        return
    wanted = (resource.RLIMIT_AS, memory * 2 ** 20), (resource.RLIMIT_FSIZE, FILE_SIZE), (resource.RLIMIT_CORE, 0)
    for kind, most in wanted:
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            pass
    signal.alarm(seconds)

def restore(variables):
    try:
        return {name: load(each["object"]) if "object" in each else each["value"] for name, each in variables.items()}
    except Exception as error:
        raise RuntimeError(f"variables of earlier scripts can't be restored: {told(error)}") from error

def changes_by(given):
    variables, arguments = given["variables"], given["arguments"]
    names = restore(variables)
    before = {name: variable_of(each) for name, each in names.items()}
    hidden = {name: variable_of(each) for name, each in arguments.items()} if given["confidential"] else {}
    module = types.ModuleType("__main__")
    module.__dict__.update(names)
    module.__dict__.update(arguments)
    own = sys.modules["__main__"]
    sys.modules["__main__"] = module
    # Nothing may be kept as a part of this module, which ends with the script.
    run(given["source"], module.__dict__)
    sys.modules["__main__"] = None
    after = {name: variable_of(each) for name, each in module.__dict__.items() if not name.startswith("__")}
    changed = {name: after.get(name) for name in {*before, *after} if after.get(name) != before.get(name)}
    sys.modules["__main__"] = own
    told_of = {name: each for name, each in changed.items() if name not in hidden or each != hidden[name]}
    return ", ".join(f"{json.dumps(name)}: {each or 'null'}" for name, each in told_of.items())

def run(source, names):
    tree = ast.parse(source, "script")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names if "." in alias.name)
    try:
        exec(compile(tree, "script", "exec"), names)
    except SystemExit as end:
        if end.code not in (None, 0):
            raise

def result_of(given):
    function = getattr(importlib.import_module(given["module"]), given["function"])
    return json.dumps(view_of(function(*given["positional"], **given["keywords"])))

def outcome():
    try:
        given = json.load(sys.stdin)
        sys.path.extend(given["searchPath"])
        limit(given["memory"], given["seconds"])
        if "function" in given:
            return f'{{"result": {result_of(given)}}}'
        return f'{{"changes": {{{changes_by(given)}}}}}'
    except MemoryError as error:
        return json.dumps({"error": told(error), "memory": True})
    except BaseException as error:
        return json.dumps({"error": told(error)})

os.set_inheritable(${PYTHON_CHANNEL}, False)
with os.fdopen(${PYTHON_CHANNEL}, "w", encoding="ascii") as channel:
    channel.write(outcome())
`;

import type { Cursor } from '../../document/cursor.js';
import type { Expression } from '../../expressions/expression.js';
import type { Task } from '../../program/task.js';
import { walkTexts } from './document-walk.js';

/** Finds the text of an expression in a document again, since compiled expressions do not know where they stand. */
export class ExpressionPlaces {
  readonly #root: Cursor;
  readonly #texts = new Map<string, Cursor[]>();

  constructor(root: Cursor) {
    this.#root = root;
    walkTexts(root, (text, place) => {
      const places = this.#texts.get(text);
      if (places) places.push(place);
      else this.#texts.set(text, [place]);
    });
  }

  /** The texts of an expression of a task: inside the task, else in its state, else anywhere; else the task. */
  find(expression: Expression, task: Task): readonly Cursor[] {
    const places = this.#texts.get(expression.source) ?? [];
    for (const scope of [task.id, task.state, '']) {
      const inside = places.filter(({ pointer }) => pointer.startsWith(`${scope}/`));
      if (inside.length > 0) return inside;
    }
    return [this.#at(task.id)];
  }

  #at(pointer: string): Cursor {
    return pointer
      .split('/')
      .slice(1)
      .reduce((parent, part) => parent.get(Array.isArray(parent.value) ? Number(part) : part), this.#root);
  }
}

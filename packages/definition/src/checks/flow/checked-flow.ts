import type { Program } from '../../program/program.js';

/** What the checks of a document's meaning have to know of its compilation. */
export type CheckedFlow = Pick<Program, 'start' | 'states' | 'tasks'> &
  Partial<Pick<Program, 'constants' | 'input' | 'timeout'>>;

import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiForbidLine,
  RiInformationLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { StatusLook } from '../model/run-status';
import { classNames } from './class-names';
import styles from './StatusBadge.module.css';

const ICONS: { readonly [key in StatusLook['key']]: RemixiconComponentType } = {
  completed: RiCheckboxCircleLine,
  active: RiLoader4Line,
  failed: RiCloseCircleLine,
  aborted: RiForbidLine,
  suspended: RiPauseCircleLine,
  pending: RiTimeLine,
  warning: RiAlertLine,
  hint: RiInformationLine,
};

/** The icon of a status; decoration only, the word stands beside it. */
export function StatusIcon({ look, size = 16 }: { look: StatusLook; size?: number }) {
  const Icon = ICONS[look.key];
  return (
    <span className={classNames(styles['icon'], styles[look.tone])} aria-hidden="true">
      <Icon size={size} className={classNames(look.key === 'active' && styles['turning'])} />
    </span>
  );
}

/** A status as icon, word and colour. */
export function StatusBadge({ look }: { look: StatusLook }) {
  return (
    <span className={classNames(styles['badge'], styles[look.tone])}>
      <StatusIcon look={look} />
      {look.label}
    </span>
  );
}

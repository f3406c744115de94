import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Logo.module.css';

/** The portal's sign at the top of the sidebar; leads to the start page. */
export function Logo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" aria-label="Orchestrator, start page" className={styles.logo}>
      <svg viewBox="0 0 32 32" className={styles.sign} aria-hidden="true">
        <circle cx="9" cy="8" r="3.5" />
        <circle cx="9" cy="24" r="3.5" />
        <circle cx="23" cy="20" r="3.5" />
        <path d="M9 12v8M13 8h4a6 6 0 0 1 6 6v2" />
      </svg>
      {isOpen && <span className={styles.name}>Orchestrator</span>}
    </Link>
  );
}

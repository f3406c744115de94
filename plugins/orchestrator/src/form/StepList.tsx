import { classNames } from '../components/class-names';
import styles from './StepList.module.css';

interface StepListProps {
  readonly titles: readonly string[];
  readonly position: number;
  readonly onGo: (position: number) => void;
}

/** Where one is in the form; steps that lie behind can be gone back to. */
export function StepList({ titles, position, onGo }: StepListProps) {
  return (
    <nav aria-label="Steps of the form">
      <ol className={styles['steps']}>
        {titles.map((title, index) => (
          <li
            key={title}
            className={classNames(styles['step'], index === position && styles['current'])}
            aria-current={index === position ? 'step' : undefined}
          >
            <span className={styles['number']} aria-hidden="true">
              {index + 1}
            </span>
            {index < position ? (
              <button type="button" className={styles['back']} onClick={() => onGo(index)}>
                {title}
              </button>
            ) : (
              title
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

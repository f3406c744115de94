import type { DataIndex } from '../client/data-index';
import type { WorkflowService } from '../client/workflow-service';
import type { LiveViewers } from '../live/live-viewers';
import type { Change } from '../live/live-updates';
import type { Availability } from '../overview/availability';

/** Where workflows run: inside this backend, or behind a URL. */
export interface Engine {
  readonly index: DataIndex;
  readonly service: WorkflowService;
  readonly availability: Availability;
  readonly remote: boolean;
  /** Begins to tell of changes. */
  watch(viewers: LiveViewers, onChange: (change: Change) => void): void;
  /** Ends everything that this backend runs. */
  close(): Promise<void>;
}

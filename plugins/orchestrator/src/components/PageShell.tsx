import { useEffect, type ReactNode } from 'react';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { Container, Header, VisuallyHidden, type HeaderMetadataItem } from '@backstage/ui';

import styles from './PageShell.module.css';

/** One tab of a page's header; each tab has an address of its own. */
export interface PageTab {
  readonly id: string;
  readonly label: string;
  readonly href: string;
}

interface PageShellProps {
  readonly title: string;
  /** The way from the plugin's start page down to this page. */
  readonly breadcrumbs?: readonly { readonly label: string; readonly href: string }[];
  readonly metadata?: readonly HeaderMetadataItem[];
  readonly tabs?: readonly PageTab[];
  readonly activeTab?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame that all pages share: browser title, header with tabs and actions, and the main landmark. */
export function PageShell({
  title,
  breadcrumbs,
  metadata,
  tabs,
  activeTab,
  actions,
  children,
}: PageShellProps) {
  const appTitle = useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  useEffect(() => {
    document.title = title === appTitle ? title : `${title} · ${appTitle}`;
  }, [title, appTitle]);
  return (
    <main className={styles['page']}>
      <VisuallyHidden>
        <h1>{title}</h1>
      </VisuallyHidden>
      <Header
        title={title}
        customActions={actions}
        {...(breadcrumbs && { breadcrumbs: [...breadcrumbs] })}
        {...(metadata && { metadata: [...metadata] })}
        {...(tabs && { tabs: [...tabs] })}
        {...(activeTab !== undefined && { activeTabId: activeTab })}
      />
      <Container>{children}</Container>
    </main>
  );
}

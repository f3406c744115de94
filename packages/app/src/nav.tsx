import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint, type NavContentNavItem } from '@backstage/plugin-app-react';
import { Logo } from './Logo';

function NavItem({ href, title, icon }: NavContentNavItem) {
  return <SidebarItem to={href} text={title} icon={() => icon} />;
}

const navContent = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const nav = navItems.withComponent(NavItem);
      const orchestrator = nav.take('page:orchestrator');
      const settings = nav.take('page:user-settings');
      return (
        <Sidebar>
          <Logo />
          <SidebarDivider />
          <SidebarGroup label="Menu">
            {orchestrator}
            <SidebarScrollWrapper>{nav.rest({ sortBy: 'title' })}</SidebarScrollWrapper>
          </SidebarGroup>
          <SidebarSpace />
          <SidebarDivider />
          <SidebarGroup label="Settings" to="/settings">
            {settings}
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});

/** The sidebar: the Orchestrator first, settings at the bottom. */
export const navModule = createFrontendModule({ pluginId: 'app', extensions: [navContent] });

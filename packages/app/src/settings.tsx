import { Content } from '@backstage/core-components';
import { UserSettingsAppearanceCard } from '@backstage/plugin-user-settings';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';

/** The settings page without profile and identity: it would look them up in a catalog, and this portal has none. */
export const settingsPlugin = userSettingsPlugin.withOverrides({
  extensions: [
    userSettingsPlugin.getExtension('sub-page:user-settings/general').override({
      params: {
        loader: async () => (
          <Content>
            <UserSettingsAppearanceCard />
          </Content>
        ),
      },
    }),
  ],
});

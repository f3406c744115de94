/**
 * Environment variables that the application.properties of the collection refer to.
 *
 * @param {ReadonlyMap<string, string>} urls addresses of the stand-ins by name
 */
export function environment(urls) {
  const url = (name) => urls.get(name);
  return {
    BACKSTAGE_NOTIFICATIONS_URL: url('notifications'),
    NOTIFICATIONS_BEARER_TOKEN: 'notifications-token',
    BACKSTAGE_ROUTE: url('backstage'),
    ORCHESTRATOR_URL: url('actions'),
    ONBOARDING_SERVER_URL: url('onboarding'),
    SLACK_URL: url('slack'),
    SLACK_TOKEN: 'slack-token',
    AZURE_URL: url('azure'),
    HTTPBIN: url('httpbin'),
    RPJ_URL: url('rpj'),
    JIRA_URL: url('jira'),
    JIRA_USERNAME: 'jira-user',
    JIRA_API_TOKEN: 'jira-token',
    SN_SERVER: url('servicenow'),
    SERVICENOW_USERNAME: 'servicenow-user',
    SERVICENOW_PASSWORD: 'servicenow-password',
    AAP_URL: url('aap'),
    AAP_USERNAME: 'aap-user',
    AAP_PASSWORD: 'aap-password',
    OCP_API_SERVER_URL: url('cluster'),
    OCP_API_SERVER_TOKEN: 'cluster-token',
    OCP_CONSOLE_URL: 'https://console.example.com',
    MOVE2KUBE_URL: url('move2kube'),
    MTA_URL: url('mta'),
    K_SINK: url('sink'),
  };
}

/**
 * Settings for all workflows, which count more than the files of the collection: addresses that those files spell out, and
 * addresses and credentials for which they have none.
 *
 * @param {ReadonlyMap<string, string>} urls
 * @param {string} modules folder with Python modules
 */
export function settings(urls, modules) {
  const address = (client, name) => [`quarkus.rest-client.${client}.url`, urls.get(name)];
  return Object.fromEntries([
    address('github_yaml', 'github'),
    address('githubtwo_yaml', 'github'),
    address('gitlab_yaml', 'gitlab'),
    address('catalogfixed_yaml', 'backstage'),
    address('notifications', 'notifications'),
    ['quarkus.openapi-generator.notifications.auth.BearerToken.bearer-token', 'notifications-token'],
    // There is no Kafka here, so what is meant for its topics goes over HTTP.
    ...['notify-event', 'released-event'].map((topic) => [
      `mp.messaging.outgoing.${topic}.url`,
      urls.get('sink'),
    ]),
    ['org.sonataflow.python.searchpath', modules],
    // Nothing that the collection calls may lie outside this machine.
    ['orchestrator.egress.allow', '127.0.0.1'],
  ]);
}

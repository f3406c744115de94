const selecting = (workflow) => ({
  workflow,
  input: { selectUser: 'ada' },
  expected: () => ({
    data: { result: { message: 'Selected user is: ada', outputs: [], nextWorkflows: [] } },
  }),
});

const greeted = (language, greeting) => ({
  data: {
    result: {
      message: 'Greeting workflow completed successfully',
      outputs: [
        { key: 'Selected language', value: language },
        { key: 'Greeting message', value: greeting },
      ],
    },
  },
});

/** The second half of a minute is when the division is one by one. */
const stateAt = (time) => (new Date(time).getUTCSeconds() < 30 ? 'ERROR' : 'COMPLETED');

/** @type {readonly import('../runs.mjs').Case[]} */
export const withoutServices = [
  {
    workflow: 'assessment',
    input: { name: 'Ada', state: 'Wait' },
    expected: () => ({
      data: {
        result: {
          completedWith: 'success',
          message: 'Completed with success',
          nextWorkflows: [
            { id: 'wait-or-error', name: 'Wait or Error' },
            { id: 'hello_world', name: 'Hello World Workflow' },
          ],
        },
      },
    }),
  },
  {
    workflow: 'basic',
    title: 'with the function that the operator has to provide',
    input: { projectName: 'shop' },
    expected: () => ({ data: { seen: 'shop', result: { message: 'Project shop active', outputs: [] } } }),
  },
  {
    workflow: 'basic-flat',
    input: { projectName: 'shop' },
    expected: () => ({ data: { result: { message: 'Project shop active', outputs: [] } } }),
  },
  {
    workflow: 'dynamic-course-select',
    input: { studentName: 'Ada', courseName: 'Logic', courseDetails: { room: 'A1' } },
    expected: ({ id }) => ({
      data: {
        result: {
          message: 'The workflow finished successfully.',
          outputs: [
            { key: 'resourceOne', value: id },
            { key: 'studentName', value: 'Ada' },
            { key: 'courseName', value: 'Logic' },
            { key: 'room', value: 'A1' },
            ...[
              'requestCertificate',
              'complimentaryDrinks',
              'teacher',
              'hiddenEnrollmentId',
              'hiddenSummarySnapshot',
              'hiddenStepAuditToken',
              'reviewDetails',
            ].map((key) => ({ key, value: null })),
          ],
        },
      },
    }),
  },
  {
    workflow: 'dynamic_schema',
    input: { firstStep: { fooTheFirst: 'text of the first step' }, secondStep: {} },
    expected: () => ({ logs: ['text of the first step'] }),
  },
  {
    workflow: 'extendable-workflow',
    input: {
      personalInfo: { firstName: 'Ada', lastName: 'L', country: 'UK', password: 'p', confirmPassword: 'p' },
      languageInfo: { language: 'English' },
    },
    expected: () => ({
      data: {
        result: {
          message: 'Extendable workflow completed successfully',
          outputs: [
            { key: 'Language', value: 'English' },
            { key: 'Personal info', value: 'Name: Ada L; Country: UK' },
          ],
        },
      },
    }),
  },
  {
    workflow: 'greeting',
    input: { language: 'Spanish' },
    expected: () => greeted('Spanish', 'Saludos desde YAML Workflow'),
  },
  {
    workflow: 'greeting',
    title: 'without input',
    expected: () => greeted(null, 'Hello from YAML Workflow'),
  },
  {
    workflow: 'hello_world',
    expected: () => ({ data: { greeting: 'Hello World', mantra: 'Serverless Workflow is awesome!' } }),
  },
  selecting('list-users'),
  selecting('select-user'),
  {
    workflow: 'random-success-or-error',
    title: 'by the half of the minute',
    expected: ({ state, start, lastUpdate }) => {
      const possible = [stateAt(start), stateAt(lastUpdate)];
      return { state: possible.includes(state) ? state : possible[0] };
    },
  },
  {
    workflow: 'sample-retry-test',
    expected: () => ({ data: { message: 'Hello from sample-retry-test' } }),
  },
  {
    workflow: 'test-object-type-uiprops',
    input: { basicInfo: { name: 'Ada' } },
    expected: () => ({
      data: {
        result: {
          message: 'Workflow completed successfully',
          outputs: [
            { key: 'Name', value: 'Ada' },
            { key: 'Email', value: '' },
          ],
        },
      },
    }),
  },
  {
    workflow: 'yamlgreet',
    input: { language: 'English', name: 'Ada' },
    expected: () => ({
      data: { greeting: 'Hello from YAML Workflow, ' },
      logs: ['Hello from YAML Workflow, Ada'],
    }),
  },
];

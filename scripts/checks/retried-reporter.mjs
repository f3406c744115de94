/** Tells at the end which tests passed only when they were tried again: each of them is a defect, of the test or of the code. */
export default class RetriedReporter {
  #retried = [];

  onTestCaseResult(testCase) {
    if (testCase.diagnostic()?.flaky)
      this.#retried.push(`${testCase.module.relativeModuleId} > ${testCase.fullName}`);
  }

  onTestRunEnd() {
    if (this.#retried.length === 0) return;
    console.log(
      ['\nPassed only when tried again:', ...this.#retried.map((name) => `  ${name}`), ''].join('\n'),
    );
  }
}

/** Ends the output of a test run with its counts, after the name of everything that was skipped. */
export default class ClosingLineReporter {
  counts = { passed: 0, failed: 0, skipped: 0 }
  skipped = []

  onInit() {
    // At the very end, whatever else speaks while the run is closed.
    process.once('exit', (code) => {
      for (const line of this.skipped) console.log(`skipped: ${line}`)
      const { passed, failed, skipped } = this.counts
      // A run that could not begin, or found nothing to run, has failed without a test that says so.
      console.log(`${passed} passed, ${code ? Math.max(failed, 1) : failed} failed, ${skipped} skipped`)
    })
  }

  onTestRunEnd(modules, unhandledErrors) {
    this.counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    this.skipped = []
    for (const module of modules) {
      for (const test of module.children.allTests()) this.counts[stateOf(test)]++
      // A file that could not be loaded, or a hook that threw, has failed without a test that says so.
      if (module.state() === 'failed' && ![...module.children.allTests('failed')].length) this.counts.failed++
      this.nameSkipped(module, module.relativeModuleId)
    }
  }

  nameSkipped(parent, name) {
    const tests = [...parent.children.allTests()]
    if (tests.length > 1 && tests.every((test) => stateOf(test) === 'skipped')) {
      this.skipped.push(`${name} (${tests.length} tests)`)
      return
    }
    for (const child of parent.children) {
      const childName = `${name} > ${child.name}`
      if (child.type === 'suite') this.nameSkipped(child, childName)
      else if (stateOf(child) === 'skipped')
        this.skipped.push([childName, child.result().note].filter(Boolean).join(': '))
    }
  }
}

/** A test that never came to run (its file failed before, the run was stopped) is one that was skipped. */
function stateOf(test) {
  const { state } = test.result()
  return state === 'pending' ? 'skipped' : state
}

/** `underpin doctor`: looks at everything between here and Procore, and says what is wrong and what to do. */
import { type Diagnosis, diagnose, type Report } from '@underpin/doctor'
import { examine } from '@underpin/doctor/node'
import { createRedactor, type Redactor } from '@underpin/exchange'
import { type Clock, systemClock } from '@underpin/ports'
import type { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { diagnosisLines } from '../doctor/diagnosis-lines.ts'
import { defineDoctorFlags } from '../doctor/doctor-flags.ts'
import { doctorJson } from '../doctor/doctor-json.ts'
import { type DoctorFlags, type DoctorRequest, readRequest } from '../doctor/doctor-request.ts'
import { interview } from '../doctor/interview.ts'
import { makePacket } from '../doctor/packet.ts'
import { askPerson } from '../doctor/person.ts'
import { progressTeller } from '../doctor/progress-teller.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { leave } from '../leave.ts'
import { interrupted } from '../serve/interrupts.ts'
import { openTerminal, type Terminal } from '../terminal.ts'

export function define(command: Command): void {
  defineDoctorFlags(command).action(async (flags: DoctorFlags) => {
    process.exitCode = await run(flags, systemClock)
    await leave()
  })
}

async function run(flags: DoctorFlags, clock: Clock): Promise<ExitCode> {
  const request = await readRequest(flags, process.env, clock.nowMs())
  const terminal = openTerminal(flags)
  const redactor = createRedactor()
  if (request.credentials) redactor.learn('access token', request.credentials.accessToken)
  for (const note of request.notes) terminal.say(terminal.sayColours.dim(redactor.text(note)))
  const { report, isInterrupted } = await look(request, clock, terminal, redactor)
  const canAsk = flags.ask && !flags.json && !isInterrupted && isTerminal()
  const answered = canAsk ? await asked(report, request, clock.nowMs()) : request
  const { complaint } = answered
  const nowMs = clock.nowMs()
  const diagnosis = diagnose({ report, complaint, nowMs })
  if (flags.json) terminal.out(doctorJson({ report, diagnosis, complaint }, redactor))
  else terminal.out(redactor.text(diagnosisLines({ report, diagnosis, nowMs }, terminal)))
  if (request.order) {
    const { handed, person } = answered
    const token = request.credentials?.accessToken
    const secrets = token === undefined ? [] : [{ kind: 'access token', value: token }]
    const found = { report, diagnosis, complaint, handed, person, secrets, nowMs }
    await makePacket(request.order, { version: manifest.version, ...found }, terminal)
  }
  return EXIT_BY_VERDICT[diagnosis.verdict]
}

const EXIT_BY_VERDICT: Readonly<Record<Diagnosis['verdict'], ExitCode>> = {
  'all-fine': EXIT.fine,
  'cause-found': EXIT.findings,
  unsure: EXIT.findings,
  'could-not-check': EXIT.couldNotCheck,
}

/** Ctrl-C ends the looking, and what is known by then is judged. */
async function look(
  { targets, credentials, observeMs }: DoctorRequest,
  clock: Clock,
  terminal: Terminal,
  redactor: Redactor,
): Promise<{ readonly report: Report; readonly isInterrupted: boolean }> {
  const interruption = new AbortController()
  const stop = () => interruption.abort(new Error('interrupted'))
  void interrupted().then(stop)
  const report = await examine({
    ...{ targets, credentials, clock, observeMs, environment: process.env },
    signal: interruption.signal,
    on: progressTeller(terminal, redactor, process.stdout.isTTY === true),
  })
  if (terminal.isWatched) terminal.say('')
  return { report, isInterrupted: interruption.signal.aborted }
}

function isTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true
}

type Said = Pick<DoctorRequest, 'complaint' | 'handed' | 'person'>

/** The prompts are loaded when somebody is there to answer. */
async function asked(report: Report, request: DoctorRequest, nowMs: number): Promise<Said> {
  const { complaint, handed, order, person } = request
  const { terminalInterviewer } = await import('../doctor/terminal-interviewer.ts')
  const answers = await interview({ report, complaint, nowMs }, terminalInterviewer)
  const known = order ? await askPerson(person, terminalInterviewer) : person
  process.stderr.write('\n')
  return {
    complaint: answers.complaint,
    handed: [...handed, ...answers.handed],
    person: known,
  }
}

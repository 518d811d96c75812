import { readAnswers, writeAnswers } from "./answers.ts";
import { askDewar, askFlask, hasFlask } from "./ask.ts";
import { judge } from "./judge.ts";
import { EXCHANGES } from "./requests.ts";

// Asks Flask and Dewar the same, and tells where they differ. Without Flask its recorded answers stand for it.
const isLive = hasFlask();
if (isLive) writeAnswers(EXCHANGES, askFlask(EXCHANGES));
const verdict = judge(EXCHANGES, readAnswers(), await askDewar(EXCHANGES));
for (const { name, differences } of verdict.unexplained) {
  console.log(`\n${name}`);
  for (const { part, flask: theirs, dewar: ours } of differences) {
    console.log(`  ${part}\n    flask ${JSON.stringify(theirs)}\n    dewar ${JSON.stringify(ours)}`);
  }
}
for (const name of verdict.stale)
  console.log(`\n${name}\n  is listed in differences.json, and does not differ so any more`);
const requests = EXCHANGES.reduce((sum, { steps }) => sum + steps.length, 0);
const source = isLive ? "live Flask" : "recorded answers";
console.log(
  `\n${requests} requests in ${EXCHANGES.length} exchanges, compared with ${source}: ${verdict.agreeing} agree, ` +
    `${verdict.explained} differ as listed, ${verdict.unexplained.length} differ, ${verdict.stale.length} stale`,
);
process.exitCode = verdict.unexplained.length + verdict.stale.length === 0 ? 0 : 1;

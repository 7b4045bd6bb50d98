// What all Node runners share: the protocol of README.md around one function from a page's HTML to its text.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const processorSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const answer = (fields) => process.stdout.write(`${JSON.stringify(fields)}\n`);

// `extract` is timed. Where a tool's answer is HTML, `toText` makes the text of it that quality is judged by, while no
// clock runs: it is not the tool's work.
export async function serve(tool, extract, toText = (text) => text) {
  console.log = console.info = console.debug = console.error; // what a tool prints must not look like an answer
  answer({ tool, seconds: processorSeconds() });
  for await (const path of createInterface({ input: process.stdin })) {
    const page = readFileSync(path);
    const start = processorSeconds();
    try {
      const answered = await extract(page.toString('utf8'));
      const seconds = processorSeconds() - start;
      answer({ seconds, text: toText(answered ?? '') });
    } catch (error) {
      answer({ seconds: processorSeconds() - start, error: String(error).slice(0, 200) });
    }
  }
}

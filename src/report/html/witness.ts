/** A witness for a reader: the instance drawn, both sides, what it refutes and what not, and the commands that show it again. */
import type { Command, WitnessPage } from '../model/page.js';
import { GRADES } from '../text/looks.js';
import { html, type Html } from './escape.js';
import { instanceFigures } from './instance.js';
import { mathText } from './math-text.js';
import { sidesTable } from './sides.js';
import { commandLine, numberText } from './words.js';

/** Commands with what each is for. */
export const commandList = (commands: readonly Command[]): Html =>
  html`<dl class="commands">${commands.map(
    ({ what, command }) => html`<div><dt>${what}</dt><dd>${commandLine(command)}</dd></div>`,
  )}</dl>`; // prettier-ignore

const remarks = ({ kind, boundary, grade, reasons, file }: WitnessPage): Html =>
  html`<dl class="remarks">
    ${
      boundary !== undefined &&
      html`<div>
        <dt>does not refute</dt>
        <dd>${boundary}</dd>
      </div>`
    }
    ${
      grade !== undefined &&
      html`<div>
        <dt>grade</dt>
        <dd>${[GRADES[grade], ...reasons].join('; ')}</dd>
      </div>`
    }
    ${
      file === undefined
        ? kind !== 'shown' &&
          html`<div>
            <dt>both sides</dt>
            <dd>not in the files at hand; the command below computes them</dd>
          </div>`
        : html`<div>
            <dt>file</dt>
            <dd><code>${file}</code></dd>
          </div>`
    }
  </dl>`;

/** The witness, folded up unless `open`. */
export const witnessFigure = (witness: WitnessPage, open: boolean): Html => {
  const { anchor, title, kind, part, margin, sides, instance, commands } = witness;
  const word = kind === 'shown' ? 'shown' : 'violated';
  return html`<details class="witness" id="${anchor}" ${open && html` open`}>
    <summary>
      <span class="witness-title">${title}</span>
      <span class="note">${word}: ${mathText(part)}${margin !== null && `, margin ${numberText(margin)}`}</span>
    </summary>
    ${instanceFigures(instance)}
    ${
      sides &&
      html`<div class="both-sides">
        <p class="part">${mathText(part)}</p>
        ${sidesTable(sides)}
      </div>`
    }
    ${remarks(witness)} ${commandList(commands)}
    <details>
      <summary>The instance as a file</summary>
      <pre class="folded"><code>${JSON.stringify(instance)}</code></pre>
    </details>
  </details>`;
};

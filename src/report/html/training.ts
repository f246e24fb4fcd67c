/** Training, drawn. */
import type { TrainingPage } from '../model/page.js';
import { html, type Html } from './escape.js';

/** A section for each record of training. */
export const trainingSection = (training: readonly TrainingPage[]): Html =>
  html`<section id="training">
    <h2>Training</h2>
    ${training.map(({ title }) => html`<p>${title}</p>`)}
  </section>`;

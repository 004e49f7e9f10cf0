import { picture } from '../../host-sim/picture.js';
import { html, Markup } from '../../supervisor/markup.js';
import type { Toured } from './tours.js';
import { GROUPS, type Group, type Shot } from './walker.js';

/** One page with every screen of every build: it holds its pictures itself, fetches nothing and runs nothing. */

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const TITLES: { readonly [group in Group]: string } = {
  main: 'Main screens',
  menus: 'Menus',
  flags: 'Lists to tick',
  checklist: 'Checklist',
  phrases: 'What to say, and tips',
  questions: 'Questions and messages',
  lists: 'Pickers and orders',
};

const LANGUAGE_NAMES = { en: 'English', zh: '中文' } as const;

const CSS = `:root { color-scheme: light dark; --ground: #f4f3ee; --ink: #1c2430; --faint: #5c6570; --line: #d5d3c8; --case: #2b313a; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171a; --ink: #e6e9ec; --faint: #a3adb7; --line: #3a424a; --case: #050607; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header, section { max-width: 84rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.8rem; }
p { color: var(--faint); max-width: 44rem; }
nav { position: sticky; top: 0; z-index: 1; background: var(--ground); border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; max-width: 84rem; margin: 0 auto; padding: 0.6rem 1.25rem; list-style: none; }
a { color: inherit; }
section { scroll-margin-top: 3.5rem; padding-bottom: 2rem; }
h2 { margin: 2rem 0 0; font-size: 1.4rem; }
h2 small { color: var(--faint); font-weight: 400; font-size: 0.9rem; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1rem; color: var(--faint); border-bottom: 1px solid var(--line); }
.screens { display: grid; grid-template-columns: repeat(auto-fill, minmax(16.5rem, 1fr)); gap: 1rem; }
figure { margin: 0; }
img { display: block; width: 100%; aspect-ratio: 132 / 68; image-rendering: pixelated; border: 5px solid var(--case); border-radius: 9px; background: #d9e2d0; }
figcaption { padding: 0.2rem 0.4rem; font-size: 0.78rem; color: var(--faint); overflow-wrap: anywhere; }
@media print { nav { position: static; } figure { break-inside: avoid; } }
`;

const idOf = ({ profile, language }: Toured): string => `${profile}-${language}`;

/** What a screen reader says of a picture: its text, row by row. */
const textOf = ({ lines }: Shot): string =>
  lines
    .map(line => line.trim().replace(/\s{2,}/g, ', '))
    .filter(Boolean)
    .join('; ');

function figure(shot: Shot): Markup {
  const data = Buffer.from(picture(shot.pixels, 1)).toString('base64');
  return html`<figure><img src="data:image/png;base64,${data}" alt="${textOf(shot)}" loading="lazy"><figcaption>${shot.name}</figcaption></figure>`;
}

function group(name: Group, shots: readonly Shot[]): Markup | null {
  const own = shots.filter(shot => shot.group === name);
  if (!own.length) return null;
  return html`<h3>${TITLES[name]}</h3>
<div class="screens">
${own.map(figure)}
</div>`;
}

function section(build: Toured): Markup {
  const { profile, language, shots } = build;
  const tag = language === 'zh' ? 'zh-Hans' : language;
  return html`<section id="${idOf(build)}" lang="${tag}">
<h2>${profile}, ${LANGUAGE_NAMES[language]} <small>${shots.length} screens</small></h2>
${GROUPS.map(name => group(name, shots))}
</section>`;
}

export function indexPage(builds: readonly Toured[]): string {
  const count = builds.reduce((sum, { shots }) => sum + shots.length, 0);
  const links = builds.map(
    build => html`<li><a href="#${idOf(build)}">${build.profile} ${LANGUAGE_NAMES[build.language]}</a></li>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Doorstep: every screen of the badge</title>
<style>
${new Markup(CSS)}</style>
</head>
<body>
<header>
<h1>Every screen of the badge</h1>
<p>${count} screens of ${builds.length} builds, each drawn by the program that is flashed: 128 x 64 pixels, BTN1 top left,
BTN2 top right, BTN3 bottom right, BTN4 bottom left.</p>
</header>
<nav><ul>
${links}
</ul></nav>
<main>
${builds.map(section)}
</main>
</body>
</html>
`.text;
}
